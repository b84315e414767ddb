package io.mindstream.curriculum;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.Outcome;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A trainer that dies at any moment, between any two writes, and goes on from its newest or an older checkpoint: every accepted sample is
 * trained in exactly one place of the lineage that remains, none is lost, and what comes again comes in the same order.
 */
class LineageTest {
    private static final int RETAINED = 3;
    private static final int STEPS = 250;

    @TempDir
    Path root;

    /** A model: what it was trained on, by lease. */
    private record Model(SortedMap<Long, List<String>> trained) {
        Model() {
            this(new TreeMap<>());
        }

        Model copy() {
            return new Model(new TreeMap<>(trained));
        }

        long sequence() {
            return trained.isEmpty() ? 0 : trained.lastKey();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void everySampleIsTrainedOnceWhateverDies(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (TestQueue queue = new TestQueue(root, Fixtures.settings(RETAINED))) {
            Trainer trainer = new Trainer(queue, random);
            trainer.restore(0);
            for (int step = 0; step < STEPS; step++) {
                trainer.act();
            }
            trainer.finish();
        }
    }

    private static final class Trainer {
        private final TestQueue queue;
        private final SplittableRandom random;
        private final Set<String> accepted = new HashSet<>();
        /** Every lease ever seen and its newest attempt. */
        private final Map<Long, Lease> seen = new HashMap<>();

        private final Deque<Lease> out = new ArrayDeque<>();
        private final Map<String, Integer> sent = new HashMap<>();
        /** Whole on disk, oldest first; the trainer keeps as many as the queue retains. */
        private final Deque<Model> checkpoints = new ArrayDeque<>();

        private Model model = new Model();
        private long step;
        private int fed;

        Trainer(TestQueue queue, SplittableRandom random) {
            this.queue = queue;
            this.random = random;
        }

        void act() {
            int dice = random.nextInt(100);
            if (dice < 25) {
                feed();
            } else if (dice < 50 && out.size() < 3) {
                lease(1 + random.nextInt(6));
            } else if (dice < 78) {
                train();
            } else if (dice < 86) {
                checkpoint();
                if (random.nextInt(3) > 0) {
                    tell();
                }
            } else if (dice < 92) {
                send();
            } else {
                die();
            }
        }

        void feed() {
            int count = random.nextInt(8);
            for (int i = 0; i < count; i++) {
                // Now and then the topic repeats itself.
                int number = fed > 0 && random.nextInt(5) == 0 ? random.nextInt(fed) : fed++;
                var sample = Fixtures.sample(number);
                queue.feed(sample);
                accepted.add(sample.id());
            }
        }

        boolean lease(int count) {
            Optional<Lease> found = queue.tryLease(count);
            found.ifPresent(lease -> {
                long expected =
                        (out.isEmpty() ? model.sequence() : out.getLast().sequence()) + 1;
                assertThat(lease.sequence()).isEqualTo(expected);
                Lease before = seen.put(lease.sequence(), lease);
                if (before != null) {
                    assertThat(Fixtures.ids(lease)).isEqualTo(Fixtures.ids(before));
                    assertThat(lease.attempt()).isEqualTo(before.attempt() + 1);
                } else {
                    assertThat(lease.attempt()).isZero();
                }
                out.add(lease);
            });
            return found.isPresent();
        }

        void train() {
            Lease lease = out.poll();
            if (lease != null) {
                model.trained().put(lease.sequence(), Fixtures.ids(lease));
                queue.ack(lease);
            }
        }

        void checkpoint() {
            checkpoints.add(model.copy());
            while (checkpoints.size() > RETAINED) {
                checkpoints.poll();
            }
            step++;
        }

        void tell() {
            queue.checkpointed(step, model.sequence());
        }

        void send() {
            for (Outcome outcome : queue.send()) {
                String name = outcome.sampleId() + "/" + outcome.attempt();
                assertThat(sent.put(name, outcome.attempt())).as(name).isNull();
            }
        }

        void die() {
            queue.kill();
            // Mostly from the newest checkpoint, sometimes from an older one that is still there.
            for (int back = random.nextInt(4) == 0 ? random.nextInt(RETAINED) : 0;
                    back > 0 && checkpoints.size() > 1;
                    back--) {
                checkpoints.pollLast();
            }
            model = checkpoints.isEmpty() ? new Model() : checkpoints.getLast().copy();
            restore(model.sequence());
        }

        void restore(long sequence) {
            queue.restore(sequence);
            out.clear();
        }

        void finish() {
            while (lease(5)) {
                train();
            }
            while (!out.isEmpty()) {
                train();
            }
            checkpoint();
            tell();
            send();
            List<String> trained =
                    model.trained().values().stream().flatMap(List::stream).toList();
            assertThat(trained).doesNotHaveDuplicates().hasSameElementsAs(accepted);
            assertThat(queue.store.state().trained()).isEqualTo(accepted.size());
            assertThat(queue.store.state().leased()).isZero();
            model.trained().keySet().forEach(sequence -> {
                Lease lease = seen.get(sequence);
                Fixtures.ids(lease).forEach(id -> assertThat(sent).containsKey(id + "/" + lease.attempt()));
            });
        }
    }
}
