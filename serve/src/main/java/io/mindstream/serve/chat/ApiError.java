package io.mindstream.serve.chat;

import io.vertx.core.json.JsonObject;

/**
 * What a client is told when a request fails, in the shape of the OpenAI API.
 *
 * @param status HTTP status
 * @param type family of the error, for example {@code invalid_request_error}
 * @param message for people
 * @param param field that is at fault, for example {@code messages[0].role}; null where no single one is
 * @param code for programs
 * @see <a href="https://platform.openai.com/docs/guides/error-codes">OpenAI error codes</a>
 */
public record ApiError(int status, String type, String message, String param, String code) {
    private static final String INVALID = "invalid_request_error";
    private static final String SERVER = "server_error";

    /** A field with a value that cannot be used. */
    public static ApiError invalid(String param, String problem) {
        return new ApiError(400, INVALID, param + ": " + problem, param, "invalid_value");
    }

    /** A field that must be there. */
    public static ApiError missing(String param) {
        return new ApiError(400, INVALID, param + ": missing", param, "missing_field");
    }

    /** A field that nobody knows. */
    public static ApiError unknownField(String param) {
        return new ApiError(400, INVALID, param + ": unknown field", param, "unknown_field");
    }

    /** A field of the OpenAI API that this server knows but does not do. */
    public static ApiError unsupported(String param, String problem) {
        return new ApiError(400, INVALID, param + ": " + problem, param, "unsupported_value");
    }

    /** A body or frame that is no request at all. */
    public static ApiError malformed(String problem) {
        return new ApiError(400, INVALID, problem, null, "malformed");
    }

    /** A picture that cannot be decoded or is too large. */
    public static ApiError picture(String param, String problem) {
        return new ApiError(400, INVALID, param + ": " + problem, param, "invalid_image");
    }

    /** Prompt, or prompt and reply, longer than the model's length. */
    public static ApiError tooLong(String param, String problem) {
        return new ApiError(400, INVALID, param + ": " + problem, param, "context_length_exceeded");
    }

    public static ApiError modelNotFound(String model, String current) {
        String message = "model: '" + model + "' is not served; the current one is '" + current + "'";
        return new ApiError(404, INVALID, message, "model", "model_not_found");
    }

    public static ApiError noRoute(String method, String path) {
        return new ApiError(404, INVALID, method + " " + path + ": no such route", null, "not_found");
    }

    public static ApiError tooLarge(String problem) {
        return new ApiError(413, INVALID, problem, null, "request_too_large");
    }

    public static ApiError mediaType(String problem) {
        return new ApiError(415, INVALID, problem, null, "unsupported_media_type");
    }

    public static ApiError queueFull(String problem) {
        return new ApiError(429, "rate_limit_error", problem, null, "queue_full");
    }

    /** No checkpoint has been loaded yet. */
    public static ApiError notReady() {
        return new ApiError(503, SERVER, "no checkpoint is loaded yet", null, "not_ready");
    }

    public static ApiError shuttingDown() {
        return new ApiError(503, SERVER, "the server is shutting down", null, "shutting_down");
    }

    /** A fault of ours; the log has the cause. */
    public static ApiError internal() {
        return new ApiError(500, SERVER, "the server failed on this request; its log says why", null, "internal");
    }

    /** The value of {@code error} in a body or frame. */
    public JsonObject json() {
        return new JsonObject()
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
    }
}
