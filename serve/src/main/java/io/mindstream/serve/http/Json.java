package io.mindstream.serve.http;

import io.mindstream.serve.chat.ApiError;
import io.mindstream.serve.chat.ApiException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON in and out of bodies and frames. */
final class Json {
    private Json() {}

    /**
     * @param what is read: {@code body} or {@code frame}
     * @throws ApiException when it is no JSON object
     */
    static JsonObject parse(Buffer bytes, String what) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ApiException(ApiError.malformed(what + ": not UTF-8"));
        }
        try {
            return new JsonObject(text);
        } catch (RuntimeException e) {
            // Besides DecodeException a ClassCastException, where the text is JSON but no object.
            throw new ApiException(ApiError.malformed(what + ": not a JSON object" + reason(e)));
        }
    }

    private static String reason(RuntimeException e) {
        if (e.getMessage() == null || e instanceof ClassCastException) {
            return "";
        }
        String line = e.getMessage().lines().findFirst().orElse("").replace("Failed to decode:", "");
        String cut = line.length() > 160 ? line.substring(0, 160) + "…" : line;
        return cut.isBlank() ? "" : ": " + cut.strip();
    }

    static void send(HttpServerResponse response, int status, JsonObject body) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body.toBuffer());
    }

    static void send(HttpServerResponse response, ApiError error) {
        if (response.headWritten()) {
            return;
        }
        if (error.status() == 503 || error.status() == 429) {
            response.putHeader("Retry-After", "1");
        }
        send(response, error.status(), new JsonObject().put("error", error.json()));
    }
}
