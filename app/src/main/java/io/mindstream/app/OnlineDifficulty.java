package io.mindstream.app;

import io.mindstream.curriculum.DifficultyPredictor;
import io.mindstream.curriculum.TrainedSample;
import io.mindstream.samples.QueueState;
import io.mindstream.samples.Sample;
import io.mindstream.scorers.DifficultyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The difficulty model beside the queue: it answers on the queue's thread, learns on its own, and goes on after a restart from its file.
 *
 * <p>It is an estimate, so it never stops training: a file that cannot be read is begun anew, and acknowledgements that come faster than
 * they are learnt are left out. Killed, it loses what it learnt since the file was last written: {@value #SAVE_SECONDS} s at most, and
 * the turns that had not made a generation.
 */
final class OnlineDifficulty implements DifficultyPredictor, AutoCloseable {
    /** Between two writes, which take some tenths of a second. */
    private static final int SAVE_SECONDS = 30;

    /** Acknowledgements that may wait to be learnt; more are left out. */
    private static final int WAITING = 64;

    private static final Logger LOG = LoggerFactory.getLogger(OnlineDifficulty.class);

    private final DifficultyModel model;
    private final Path file;
    private final long saveEvery;
    private final ThreadPoolExecutor learner;
    private final AtomicLong leftOut = new AtomicLong();

    // Of the learner's thread, and of close() after it has ended.
    private String saved;
    private long savedAt = System.nanoTime();

    private OnlineDifficulty(DifficultyModel model, Path file, Duration saveEvery) {
        this.model = model;
        this.file = file;
        this.saveEvery = saveEvery.toNanos();
        saved = model.id();
        learner = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                task -> {
                    Thread thread = new Thread(task, "difficulty");
                    thread.setDaemon(true);
                    return thread;
                },
                (task, full) -> leaveOut());
    }

    /**
     * The model of the file, or the rules of {@link DifficultyModel#prior()} where there is none.
     *
     * @throws IOException when the file is there and may not be read
     */
    static OnlineDifficulty open(Path file) throws IOException {
        return open(file, Duration.ofSeconds(SAVE_SECONDS));
    }

    static OnlineDifficulty open(Path file, Duration saveEvery) throws IOException {
        return new OnlineDifficulty(read(file), file, saveEvery);
    }

    private static DifficultyModel read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return DifficultyModel.prior();
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            DifficultyModel model = DifficultyModel.ofBytes(bytes);
            LOG.info(
                    "Difficulty model {}, made from {}, has learnt from {} turns",
                    model.id(),
                    model.parent(),
                    model.turns());
            return model;
        } catch (IOException e) {
            LOG.warn("{}: {}: it is begun anew", file, e.getMessage());
            return DifficultyModel.prior();
        }
    }

    @Override
    public double difficulty(Sample sample) {
        return model.applyAsDouble(sample);
    }

    @Override
    public QueueState.DifficultyVersion version() {
        return new QueueState.DifficultyVersion(model.id(), model.turns());
    }

    @Override
    public void learn(List<TrainedSample> trained) {
        if (!trained.isEmpty()) {
            learner.execute(() -> take(trained));
        }
    }

    private void take(List<TrainedSample> trained) {
        try {
            trained.forEach(one -> model.observe(one.sample(), one.outcome()));
            if (System.nanoTime() - savedAt >= saveEvery) {
                save();
            }
        } catch (RuntimeException e) {
            LOG.warn("Outcomes were not learnt from", e);
        }
    }

    private void save() {
        savedAt = System.nanoTime();
        String id = model.id();
        if (id.equals(saved)) {
            return;
        }
        try {
            AtomicFile.write(file, model.toBytes());
            saved = id;
        } catch (IOException e) {
            LOG.warn("{}: not written: {}", file, e.toString());
        }
    }

    private void leaveOut() {
        if (leftOut.getAndIncrement() == 0) {
            LOG.warn("Outcomes come faster than the difficulty model learns; some are left out");
        }
    }

    /** Learns what waits, and writes the file. */
    @Override
    public void close() {
        learner.shutdown();
        try {
            if (learner.awaitTermination(10, TimeUnit.SECONDS)) {
                save();
            } else {
                LOG.warn("{}: not written: the difficulty model still learns", file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
