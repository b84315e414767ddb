package io.mindstream.serve.http;

import io.vertx.core.json.JsonObject;

/** The wire form of a server-sent event. */
final class Sse {
    private Sse() {}

    /** One event. JSON has no raw line breaks, so one {@code data:} line is enough. */
    static String data(JsonObject json) {
        return "data: " + json.encode() + "\n\n";
    }
}
