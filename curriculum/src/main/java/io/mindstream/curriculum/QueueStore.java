package io.mindstream.curriculum;

import io.mindstream.bus.avro.Codecs;
import io.mindstream.config.QueueSettings;
import io.mindstream.curriculum.Counters.Counter;
import io.mindstream.curriculum.LeaseBook.NumberedLease;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.QueueState;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * The curriculum queue itself: every operation is one write batch, so that it has happened whole or not at all when the process dies.
 *
 * <p>Not thread-safe: confine it to one thread. {@link CurriculumQueue} does.
 */
final class QueueStore implements AutoCloseable {
    private final QueueDatabase database;
    private final Counters counters;
    private final Labels labels;
    private final WaitingLines lines;
    private final CreditBook credits;
    private final OffsetBook offsets;
    private final OutboxTable outbox;
    private final Intake intake;
    private final LeaseBook leases;
    private final MixPolicy mix;
    private final LeasePlan plan;
    private final Ownership ownership;
    private final Difficulty difficulty;
    private final LongSupplier clock;

    private QueueStore(QueueDatabase database, QueueSettings settings, Difficulty difficulty, LongSupplier clock) {
        this.database = database;
        this.difficulty = difficulty;
        this.clock = clock;
        counters = new Counters(database);
        labels = new Labels(database);
        lines = new WaitingLines(database, labels);
        credits = new CreditBook(database);
        offsets = new OffsetBook(database);
        outbox = new OutboxTable(database, counters);
        intake = new Intake(database, counters, labels, lines, credits, difficulty, settings.rememberedIds());
        leases = new LeaseBook(database, counters, new OutcomeRows(database), outbox, settings.retainedCheckpoints());
        LabelFigures weights = new LabelFigures(settings.labelWeights());
        mix = new CurriculumMix(new StageShares(settings.restorationShare()), weights::product, difficulty);
        plan = new LeasePlan(lines, mix);
        ownership = new Ownership(counters, clock, settings.ownerTimeout());
        if (counters.get(Counter.EPOCH) == 0) {
            change(batch -> counters.set(batch, Counter.EPOCH, clock.getAsLong()));
        }
    }

    /**
     * Opens the queue, and makes it where there is none.
     *
     * @param directory of the queue alone
     * @param clock milliseconds since 1970
     * @throws QueueException when the directory cannot be used
     */
    static QueueStore open(Path directory, QueueSettings settings, Difficulty difficulty, LongSupplier clock) {
        QueueDatabase database = QueueDatabase.open(directory, settings.sync(), settings.cacheMegabytes());
        try {
            return new QueueStore(database, settings, difficulty, clock);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    // Feeding

    /** See {@link OffsetBook#bind}. */
    SortedMap<Integer, Long> bind(SourceTopic topic) {
        return change(batch -> offsets.bind(batch, topic));
    }

    /**
     * Takes in what was read from the topic, together with how far it was read.
     *
     * @param rejections of records that could not be read, to be sent
     * @param next offset to read next, by partition
     * @return how many samples were new
     */
    int accept(List<Incoming> incoming, List<OutboxEntry> rejections, Map<Integer, Long> next) {
        return change(batch -> {
            int accepted = intake.accept(batch, incoming);
            rejections.forEach(rejection -> outbox.add(batch, rejection));
            counters.add(batch, Counter.MALFORMED, rejections.size());
            next.forEach((partition, offset) -> offsets.advance(batch, partition, offset));
            return accepted;
        });
    }

    /** The next offset to read, by partition, with everything before it on the disk itself. */
    SortedMap<Integer, Long> flushedOffsets() {
        database.flushLog();
        return offsets.offsets();
    }

    /** Brings every write so far to the disk itself. */
    void flush() {
        database.flushLog();
    }

    // Training

    /** Makes the run the owner, and its predecessor stale. */
    long claim(String run) {
        return change(batch -> ownership.claim(batch, run));
    }

    void release(long token) {
        ownership.release(token);
    }

    /** Name of the run that has the queue open, or empty. */
    String owner() {
        return ownership.run();
    }

    Path directory() {
        return database.directory();
    }

    /** @throws QueueException when the token is stale, or the run has not said where it goes on from */
    void requireMayLease(long token) {
        ownership.requireRestored(token);
    }

    /** Whether a lease can be handed out at once: an old one is due again, or enough samples wait. */
    boolean canLease(Set<Stage> stages, int count) {
        return leases.owesAgain() || lines.waiting(mix.served(stages)) >= count;
    }

    /**
     * Hands samples out.
     *
     * @param stages to take new samples from; an old lease comes again as it was
     * @param count wanted; fewer come when fewer wait
     * @return empty when none wait
     */
    Optional<Lease> lease(long token, Set<Stage> stages, int count) {
        ownership.requireRestored(token);
        if (count < 1) {
            throw new QueueException("queue: lease of " + count + " samples");
        }
        return change(batch -> leases.again(batch)
                .or(() -> {
                    List<IndexKey> taken = plan.take(batch, stages, count);
                    return taken.isEmpty() ? Optional.empty() : Optional.of(leases.hand(batch, taken));
                })
                .map(this::lease));
    }

    void ack(long token, long sequence, List<Outcome> outcomes) {
        ownership.requireRestored(token);
        List<TrainedSample> trained = change(batch -> leases.acknowledge(batch, sequence, outcomes));
        difficulty.learn(trained);
    }

    void checkpointed(long token, CheckpointMark mark) {
        ownership.requireRestored(token);
        change(batch -> {
            leases.checkpointed(batch, mark);
            return null;
        });
    }

    Restored restore(long token, long sequence) {
        ownership.require(token);
        Restored restored = change(batch -> leases.restore(batch, ownership.run(), sequence));
        ownership.restored();
        return restored;
    }

    Restored startLineage(long token) {
        ownership.require(token);
        Restored restored = change(batch -> leases.startLineage(batch, ownership.run()));
        ownership.restored();
        return restored;
    }

    // Steering and showing

    void learn(LabelStats stats) {
        difficulty.update(stats);
    }

    Difficulty difficulty() {
        return difficulty;
    }

    CreditBook credits() {
        return credits;
    }

    long epoch() {
        return counters.get(Counter.EPOCH);
    }

    /** Adds to what is granted, by demand key. */
    void grant(Map<String, Long> more) {
        change(batch -> {
            more.forEach((demandKey, count) -> credits.grant(batch, demandKey, count));
            return null;
        });
    }

    /** Samples waiting, each counted once. */
    long waiting() {
        return lines.samples();
    }

    long counted(Counter counter) {
        return counters.get(counter);
    }

    QueueState state() {
        return new QueueState(
                lines.cells(),
                leases.leased(),
                counters.get(Counter.TRAINED),
                counters.get(Counter.ACCEPTED),
                counters.get(Counter.SEQUENCE),
                difficulty.version(),
                clock.getAsLong());
    }

    /** Records that wait to be sent, the oldest first, by number. */
    SortedMap<Long, OutboxEntry> outbox(int count) {
        return outbox.first(count);
    }

    /** Forgets records that the broker has, up to a number. */
    void sent(long upTo) {
        change(batch -> {
            outbox.remove(batch, upTo);
            return null;
        });
    }

    @Override
    public void close() {
        database.close();
    }

    private Lease lease(NumberedLease numbered) {
        List<IndexKey> entries = numbered.row().entries();
        List<SampleRow> rows =
                database
                        .get(
                                Family.SAMPLES,
                                entries.stream()
                                        .map(entry -> LongKey.of(entry.arrival()))
                                        .toList())
                        .stream()
                        .map(SampleRow::of)
                        .toList();
        List<Sample> samples =
                rows.stream().map(row -> Codecs.SAMPLE.decode(row.avro())).toList();
        leases.expect(numbered.sequence(), samples);
        return new Lease(
                numbered.sequence(),
                numbered.row().attempt(),
                IntStream.range(0, samples.size())
                        .mapToObj(i -> new Lease.Leased(
                                samples.get(i),
                                Stage.values()[entries.get(i).stage()],
                                entries.get(i).bucket()))
                        .toList());
    }

    /**
     * Makes a change. What is refused has staged nothing and changed nothing; if a change breaks off half way, what is in memory is ahead
     * of the disk, and the queue must be opened again.
     */
    private <T> T change(Function<QueueBatch, T> change) {
        try (QueueBatch batch = database.batch()) {
            try {
                T result = change.apply(batch);
                if (!batch.isEmpty()) {
                    batch.commit();
                }
                return result;
            } catch (RuntimeException e) {
                if (!batch.isEmpty()) {
                    database.fail();
                }
                throw e;
            }
        }
    }
}
