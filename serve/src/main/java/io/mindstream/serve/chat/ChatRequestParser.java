package io.mindstream.serve.chat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Reads and checks a request of {@code POST /v1/chat/completions}, and the same fields of a WebSocket frame. A field that is wrong,
 * unknown, or asks for what this server does not do is an error that names it.
 *
 * <p>Defaults: the current checkpoint; temperature 0, that is the likeliest reply (OpenAI's is 1: a small model is better without
 * chance); as many tokens as {@code serve.maxNewTokens} and the model's length allow.
 */
public final class ChatRequestParser {
    private static final Set<String> FIELDS = Set.of(
            "model",
            "messages",
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "top_k",
            "top_p",
            "repetition_penalty",
            "stop",
            "seed",
            "logprobs",
            "stream",
            "stream_options");
    private static final int MOST_STOPS = 4;
    private static final int LONGEST_STOP = 256;
    private static final double MOST_PENALTY = 100;

    private final int maxNewTokens;

    /** @param maxNewTokens most tokens that a reply may ask for */
    public ChatRequestParser(int maxNewTokens) {
        this.maxNewTokens = maxNewTokens;
    }

    /** @throws ApiException naming the field */
    public ChatRequest parse(JsonObject body) {
        JsonFields fields = new JsonFields(body, "");
        UnsupportedFields.checkRequest(fields, FIELDS);
        boolean stream = fields.flag("stream").orElse(false);
        return new ChatRequest(
                fields.string("model").orElse(""),
                MessageParser.parse(fields),
                maxTokens(fields),
                sampling(fields),
                stop(fields),
                fields.flag("logprobs").orElse(false),
                stream,
                includeUsage(fields));
    }

    private OptionalInt maxTokens(JsonFields fields) {
        if (fields.has("max_tokens") && fields.has("max_completion_tokens")) {
            throw new ApiException(
                    ApiError.invalid("max_tokens", "given together with max_completion_tokens, which means the same"));
        }
        String name = fields.has("max_tokens") ? "max_tokens" : "max_completion_tokens";
        return fields.integer(name, 1, maxNewTokens).stream()
                .mapToInt(Long::intValue)
                .findFirst();
    }

    private static Sampling sampling(JsonFields fields) {
        double temperature = fields.number("temperature", 0, 2).orElse(0.0);
        int topK = fields.integer("top_k", 0, Integer.MAX_VALUE).orElse(0L).intValue();
        double topP = aboveZero(fields, "top_p", 1);
        double penalty = aboveZero(fields, "repetition_penalty", MOST_PENALTY);
        long seed = fields.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE)
                .orElseGet(() -> ThreadLocalRandom.current().nextLong());
        return new Sampling(temperature, topK, topP, penalty, seed);
    }

    /** A number above 0; 1 where there is none. */
    private static double aboveZero(JsonFields fields, String name, double most) {
        double number = fields.number(name, 0, most).orElse(1.0);
        if (number == 0) {
            throw fields.wrong(name, "above 0", fields.value(name));
        }
        return number;
    }

    private static List<String> stop(JsonFields fields) {
        Object value = fields.value("stop");
        if (value == null) {
            return List.of();
        }
        if (value instanceof String text) {
            return List.of(stopString(text, "stop"));
        }
        if (!(value instanceof JsonArray list)) {
            throw fields.wrong("stop", "a string or a list of strings", value);
        }
        if (list.size() > MOST_STOPS) {
            throw new ApiException(ApiError.invalid("stop", list.size() + " strings; at most " + MOST_STOPS));
        }
        return IntStream.range(0, list.size())
                .mapToObj(i -> stopString(list.getValue(i), "stop[" + i + "]"))
                .toList();
    }

    private static String stopString(Object value, String path) {
        if (value instanceof String text && !text.isEmpty() && text.length() <= LONGEST_STOP) {
            return text;
        }
        throw new ApiException(ApiError.invalid(
                path, "must be a string of 1 to " + LONGEST_STOP + " characters, is " + JsonFields.shown(value)));
    }

    private static boolean includeUsage(JsonFields fields) {
        return fields.object("stream_options")
                .map(options -> {
                    options.refuseAllBut(Set.of("include_usage", "include_obfuscation"));
                    options.flag("include_obfuscation");
                    return options.flag("include_usage").orElse(false);
                })
                .orElse(false);
    }
}
