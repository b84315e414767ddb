package io.mindstream.curriculum;

import io.mindstream.bus.avro.Codecs;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A process that feeds and trains on a queue until somebody kills it. Its topic is all numbers, of which sample n stands at offset n; its
 * model is the list of the ids that it was trained on; its checkpoint is a file.
 */
final class KilledTrainer {
    private static final int BATCH = 8;
    private static final SourceTopic TOPIC =
            new SourceTopic("cluster", "samples", "topic", Map.of(0, new SourceTopic.Range(0, Long.MAX_VALUE)));

    private final QueueStore store;
    private final Path file;
    private final long token;
    private final Deque<Lease> out = new ArrayDeque<>();
    private final List<String> model;
    private long offset;
    private long sequence;
    private long step;

    private KilledTrainer(Path root) throws IOException {
        // Another life answers otherwise: what is promised holds whatever difficulties are told.
        FakePredictor predictor = new FakePredictor(1_000_000, sample -> Math.random());
        store = QueueStore.open(
                root.resolve("queue"), Fixtures.settings(2), Fixtures.difficulty(predictor), System::currentTimeMillis);
        Fixtures.LABELS.forEach(label -> store.learn(new LabelStats(label, 1_000_000, 0.5, 1, 1, List.of())));
        file = root.resolve("checkpoint");
        model = new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of("0"));
        sequence = Long.parseLong(model.remove(0));
        offset = store.bind(TOPIC).get(0);
        token = store.claim("run");
        store.restore(token, sequence);
    }

    /** Trains for ever. */
    public static void main(String[] args) throws IOException {
        KilledTrainer trainer = new KilledTrainer(Path.of(args[0]));
        SplittableRandom random = new SplittableRandom(Long.parseLong(args[1]));
        while (true) {
            trainer.act(random.nextInt(10));
        }
    }

    /**
     * Trains on what is left.
     *
     * @return the ids that the model was trained on, in order
     */
    static List<String> finish(Path root) throws IOException {
        KilledTrainer trainer = new KilledTrainer(root);
        try {
            while (trainer.lease()) {
                trainer.train();
            }
            if (trainer.offset != trainer.model.size()) {
                throw new AssertionError(trainer.offset + " read, " + trainer.model.size() + " trained");
            }
            trainer.checkpoint();
            return List.copyOf(trainer.model);
        } finally {
            trainer.store.close();
        }
    }

    private void act(int dice) throws IOException {
        if (dice < 3 && store.waiting() < 200) {
            feed();
        } else if (dice < 6 && out.size() < 3) {
            lease();
        } else if (dice < 9) {
            train();
        } else {
            checkpoint();
        }
    }

    private void feed() {
        List<Incoming> incoming = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            Sample sample = Fixtures.sample((int) offset++);
            incoming.add(new Incoming(sample, Codecs.SAMPLE.encode(sample)));
        }
        store.accept(incoming, List.of(), Map.of(0, offset));
    }

    private boolean lease() {
        return store.lease(token, TestQueue.SUPERVISED, BATCH).map(out::add).orElse(false);
    }

    private void train() {
        Lease lease = out.poll();
        if (lease != null) {
            model.addAll(Fixtures.ids(lease));
            sequence = lease.sequence();
            store.ack(token, sequence, Fixtures.outcomes(lease));
        }
    }

    private void checkpoint() throws IOException {
        List<String> lines = new ArrayList<>(List.of(Long.toString(sequence)));
        lines.addAll(model);
        Path whole = Files.write(file.resolveSibling("checkpoint.tmp"), lines);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        store.checkpointed(token, new CheckpointMark("run", ++step, sequence));
        store.outbox(1000).keySet().stream().reduce((first, last) -> last).ifPresent(store::sent);
    }
}
