package io.mindstream.serve.chat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Fields of the OpenAI API that this server knows and does not do. Clients send them with values that ask for nothing; those are accepted,
 * any other is an error that names the field, rather than a reply that silently lacks what was asked for.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">OpenAI: create chat completion</a>
 */
final class UnsupportedFields {
    /** A field's harmless values, in a predicate and in words. */
    private record Harmless(Predicate<Object> test, String words) {}

    private static final Harmless ANYTHING = new Harmless(value -> true, "anything");
    private static final Harmless NOTHING = new Harmless(value -> false, "null");
    private static final Harmless ZERO =
            new Harmless(value -> value instanceof Number number && number.doubleValue() == 0, "0");
    private static final Harmless OFF = new Harmless(value -> Boolean.FALSE.equals(value), "false");
    private static final Harmless FLAG = new Harmless(value -> value instanceof Boolean, "true or false");
    private static final Harmless STRING = new Harmless(value -> value instanceof String, "a string");
    private static final Harmless EMPTY = new Harmless(
            value -> value instanceof JsonArray list && list.isEmpty()
                    || value instanceof JsonObject object && object.isEmpty(),
            "empty");

    private static final Map<String, Harmless> OF_REQUEST = new LinkedHashMap<>();
    private static final Map<String, Harmless> OF_MESSAGE = new LinkedHashMap<>();

    static {
        OF_REQUEST.put("n", new Harmless(value -> Integer.valueOf(1).equals(value), "1"));
        OF_REQUEST.put("frequency_penalty", ZERO);
        OF_REQUEST.put("presence_penalty", ZERO);
        OF_REQUEST.put("top_logprobs", ZERO);
        OF_REQUEST.put("logit_bias", EMPTY);
        OF_REQUEST.put("tools", EMPTY);
        OF_REQUEST.put("functions", EMPTY);
        OF_REQUEST.put("tool_choice", oneOf("none", "auto"));
        OF_REQUEST.put("function_call", oneOf("none", "auto"));
        OF_REQUEST.put("parallel_tool_calls", FLAG);
        OF_REQUEST.put(
                "response_format",
                new Harmless(
                        value -> value instanceof JsonObject object
                                && object.size() == 1
                                && "text".equals(object.getValue("type")),
                        "{\"type\":\"text\"}"));
        OF_REQUEST.put(
                "modalities",
                new Harmless(
                        value -> value instanceof JsonArray list && list.size() == 1 && "text".equals(list.getValue(0)),
                        "[\"text\"]"));
        OF_REQUEST.put("service_tier", oneOf("auto", "default"));
        OF_REQUEST.put("store", OFF);
        OF_REQUEST.put("metadata", ANYTHING);
        OF_REQUEST.put("user", STRING);
        OF_REQUEST.put("safety_identifier", STRING);
        OF_REQUEST.put("prompt_cache_key", STRING);
        OF_REQUEST.put("audio", NOTHING);
        OF_REQUEST.put("prediction", NOTHING);
        OF_REQUEST.put("reasoning_effort", NOTHING);
        OF_REQUEST.put("verbosity", NOTHING);
        OF_REQUEST.put("web_search_options", NOTHING);

        // What a client sends back when it appends our reply to the conversation as it got it.
        OF_MESSAGE.put("name", STRING);
        OF_MESSAGE.put("refusal", NOTHING);
        OF_MESSAGE.put("annotations", EMPTY);
        OF_MESSAGE.put("audio", NOTHING);
        OF_MESSAGE.put("tool_calls", EMPTY);
        OF_MESSAGE.put("function_call", NOTHING);
    }

    private UnsupportedFields() {}

    /** Checks all fields of a request but those that are supported. */
    static void checkRequest(JsonFields fields, Set<String> supported) {
        check(fields, supported, OF_REQUEST);
    }

    /** Checks all fields of a message but those that are supported. */
    static void checkMessage(JsonFields fields, Set<String> supported) {
        check(fields, supported, OF_MESSAGE);
    }

    private static void check(JsonFields fields, Set<String> supported, Map<String, Harmless> harmless) {
        for (String name : fields.names()) {
            if (supported.contains(name)) {
                continue;
            }
            Harmless accepted = harmless.get(name);
            if (accepted == null) {
                throw new ApiException(ApiError.unknownField(fields.path(name)));
            }
            Object value = fields.value(name);
            if (value != null && !accepted.test.test(value)) {
                throw new ApiException(ApiError.unsupported(
                        fields.path(name),
                        "not supported but for " + accepted.words + ", is " + JsonFields.shown(value)));
            }
        }
    }

    private static Harmless oneOf(String... values) {
        return new Harmless(Set.of(values)::contains, String.join(" or ", values));
    }
}
