package io.mindstream.serve.engine;

import io.mindstream.model.text.StopStrings;
import io.mindstream.serve.chat.ApiError;
import io.mindstream.serve.chat.ApiException;
import io.mindstream.serve.chat.ChatRequest;
import io.mindstream.serve.metrics.ServeMeters;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes replies, one at a time, on a thread of its own; the others wait, clients in turn. A request takes the model that is current when
 * its turn comes, and keeps it to the end. May be used by several threads.
 *
 * <p>Prompts are made ready on the executor given, so that neither the event loop nor the engine's thread decodes pictures.
 */
public final class ReplyEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyEngine.class);

    private final ServedModels models;
    private final Executor preparers;
    private final EngineLimits limits;
    private final ServeMeters meters;
    private final Thread thread = new Thread(this::run, "serve-engine");

    /** All that follows is guarded by this object's lock. */
    private final FairQueue<ReplyTask> waiting = new FairQueue<>();

    /** Those that wait and the one that runs. */
    private final Set<ReplyTask> open = new HashSet<>();

    private ReplyTask running;
    private long waitingBytes;
    private boolean closing;
    private boolean stopped;

    /** @param preparers where prompts are made ready; bounded by {@link EngineLimits#queue()} tasks */
    public ReplyEngine(ServedModels models, Executor preparers, EngineLimits limits, ServeMeters meters) {
        this.models = models;
        this.preparers = preparers;
        this.limits = limits;
        this.meters = meters;
        meters.waiting(this::waiting);
        thread.setDaemon(true);
        thread.start();
    }

    /** Requests that wait for their turn. */
    public synchronized int waiting() {
        return open.size() - (running == null ? 0 : 1);
    }

    /**
     * Takes a request on. Its listener hears of the rest.
     *
     * @param client whose turn it is to be; requests of one client stay in order
     * @throws ApiException when there is no such model, the queue is full, or the engine is closing; the listener then hears nothing
     */
    public ReplyHandle submit(Object client, ChatRequest request, ReplyListener listener) {
        ServedModels.Lease lease = models.lease(request.model());
        boolean alias = ServedModels.isAlias(request.model());
        ReplyTask task =
                new ReplyTask(client, request, listener, alias ? Optional.empty() : Optional.of(lease.again()));
        try {
            admit(task);
        } catch (ApiException e) {
            lease.close();
            task.pinned.ifPresent(ServedModels.Lease::close);
            throw e;
        }
        try {
            preparers.execute(() -> prepare(task, lease));
        } catch (RejectedExecutionException e) {
            lease.close();
            forget(task);
            throw new ApiException(ApiError.shuttingDown());
        }
        return () -> cancel(task);
    }

    private synchronized void admit(ReplyTask task) {
        if (closing) {
            throw new ApiException(ApiError.shuttingDown());
        }
        if (waiting() >= limits.queue()) {
            throw new ApiException(ApiError.queueFull(
                    waiting() + " requests wait already, as many as serve.queue allows; try again later"));
        }
        long bytes = task.request.bytes();
        if (waitingBytes > 0 && waitingBytes + bytes > limits.waitingBytes()) {
            throw new ApiException(ApiError.queueFull("the requests that wait hold " + waitingBytes
                    + " bytes of pictures and text already, with this one more than " + limits.waitingBytes()
                    + "; try again later"));
        }
        waitingBytes += bytes;
        open.add(task);
        waiting.add(task.client, task);
    }

    private void prepare(ReplyTask task, ServedModels.Lease lease) {
        try {
            if (!task.isCancelled()) {
                Prompt prompt = task.promptFor(lease.model());
                limit(task, prompt, lease.model());
            }
        } catch (ApiException e) {
            fail(task, e.error());
            return;
        } catch (RuntimeException | Error e) {
            LOG.error("A prompt for {} could not be made ready", lease.model().name(), e);
            fail(task, ApiError.internal());
            return;
        } finally {
            lease.close();
        }
        ready(task);
    }

    private synchronized void ready(ReplyTask task) {
        task.setReady();
        notifyAll();
    }

    private int limit(ReplyTask task, Prompt prompt, ReplyModel model) {
        return LengthLimit.of(prompt.tokens(), task.request.maxTokens(), limits.maxNewTokens(), model.maxLength());
    }

    private void cancel(ReplyTask task) {
        task.cancel();
        synchronized (this) {
            if (task == running || !open.contains(task)) {
                return;
            }
            waiting.remove(task.client, task);
        }
        forget(task);
        meters.ended("abort");
        task.done(new ReplyEnd("", Finish.ABORT, 0, 0));
    }

    private void fail(ReplyTask task, ApiError error) {
        forget(task);
        meters.ended(error.code());
        task.failed(error);
    }

    /** Makes room for another. Whoever calls it for the one that runs is the thread that ran it. */
    private void forget(ReplyTask task) {
        synchronized (this) {
            running = task == running ? null : running;
            if (!open.remove(task)) {
                return;
            }
            waitingBytes -= task.request.bytes();
            waiting.remove(task.client, task);
            notifyAll();
        }
        task.pinned.ifPresent(ServedModels.Lease::close);
    }

    private void run() {
        for (ReplyTask task = next(); task != null; task = next()) {
            try {
                reply(task);
            } catch (ApiException e) {
                fail(task, e.error());
            } catch (RuntimeException | Error e) {
                LOG.error("A reply failed", e);
                fail(task, ApiError.internal());
            } finally {
                forget(task);
            }
        }
    }

    /** Waits for the next task; null when the engine has stopped. */
    private synchronized ReplyTask next() {
        try {
            while (!stopped) {
                ReplyTask task = waiting.poll(ReplyTask::isReady);
                if (task != null) {
                    running = task;
                    return task;
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private void reply(ReplyTask task) {
        try (ServedModels.Lease lease =
                task.pinned.map(ServedModels.Lease::again).orElseGet(() -> models.lease(ServedModels.ALIAS))) {
            ReplyModel model = lease.model();
            Prompt prompt = task.promptFor(model);
            int most = limit(task, prompt, model);
            if (task.isCancelled()) {
                task.done(new ReplyEnd("", Finish.ABORT, prompt.tokens(), 0));
                return;
            }
            task.listener.started(model.name());
            Progress progress = new Progress(task);
            Finish made = prompt.reply(task.request.sampling(), most, progress);
            Finish finish = progress.stop.found() ? Finish.STOP : made;
            if (finish != Finish.ABORT) {
                progress.finish();
            }
            meters.replied(prompt.tokens(), progress.tokens, System.nanoTime() - task.submittedAt);
            meters.ended(finish.text());
            task.done(new ReplyEnd(model.name(), finish, prompt.tokens(), progress.tokens));
        }
    }

    /** Passes a reply on as it comes, up to a stop string or until the client gives it up. */
    private final class Progress implements Pieces {
        private final ReplyTask task;
        private final StopStrings stop;
        private final ToldTokens told = new ToldTokens();
        private int tokens;

        private Progress(ReplyTask task) {
            this.task = task;
            this.stop = new StopStrings(task.request.stop());
        }

        @Override
        public boolean more(String text, List<SpokenToken> more) {
            if (tokens == 0 && !more.isEmpty()) {
                meters.firstToken(System.nanoTime() - task.submittedAt);
            }
            tokens += more.size();
            if (!task.isCancelled()) {
                if (task.request.logprobs()) {
                    told.add(more);
                }
                String free = stop.add(text);
                tell(free, told.told(free.length()));
            }
            return !task.isCancelled() && !stop.found();
        }

        /** Tells what was held back, unless it was a stop string. */
        private void finish() {
            if (!stop.found()) {
                tell(stop.finish(), told.rest());
            }
        }

        private void tell(String text, List<SpokenToken> spoken) {
            if (!text.isEmpty() || !spoken.isEmpty()) {
                task.listener.text(text, spoken);
            }
        }
    }

    /**
     * Refuses new requests and waits for those under way; those that do not end in time end with an error.
     *
     * @param patience longest wait
     */
    public void drain(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Set<ReplyTask> left;
        synchronized (this) {
            closing = true;
            try {
                for (long rest = end - System.nanoTime(); !open.isEmpty() && rest > 0; rest = end - System.nanoTime()) {
                    wait(Math.max(1, rest / 1_000_000));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            left = Set.copyOf(open);
        }
        left.forEach(task -> {
            task.failed(ApiError.shuttingDown());
            cancel(task);
        });
    }

    /** Stops after the token under way; requests that are left end with an error. Waits for the thread, some seconds at most. */
    @Override
    public void close() {
        drain(Duration.ZERO);
        synchronized (this) {
            stopped = true;
            notifyAll();
        }
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("A reply under way did not end in 5 s; its memory stays until the process ends");
        }
    }
}
