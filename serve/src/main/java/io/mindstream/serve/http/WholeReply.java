package io.mindstream.serve.http;

import io.mindstream.serve.chat.ApiError;
import io.mindstream.serve.engine.ReplyEnd;
import io.mindstream.serve.engine.ReplyListener;
import io.mindstream.serve.engine.SpokenToken;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** A completion as one body, when all of it is there. On the connection's event loop. */
final class WholeReply implements ReplyListener {
    private final HttpServerResponse response;
    private final LogProbabilities logProbabilities;
    private final StringBuilder text = new StringBuilder();

    WholeReply(HttpServerResponse response, boolean logprobs) {
        this.response = response;
        this.logProbabilities = new LogProbabilities(logprobs);
    }

    @Override
    public void started(String model) {
        // The end names it, too.
    }

    @Override
    public void text(String more, List<SpokenToken> tokens) {
        text.append(more);
        logProbabilities.add(tokens);
    }

    @Override
    public void done(ReplyEnd end) {
        Json.send(response, 200, CompletionJson.create().whole(text.toString(), logProbabilities.take(), end));
    }

    @Override
    public void failed(ApiError error) {
        Json.send(response, error);
    }
}
