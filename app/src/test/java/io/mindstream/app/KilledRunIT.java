package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topics;
import io.mindstream.bus.broker.EmbeddedBroker;
import io.mindstream.config.Profile;
import io.mindstream.trainer.TrainerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program in a process of its own, killed without warning at random moments and started again, and a witness that compares sample by
 * sample. {@code -Dmindstream.kills=10} for more of it; the Maven profile {@code soak} sets that.
 */
class KilledRunIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Least that a life adds to the lineage, unless it is one of those that end at any time. */
    private static final int STEPS = 12;

    @TempDir
    Path dir;

    @Test
    void everySampleIsTrainedInExactlyOnePlaceOfTheLineage() throws Exception {
        Settings settings = Settings.small(List.of("shapes"))
                .with("trainer.batch", "8")
                .with("trainer.checkpointEvery", "1")
                .with("queue.lowWater", "100")
                .with("queue.highWater", "400");
        Profile profile = settings.profile();
        Topics topics = Topics.of(profile.bus(), "");
        ClusterProperties cluster = settings.cluster();
        Program program = new Program(dir, "1g", settings.arguments("run"));
        int kills = Integer.getInteger("mindstream.kills", 3);
        try (Witness witness = new Witness(cluster, topics)) {
            killAndRestart(program, kills);
            TrainerState end = TrainerState.read(program.newestCheckpoint().orElseThrow());
            // Where it was, so that the witness reads on.
            try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), profile.bus())) {
                assertThat(broker.bootstrap()).isEqualTo(cluster.bootstrap());
                witness.assertTrainedOnceInTheLineageOf(end);
                int left = witness.assertEachAcceptedSampleIsTrainedOrLeft(dir.resolve("queue"), profile, end);
                System.out.printf(
                        "%d kills: %d samples accepted, %d trained in %d steps, %d left, %d announcements of checkpoints%n",
                        kills,
                        witness.accepted().size(),
                        end.samples(),
                        end.step(),
                        left,
                        witness.checkpoints().size());
            }
        }
    }

    private static void killAndRestart(Program program, int kills) throws Exception {
        Random random = new Random(11);
        long step = 0;
        for (int kill = 0; kill < kills; kill++) {
            Process process = program.start();
            long before = step;
            try {
                if (kill % 3 == 2) {
                    // Whatever it is at: starting, catching up, training.
                    process.waitFor(random.nextInt(12_000), TimeUnit.MILLISECONDS);
                } else {
                    await().atMost(PATIENCE).until(() -> !process.isAlive() || program.step() > before + STEPS);
                    // Anywhere between two checkpoints, or in the middle of one.
                    process.waitFor(random.nextInt(2000), TimeUnit.MILLISECONDS);
                }
                assertThat(process.isAlive()).as(program.output()).isTrue();
            } finally {
                process.destroyForcibly().waitFor();
            }
            step = program.step();
        }
        long before = step;
        Process last = program.start();
        try {
            await().atMost(PATIENCE).until(() -> !last.isAlive() || program.step() > before + STEPS);
        } finally {
            program.stop(last);
        }
    }
}
