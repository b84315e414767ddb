package io.mindstream.trainer;

import io.mindstream.config.TrainerSettings;
import io.mindstream.curriculum.Curriculum;
import io.mindstream.curriculum.CurriculumOwner;
import io.mindstream.curriculum.Lease;
import io.mindstream.curriculum.Restored;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.image.ImageProcessor;
import io.mindstream.model.image.PictureDecoder;
import io.mindstream.model.program.ModelProgram;
import io.mindstream.model.text.ChatTemplate;
import io.mindstream.samples.CheckpointEvent;
import io.mindstream.samples.Metric;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.Rejection;
import io.mindstream.trainer.publish.CheckpointStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Training from start to stop: goes on from the newest checkpoint, takes leases, has them collated beside the model's step, checkpoints by
 * the clock and once more at the end.
 *
 * <p>Training is exact per checkpoint: a checkpoint records the newest lease in it, and the queue hands everything later out again.
 */
final class TrainingLoop {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);
    /** Larger pictures than this do not belong in a record. */
    private static final long MAX_PIXELS = 1L << 24;

    private static final Duration TICK = Duration.ofSeconds(1);

    /** What the trainer's thread does next. */
    private sealed interface Work {
        record Train(PreparedBatch batch) implements Work {}

        /** Nothing to train on need be there: figures are published and checkpoints written while the trainer waits, too. */
        record Look() implements Work {}
    }

    private final TrainerSettings settings;
    private final String run;
    private final BaseModel base;
    private final Path checkpoints;
    private final Curriculum curriculum;
    private final Announcements announcements;
    private final Clock clock;
    private final Sinks.Empty<Void> stop = Sinks.empty();
    private volatile boolean stopping;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    TrainingLoop(
            TrainerSettings settings,
            String run,
            BaseModel base,
            Path checkpoints,
            Curriculum curriculum,
            Announcements announcements,
            Clock clock) {
        this.settings = settings;
        this.run = run;
        this.base = base;
        this.checkpoints = checkpoints;
        this.curriculum = curriculum;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** Asks {@link #run} to end after the step under way. From any thread. */
    void stop() {
        stopping = true;
        stop.tryEmitEmpty();
    }

    /**
     * Trains until {@link #stop}.
     *
     * @throws IOException when a checkpoint cannot be read or written, naming the file; when a base model was asked for and the training
     *     was started from another; when the queue refuses what was trained
     */
    void run() throws IOException {
        CheckpointStore store = new CheckpointStore(checkpoints, run, settings.keepCheckpoints());
        Optional<CheckpointStore.Stored> newest = store.newest();
        TrainerState saved = null;
        if (newest.isPresent()) {
            saved = TrainerState.read(newest.get().path());
            requireSameBase(saved);
        }
        TrainedModel model = TrainedModel.open(settings, base, store);
        try (ModelProgram program = model.program()) {
            CurriculumOwner owner = await(curriculum.open(run));
            TrainerState state;
            Restored restored;
            if (saved != null) {
                state = saved;
                restored = await(owner.restore(state.leaseSequence()));
            } else {
                restored = await(owner.startLineage());
                state = TrainerState.start(run, base, restored.sequence());
            }
            LOG.info(
                    "run {} from step {} ({}), {}, {} leases come again, {}",
                    run,
                    state.step(),
                    newest.map(stored -> stored.path().toString()).orElse("new weights"),
                    model.description(),
                    restored.again(),
                    Precision.named(settings.precision()));
            SftTrainer trainer = new SftTrainer(program, settings, state, new Events(owner), clock);
            if (newest.isPresent()) {
                announce(newest.get(), trainer);
            } else {
                checkpoint(store, model, program, trainer, owner);
            }
            train(store, model, program, trainer, owner);
            await(owner.release());
        } finally {
            model.files().tokenizer().close();
        }
    }

    /** Nano is what nobody asked for, so it goes on from anything. */
    private void requireSameBase(TrainerState saved) throws IOException {
        if (base instanceof BaseModel.Released && !base.description().equals(saved.base())) {
            throw new IOException(
                    "--base " + base.description() + ": run " + run + " in " + checkpoints + " was started from "
                            + saved.base() + "; use another --dir, or leave --base out to go on with it");
        }
    }

    private void train(
            CheckpointStore store, TrainedModel model, ModelProgram program, SftTrainer trainer, CurriculumOwner owner)
            throws IOException {
        ModelFiles files = model.files();
        SampleEncoder encoder = new SampleEncoder(
                new ChatTemplate(files.tokenizer()),
                new ImageProcessor(files.images()),
                new PictureDecoder(MAX_PIXELS),
                settings.maxTokens(),
                settings.lengthNormalisation());
        Collator collator = new Collator(encoder, files.config(), settings, clock);
        Scheduler beside = Schedulers.newSingle("collate", true);
        long due = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.checkpointEvery());
        long saved = trainer.state().step();
        try {
            // From a supplier, so that a lease that is still waited for at the stop is cancelled.
            Flux<Work> batches = Mono.fromFuture(
                            () -> owner.lease(settings.batch()).toCompletableFuture())
                    .repeat()
                    .publishOn(beside, 1)
                    .map(lease -> new Work.Train(collator.prepare(lease)));
            Flux<Work> ticks = Flux.interval(TICK).onBackpressureDrop().map(count -> new Work.Look());
            Iterable<Work> work =
                    Flux.merge(1, batches, ticks).takeUntilOther(stop.asMono()).toIterable(settings.prefetch());
            for (Work next : work) {
                if (next instanceof Work.Train train) {
                    trainer.step(train.batch());
                } else {
                    trainer.look();
                }
                requireAcknowledged();
                if (System.nanoTime() - due >= 0 && trainer.state().step() > saved) {
                    checkpoint(store, model, program, trainer, owner);
                    saved = trainer.state().step();
                    due = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.checkpointEvery());
                }
                if (stopping) {
                    break;
                }
            }
            if (trainer.state().step() > saved) {
                checkpoint(store, model, program, trainer, owner);
            }
        } finally {
            // Also after a failure: no lease is asked for any more.
            stop();
            beside.dispose();
        }
    }

    private void requireAcknowledged() throws IOException {
        Throwable refused = failure.get();
        if (refused != null) {
            throw new IOException("training stopped: " + refused.getMessage(), refused);
        }
    }

    /** The order matters: what the queue and the topic say must be true at every moment. */
    private void checkpoint(
            CheckpointStore store, TrainedModel model, ModelProgram program, SftTrainer trainer, CurriculumOwner owner)
            throws IOException {
        long start = System.nanoTime();
        TrainerState state = trainer.state();
        await(owner.flush());
        // The queue answers in order: all acknowledgements of what the weights contain have been answered by now.
        requireAcknowledged();
        CheckpointStore.Stored stored = store.write(state.step(), directory -> model.write(directory, program, state));
        await(owner.checkpointed(state.step(), state.leaseSequence()));
        announce(stored, trainer);
        store.retain(announcements.announced());
        LOG.info(
                "checkpoint {} of {} samples, {} ms",
                stored.path(),
                state.samples(),
                (System.nanoTime() - start) / 1_000_000);
    }

    private void announce(CheckpointStore.Stored stored, SftTrainer trainer) {
        TrainerState state = trainer.state();
        announcements.checkpoint(new CheckpointEvent(
                run,
                state.step(),
                stored.path().toAbsolutePath().toUri(),
                state.leaseSequence(),
                state.samples(),
                trainer.progress().learnt(),
                clock.millis()));
    }

    private static <T> T await(java.util.concurrent.CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private final class Events implements TrainerEvents {
        private final CurriculumOwner owner;

        private Events(CurriculumOwner owner) {
            this.owner = owner;
        }

        @Override
        public void trained(Lease lease, List<Outcome> outcomes) {
            owner.ack(lease.sequence(), outcomes).whenComplete((done, e) -> {
                if (e != null) {
                    failure.compareAndSet(null, e);
                }
            });
        }

        @Override
        public void rejected(Rejection rejection) {
            announcements.rejected(rejection);
        }

        @Override
        public void metric(Metric metric) {
            announcements.metric(metric);
        }
    }
}
