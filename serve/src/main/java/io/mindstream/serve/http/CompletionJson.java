package io.mindstream.serve.http;

import io.mindstream.serve.engine.ReplyEnd;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * The bodies and chunks of one completion, in the shape of the OpenAI API.
 *
 * @param id of the completion
 * @param created in seconds since 1970
 */
record CompletionJson(String id, long created) {
    static CompletionJson create() {
        String id = "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
        return new CompletionJson(id, System.currentTimeMillis() / 1000);
    }

    /**
     * A whole reply.
     *
     * @param logprobs null where nobody asked for them
     */
    JsonObject whole(String text, JsonObject logprobs, ReplyEnd end) {
        JsonObject message =
                new JsonObject().put("role", "assistant").put("content", text).putNull("refusal");
        JsonObject choice = new JsonObject()
                .put("index", 0)
                .put("message", message)
                .put("logprobs", logprobs)
                .put("finish_reason", end.finish().text());
        return head("chat.completion", end.model())
                .put("choices", new JsonArray().add(choice))
                .put("usage", usage(end));
    }

    /** The first chunk: who speaks. */
    JsonObject first(String model) {
        return chunk(model, new JsonObject().put("role", "assistant").put("content", ""), null, null);
    }

    /** More text; {@code logprobs} as in {@link #whole}. */
    JsonObject text(String model, String text, JsonObject logprobs) {
        return chunk(model, new JsonObject().put("content", text), logprobs, null);
    }

    /** Why it ended. */
    JsonObject last(ReplyEnd end) {
        return chunk(end.model(), new JsonObject(), null, end.finish().text());
    }

    /** The chunk that {@code stream_options.include_usage} asks for: no choices. */
    JsonObject usageChunk(ReplyEnd end) {
        return head("chat.completion.chunk", end.model())
                .put("choices", new JsonArray())
                .put("usage", usage(end));
    }

    static JsonObject usage(ReplyEnd end) {
        return new JsonObject()
                .put("prompt_tokens", end.promptTokens())
                .put("completion_tokens", end.completionTokens())
                .put("total_tokens", end.promptTokens() + end.completionTokens());
    }

    private JsonObject chunk(String model, JsonObject delta, JsonObject logprobs, String finish) {
        JsonObject choice = new JsonObject()
                .put("index", 0)
                .put("delta", delta)
                .put("logprobs", logprobs)
                .put("finish_reason", finish);
        return head("chat.completion.chunk", model).put("choices", new JsonArray().add(choice));
    }

    private JsonObject head(String object, String model) {
        return new JsonObject()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }
}
