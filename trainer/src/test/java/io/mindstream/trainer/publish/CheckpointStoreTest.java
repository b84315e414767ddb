package io.mindstream.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {
    @TempDir
    Path root;

    @Test
    void aCheckpointThatFailsHalfWayIsNotThere() throws IOException {
        CheckpointStore store = new CheckpointStore(root, "a", 3);
        store.write(1, directory -> Files.writeString(directory.resolve("model"), "one"));

        assertThatIOException()
                .isThrownBy(() -> store.write(2, directory -> {
                    Files.writeString(directory.resolve("model"), "tw");
                    throw new IOException("disk full");
                }));

        assertThat(store.newest())
                .hasValueSatisfying(newest -> assertThat(newest.step()).isEqualTo(1));
        assertThat(names()).containsExactly("step-0000000001");
    }

    @Test
    void whatACrashLeftIsRemovedAtTheNextStartAndNeverTakenForACheckpoint() throws IOException {
        Path left = Files.createDirectories(root.resolve("a/.unfinished-123"));
        Files.writeString(left.resolve("model"), "half");

        CheckpointStore store = new CheckpointStore(root, "a", 3);

        assertThat(store.newest()).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void theNewestStayInOrderOfStepNotOfName() throws IOException {
        CheckpointStore store = new CheckpointStore(root, "a", 2);
        for (long step : new long[] {9, 10, 100, 99}) {
            store.write(step, directory -> Files.writeString(directory.resolve("model"), "" + step));
        }

        store.retain(OptionalLong.of(100));

        assertThat(store.all()).extracting(CheckpointStore.Stored::step).containsExactly(99L, 100L);
        assertThat(names()).hasSize(2);
    }

    @Test
    void whatReadersWereToldOfLastStaysWhileNewerAnnouncementsAreUnderWay() throws IOException {
        CheckpointStore store = new CheckpointStore(root, "a", 2);
        for (long step = 1; step <= 5; step++) {
            store.write(step, directory -> Files.writeString(directory.resolve("model"), "x"));
        }

        store.retain(OptionalLong.empty());
        assertThat(store.all()).hasSize(5);

        store.retain(OptionalLong.of(2));
        assertThat(store.all()).extracting(CheckpointStore.Stored::step).containsExactly(2L, 4L, 5L);

        store.retain(OptionalLong.of(5));
        assertThat(store.all()).extracting(CheckpointStore.Stored::step).containsExactly(4L, 5L);
    }

    @Test
    void aCheckpointThatIsReplacedLeavesItsNameBeforeItsFilesGo() throws IOException {
        CheckpointStore store = new CheckpointStore(root, "a", 2);
        store.write(5, directory -> Files.writeString(directory.resolve("model"), "first"));
        // In the way of the name that the old one leaves under.
        Path inTheWay = Files.createDirectories(root.resolve("a/.unfinished-removed-step-0000000005/full"));

        assertThatIOException()
                .isThrownBy(() -> store.write(5, directory -> Files.writeString(directory.resolve("model"), "second")));

        assertThat(store.newest().orElseThrow().path().resolve("model")).hasContent("first");
        assertThat(names()).containsExactly(inTheWay.getParent().getFileName().toString(), "step-0000000005");
    }

    @Test
    void whatCheckpointsNeedStaysAsLongAsTheyDoAndIsNone() throws IOException {
        CheckpointStore store = new CheckpointStore(root, "a", 1);
        Path base = store.beside("base", directory -> Files.writeString(directory.resolve("model"), "first"));
        store.beside("base", directory -> Files.writeString(directory.resolve("model"), "second"));
        for (long step = 1; step <= 3; step++) {
            store.write(step, directory -> Files.writeString(directory.resolve("model"), "x"));
        }

        store.retain(OptionalLong.of(3));

        assertThat(store.all()).extracting(CheckpointStore.Stored::step).containsExactly(3L);
        assertThat(names()).containsExactly("base", "step-0000000003");
        assertThat(base.resolve("model")).hasContent("second");
    }

    @Test
    void aStepThatIsTrainedAgainReplacesWhatIsThere() throws IOException {
        CheckpointStore store = new CheckpointStore(root, "a", 2);
        store.write(5, directory -> Files.writeString(directory.resolve("model"), "first"));

        CheckpointStore.Stored again =
                store.write(5, directory -> Files.writeString(directory.resolve("model"), "second"));

        assertThat(again.path().resolve("model")).hasContent("second");
        assertThat(names()).hasSize(1);
    }

    private java.util.List<String> names() throws IOException {
        try (Stream<Path> paths = Files.list(root.resolve("a"))) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
