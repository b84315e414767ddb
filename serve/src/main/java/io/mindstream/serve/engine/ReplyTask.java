package io.mindstream.serve.engine;

import io.mindstream.serve.chat.ApiError;
import io.mindstream.serve.chat.ChatRequest;
import java.util.Optional;

/** One request on its way through the engine. */
final class ReplyTask {
    final Object client;
    final ChatRequest request;
    final ReplyListener listener;
    final long submittedAt = System.nanoTime();
    /** A lease from the beginning where the client named a checkpoint; otherwise the current one is taken when the turn comes. */
    final Optional<ServedModels.Lease> pinned;

    private volatile boolean cancelled;
    private boolean ended;
    private boolean ready;
    private ReplyModel preparedBy;
    private Prompt prompt;

    ReplyTask(Object client, ChatRequest request, ReplyListener listener, Optional<ServedModels.Lease> pinned) {
        this.client = client;
        this.request = request;
        this.listener = listener;
        this.pinned = pinned;
    }

    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Its prompt is made; guarded by the engine's lock. */
    void setReady() {
        ready = true;
    }

    boolean isReady() {
        return ready;
    }

    void prepared(ReplyModel model, Prompt ready) {
        preparedBy = model;
        prompt = ready;
    }

    /** The prompt as this model reads it: made earlier, or again where a swap came between. */
    Prompt promptFor(ReplyModel model) {
        if (preparedBy != model) {
            prepared(model, model.prepare(request.messages()));
        }
        return prompt;
    }

    /** Ends it, unless it has ended; the listener hears of it once. */
    void done(ReplyEnd end) {
        if (end()) {
            listener.done(end);
        }
    }

    /** As {@link #done}. */
    void failed(ApiError error) {
        if (end()) {
            listener.failed(error);
        }
    }

    private boolean end() {
        synchronized (this) {
            boolean first = !ended;
            ended = true;
            return first;
        }
    }
}
