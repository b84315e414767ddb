package io.mindstream.serve.http;

import io.mindstream.serve.engine.SpokenToken;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Tokens that wait to be told with the text they belong to, in the shape of the OpenAI API. */
final class LogProbabilities {
    private final boolean wanted;
    private final List<SpokenToken> pending = new ArrayList<>();

    /** @param wanted whether the request asked for them */
    LogProbabilities(boolean wanted) {
        this.wanted = wanted;
    }

    void add(List<SpokenToken> tokens) {
        pending.addAll(tokens);
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** The value of {@code logprobs} for all tokens added since the last call; null where they are not wanted. */
    JsonObject take() {
        if (!wanted) {
            return null;
        }
        JsonArray content = new JsonArray();
        pending.forEach(token -> content.add(json(token)));
        pending.clear();
        return new JsonObject().put("content", content).putNull("refusal");
    }

    private static JsonObject json(SpokenToken token) {
        JsonArray bytes = new JsonArray();
        for (byte each : token.bytes()) {
            bytes.add(each & 0xFF);
        }
        return new JsonObject()
                .put("token", token.text())
                .put("logprob", token.logProbability())
                .put("bytes", bytes)
                .put("top_logprobs", new JsonArray());
    }
}
