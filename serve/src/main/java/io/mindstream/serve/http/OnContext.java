package io.mindstream.serve.http;

import io.mindstream.serve.chat.ApiError;
import io.mindstream.serve.engine.ReplyEnd;
import io.mindstream.serve.engine.ReplyListener;
import io.mindstream.serve.engine.SpokenToken;
import io.vertx.core.Context;
import java.util.List;

/** Brings the engine's calls onto the event loop of the connection that waits for them, in order. */
record OnContext(Context context, ReplyListener listener) implements ReplyListener {
    @Override
    public void started(String model) {
        context.runOnContext(v -> listener.started(model));
    }

    @Override
    public void text(String text, List<SpokenToken> tokens) {
        context.runOnContext(v -> listener.text(text, tokens));
    }

    @Override
    public void done(ReplyEnd end) {
        context.runOnContext(v -> listener.done(end));
    }

    @Override
    public void failed(ApiError error) {
        context.runOnContext(v -> listener.failed(error));
    }
}
