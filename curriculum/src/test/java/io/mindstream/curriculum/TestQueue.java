package io.mindstream.curriculum;

import io.mindstream.bus.avro.Codecs;
import io.mindstream.config.QueueSettings;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A queue in a temporary directory that can be killed. */
final class TestQueue implements AutoCloseable {
    static final Set<Stage> SUPERVISED = Set.of(Stage.KNOWLEDGE, Stage.RESTORATION);

    final AtomicLong clock = new AtomicLong(1_000_000);
    private final Path root;
    private final QueueSettings settings;
    private final DifficultyPredictor predictor;
    QueueStore store;
    long token;

    TestQueue(Path root, QueueSettings settings) {
        this(root, settings, DifficultyPredictor.none());
    }

    TestQueue(Path root, QueueSettings settings, DifficultyPredictor predictor) {
        this.root = root;
        this.settings = settings;
        this.predictor = predictor;
        store = open();
        token = store.claim("run");
    }

    /**
     * The process dies. RocksDB's close flushes nothing that is in the write-ahead log, so what is opened next comes out of that log, as
     * after a kill.
     */
    void kill() {
        store.close();
        store = open();
        token = store.claim("run");
    }

    void feed(Sample... fed) {
        store.accept(
                Stream.of(fed)
                        .map(sample -> new Incoming(sample, Codecs.SAMPLE.encode(sample)))
                        .toList(),
                List.of(),
                Map.of());
    }

    void feed(int from, int to) {
        for (int number = from; number < to; number++) {
            feed(Fixtures.sample(number));
        }
    }

    Lease lease(int count) {
        return tryLease(count).orElseThrow();
    }

    Optional<Lease> tryLease(int count) {
        return store.lease(token, SUPERVISED, count);
    }

    void ack(Lease lease) {
        store.ack(token, lease.sequence(), Fixtures.outcomes(lease));
    }

    void checkpointed(long step, long sequence) {
        store.checkpointed(token, new CheckpointMark("run", step, sequence));
    }

    Restored restore(long sequence) {
        return store.restore(token, sequence);
    }

    /** Sends everything in the outbox, and gives the outcomes of it. */
    List<Outcome> send() {
        List<Outcome> sent = new ArrayList<>();
        SortedMap<Long, OutboxEntry> entries = store.outbox(1000);
        entries.values().stream()
                .filter(entry -> entry.kind() == OutboxEntry.Kind.OUTCOME)
                .forEach(entry -> sent.add(Codecs.OUTCOME.decode(entry.value())));
        if (!entries.isEmpty()) {
            store.sent(entries.lastKey());
        }
        return sent;
    }

    @Override
    public void close() {
        store.close();
    }

    private QueueStore open() {
        return QueueStore.open(root, settings, Fixtures.difficulty(predictor), clock::get);
    }
}
