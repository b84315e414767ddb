package io.mindstream.serve.http;

import io.mindstream.serve.chat.ApiError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;

/**
 * Joins the frames of a WebSocket into messages, up to a size; of what is larger or binary nothing is kept, and the next message is read as
 * if nothing had been.
 */
final class FrameAssembler {
    /** What a frame led to. */
    sealed interface Result {
        /** A message that is not complete, or a frame that is none. */
        record Nothing() implements Result {}

        record Message(Buffer text) implements Result {}

        record Refused(ApiError error) implements Result {}
    }

    private static final Result NOTHING = new Result.Nothing();

    private final int limit;
    private Buffer parts = Buffer.buffer();
    private boolean skipping;

    /** @param limit largest message, in bytes */
    FrameAssembler(int limit) {
        this.limit = limit;
    }

    Result add(WebSocketFrame frame) {
        boolean first = frame.isText() || frame.isBinary();
        if (!first && !frame.isContinuation()) {
            return NOTHING;
        }
        if (first) {
            parts = Buffer.buffer();
            skipping = false;
        }
        Result result = skipping ? NOTHING : take(frame);
        skipping = !frame.isFinal() && (skipping || result instanceof Result.Refused);
        return result;
    }

    private Result take(WebSocketFrame frame) {
        if (frame.isBinary()) {
            return new Result.Refused(ApiError.malformed("frame: binary frames are not accepted, send JSON as text"));
        }
        Buffer data = frame.binaryData();
        if ((long) parts.length() + data.length() > limit) {
            parts = Buffer.buffer();
            return new Result.Refused(
                    ApiError.tooLarge("frame: larger than the " + limit + " bytes that serve.maxRequestBytes allows"));
        }
        if (frame.isFinal() && parts.length() == 0) {
            return new Result.Message(data);
        }
        parts.appendBuffer(data);
        if (!frame.isFinal()) {
            return NOTHING;
        }
        Buffer message = parts;
        parts = Buffer.buffer();
        return new Result.Message(message);
    }
}
