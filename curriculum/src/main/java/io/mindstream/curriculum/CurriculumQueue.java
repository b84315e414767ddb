package io.mindstream.curriculum;

import io.mindstream.config.QueueSettings;
import io.mindstream.samples.Label;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.Stage;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The queue behind its one thread. Every operation is queued to that thread; leases that cannot be served yet wait in order. */
public final class CurriculumQueue implements Curriculum, AutoCloseable {
    private static final Set<Stage> SUPERVISED = Set.of(Stage.KNOWLEDGE, Stage.RESTORATION);

    private final Scheduler thread = Schedulers.newSingle("curriculum-queue", true);
    private final QueueStore store;
    private final LeaseRequests requests;
    private final long partialAfter;
    private Runnable onOutbox = () -> {};

    private CurriculumQueue(QueueStore store, QueueSettings settings, LongSupplier clock) {
        this.store = store;
        this.partialAfter = settings.partialLeaseAfter();
        this.requests = new LeaseRequests(store, clock, partialAfter);
    }

    /**
     * Opens the queue, and makes it where there is none.
     *
     * @param directory of the queue alone
     * @param labels that are known from the start
     * @param predictor what decides on buckets together with labels' statistics, and learns from what is acknowledged
     * @throws QueueException when the directory is locked, not writable, full or of another format
     */
    public static CurriculumQueue open(
            Path directory, QueueSettings settings, Collection<Label> labels, DifficultyPredictor predictor) {
        return open(directory, settings, labels, predictor, System::currentTimeMillis);
    }

    static CurriculumQueue open(
            Path directory,
            QueueSettings settings,
            Collection<Label> labels,
            DifficultyPredictor predictor,
            LongSupplier clock) {
        LabelFigures initial = new LabelFigures(settings.initialDifficulty());
        Difficulty difficulty =
                new Difficulty(settings.buckets(), labels, label -> initial.mean(label, 0.5), predictor);
        return new CurriculumQueue(QueueStore.open(directory, settings, difficulty, clock), settings, clock);
    }

    @Override
    public CompletionStage<CurriculumOwner> open(String run) {
        return call(queue -> {
            long token = queue.claim(run);
            requests.refuse(new StaleOwnerException(token - 1, token, run));
            return new Owner(run, token);
        });
    }

    /** Something was added to the outbox. */
    void onOutbox(Runnable listener) {
        call(queue -> {
            onOutbox = listener;
            return null;
        });
    }

    /** Does something on the queue's thread. */
    <T> CompletableFuture<T> call(Function<QueueStore, T> action) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            thread.schedule(() -> {
                try {
                    done.complete(action.apply(store));
                } catch (RuntimeException e) {
                    done.completeExceptionally(e);
                }
                requests.serve();
            });
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(closed());
        }
        return done;
    }

    /** Does something on the queue's thread and waits for it; not to be called on that thread. */
    <T> T blocking(Function<QueueStore, T> action) {
        try {
            return call(action).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Ends what is under way and closes the database. Leases still waited for fail. */
    @Override
    public void close() {
        if (thread.isDisposed()) {
            return;
        }
        CompletableFuture<Void> done = call(queue -> {
            requests.refuse(closed());
            queue.flush();
            queue.close();
            return null;
        });
        try {
            done.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new QueueException("queue: " + store.directory() + ": did not close: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            thread.dispose();
        }
    }

    private QueueException closed() {
        return new QueueException("queue: " + store.directory() + ": is closed");
    }

    private final class Owner implements CurriculumOwner {
        private final String run;
        private final long token;

        private Owner(String run, long token) {
            this.run = run;
            this.token = token;
        }

        @Override
        public String run() {
            return run;
        }

        @Override
        public long token() {
            return token;
        }

        @Override
        public CompletionStage<Restored> restore(long sequence) {
            return published(queue -> queue.restore(token, sequence));
        }

        @Override
        public CompletionStage<Restored> startLineage() {
            return published(queue -> queue.startLineage(token));
        }

        @Override
        public CompletionStage<Lease> lease(int n) {
            return lease(n, SUPERVISED);
        }

        @Override
        public CompletionStage<Lease> lease(int n, Set<Stage> stages) {
            CompletableFuture<Lease> lease = new CompletableFuture<>();
            call(queue -> {
                        requests.add(token, Set.copyOf(stages), n, lease);
                        thread.schedule(requests::serve, partialAfter, TimeUnit.MILLISECONDS);
                        return null;
                    })
                    .whenComplete((done, e) -> {
                        if (e != null) {
                            lease.completeExceptionally(e);
                        }
                    });
            return lease;
        }

        @Override
        public CompletionStage<Void> ack(long sequence, List<Outcome> outcomes) {
            List<Outcome> given = List.copyOf(outcomes);
            return call(queue -> {
                queue.ack(token, sequence, given);
                return null;
            });
        }

        @Override
        public CompletionStage<Void> flush() {
            return call(queue -> {
                queue.flush();
                return null;
            });
        }

        @Override
        public CompletionStage<Void> checkpointed(long step, long sequence) {
            return published(queue -> {
                queue.checkpointed(token, new CheckpointMark(run, step, sequence));
                return null;
            });
        }

        @Override
        public CompletionStage<Void> release() {
            return call(queue -> {
                queue.release(token);
                requests.refuse(new QueueException("queue: run '" + run + "' has given it up"));
                return null;
            });
        }

        private <T> CompletableFuture<T> published(Function<QueueStore, T> action) {
            return call(queue -> {
                T result = action.apply(queue);
                onOutbox.run();
                return result;
            });
        }
    }
}
