package io.mindstream.serve.http;

import io.mindstream.serve.chat.ApiError;
import io.mindstream.serve.engine.ReplyEnd;
import io.mindstream.serve.engine.ReplyListener;
import io.mindstream.serve.engine.SpokenToken;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A completion as server-sent events, one a chunk, {@code data: [DONE]} at the end. What comes while the client does not read is joined into
 * one chunk, so that a slow client costs no more memory than its reply has text. On the connection's event loop.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML: server-sent events</a>
 */
final class SseReply implements ReplyListener {
    private final HttpServerResponse response;
    private final boolean includeUsage;
    private final CompletionJson json = CompletionJson.create();
    private final StringBuilder pending = new StringBuilder();
    private final LogProbabilities logProbabilities;
    private String model = "";

    SseReply(HttpServerResponse response, boolean includeUsage, boolean logprobs) {
        this.response = response;
        this.includeUsage = includeUsage;
        this.logProbabilities = new LogProbabilities(logprobs);
    }

    @Override
    public void started(String checkpoint) {
        if (response.closed()) {
            return;
        }
        model = checkpoint;
        response.drainHandler(v -> flush());
        // Not before a turn at the model: until then a failure still has a status of its own.
        response.setStatusCode(200)
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader("X-Accel-Buffering", "no");
        write(json.first(model));
    }

    @Override
    public void text(String text, List<SpokenToken> tokens) {
        pending.append(text);
        logProbabilities.add(tokens);
        if (!response.closed() && !response.writeQueueFull()) {
            flush();
        }
    }

    private void flush() {
        boolean empty = pending.isEmpty() && logProbabilities.isEmpty();
        if (!empty && !response.closed() && !response.ended()) {
            String text = pending.toString();
            pending.setLength(0);
            write(json.text(model, text, logProbabilities.take()));
        }
    }

    @Override
    public void done(ReplyEnd end) {
        if (response.closed()) {
            return;
        }
        flush();
        write(json.last(end));
        if (includeUsage) {
            event(json.usageChunk(end));
        }
        response.end("data: [DONE]\n\n");
    }

    @Override
    public void failed(ApiError error) {
        if (!response.headWritten()) {
            Json.send(response, error);
        } else if (!response.closed()) {
            flush();
            response.end(Sse.data(new JsonObject().put("error", error.json())));
        }
    }

    /** With {@code include_usage} every chunk but the last says that it holds none. */
    private void write(JsonObject chunk) {
        event(includeUsage ? chunk.putNull("usage") : chunk);
    }

    private void event(JsonObject chunk) {
        response.write(Sse.data(chunk));
    }
}
