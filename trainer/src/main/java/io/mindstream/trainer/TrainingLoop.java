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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private final TrainerSettings settings;
    private final String run;
    private final BaseModel base;
    private final Path checkpoints;
    private final Curriculum curriculum;
    private final Announcements announcements;
    private final Clock clock;
    private final Sinks.Empty<Void> stop = Sinks.empty();
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
        stop.tryEmitEmpty();
    }

    /**
     * Trains until {@link #stop}.
     *
     * @throws IOException when a checkpoint cannot be read or written, naming the file
     */
    void run() throws IOException {
        CheckpointStore store = new CheckpointStore(checkpoints, run, settings.keepCheckpoints());
        Optional<CheckpointStore.Stored> newest = store.newest();
        Precision precision = precision();
        ModelFiles files =
                newest.isPresent() ? new BaseModel.Released(newest.get().path()).files() : base.files();
        try (ModelProgram program = newest.isPresent()
                ? ModelFiles.resume(newest.get().path(), precision, settings.threads())
                : base.program(files.config(), precision, settings.threads())) {
            CurriculumOwner owner = await(curriculum.open(run));
            TrainerState state;
            Restored restored;
            if (newest.isPresent()) {
                state = TrainerState.read(newest.get().path());
                restored = await(owner.restore(state.leaseSequence()));
            } else {
                restored = await(owner.startLineage());
                state = TrainerState.start(run, restored.sequence());
            }
            LOG.info(
                    "run {} from step {} ({}), {} leases come again, {}",
                    run,
                    state.step(),
                    newest.map(stored -> stored.path().toString()).orElse("new weights"),
                    restored.again(),
                    precision);
            SftTrainer trainer = new SftTrainer(program, settings, state, new Events(owner), clock);
            if (newest.isPresent()) {
                announce(newest.get(), trainer);
            } else {
                checkpoint(store, files, program, trainer, owner);
            }
            train(store, files, program, trainer, owner);
            await(owner.release());
        } finally {
            files.tokenizer().close();
        }
        if (failure.get() != null) {
            throw new IOException("training stopped: " + failure.get().getMessage(), failure.get());
        }
    }

    private Precision precision() {
        return switch (settings.precision()) {
            case "fp32" -> Precision.FLOAT32;
            case "bf16" -> Precision.BFLOAT16;
            default -> Precision.fastest();
        };
    }

    private void train(
            CheckpointStore store, ModelFiles files, ModelProgram program, SftTrainer trainer, CurriculumOwner owner)
            throws IOException {
        SampleEncoder encoder = new SampleEncoder(
                new ChatTemplate(files.tokenizer()),
                new ImageProcessor(files.images()),
                new PictureDecoder(MAX_PIXELS),
                settings.maxTokens());
        Collator collator = new Collator(encoder, files.config(), settings.threads(), clock);
        Scheduler beside = Schedulers.newSingle("collate", true);
        long due = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.checkpointEvery());
        long saved = trainer.state().step();
        try {
            Iterable<PreparedBatch> batches = Mono.defer(() -> Mono.fromCompletionStage(owner.lease(settings.batch())))
                    .repeat()
                    .publishOn(beside, 1)
                    .map(collator::prepare)
                    .takeUntilOther(stop.asMono())
                    .toIterable(settings.prefetch());
            for (PreparedBatch batch : batches) {
                trainer.step(batch);
                if (failure.get() != null) {
                    return;
                }
                if (System.nanoTime() >= due) {
                    checkpoint(store, files, program, trainer, owner);
                    saved = trainer.state().step();
                    due = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.checkpointEvery());
                }
                if (stopping()) {
                    break;
                }
            }
            if (trainer.state().step() > saved) {
                checkpoint(store, files, program, trainer, owner);
            }
        } finally {
            beside.dispose();
        }
    }

    private boolean stopping() {
        return stop.scan(reactor.core.Scannable.Attr.TERMINATED) == Boolean.TRUE;
    }

    /** The order matters: what the queue and the topic say must be true at every moment. */
    private void checkpoint(
            CheckpointStore store, ModelFiles files, ModelProgram program, SftTrainer trainer, CurriculumOwner owner)
            throws IOException {
        long start = System.nanoTime();
        TrainerState state = trainer.state();
        await(owner.flush());
        CheckpointStore.Stored stored = store.write(state.step(), directory -> files.write(directory, program, state));
        await(owner.checkpointed(state.step(), state.leaseSequence()));
        announce(stored, trainer);
        store.retain();
        LOG.info(
                "checkpoint {} of {} samples, {} ms",
                stored.path(),
                state.samples(),
                (System.nanoTime() - start) / 1_000_000);
    }

    private void announce(CheckpointStore.Stored stored, SftTrainer trainer) {
        TrainerState state = trainer.state();
        Map<String, Double> figures = Map.of(
                "train.loss", trainer.progress().loss(),
                "train.accuracy", trainer.progress().accuracy());
        announcements.checkpoint(new CheckpointEvent(
                run,
                state.step(),
                stored.path().toAbsolutePath().toUri(),
                state.leaseSequence(),
                state.samples(),
                figures,
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
