package io.mindstream.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueDirectoryTest {
    @TempDir
    Path root;

    @Test
    void anotherFormatIsRefusedAndNamed() throws IOException {
        new TestQueue(root, Fixtures.settings(1)).close();
        Files.writeString(root.resolve("format"), "mindstream-queue 99\n");
        assertThatThrownBy(() -> new TestQueue(root, Fixtures.settings(1)))
                .isInstanceOf(QueueException.class)
                .hasMessageContaining(root.resolve("format").toString())
                .hasMessageContaining("mindstream-queue 99");
    }

    @Test
    void aDirectoryInUseIsRefusedAndNamed() {
        try (TestQueue queue = new TestQueue(root, Fixtures.settings(1))) {
            assertThatThrownBy(() -> new TestQueue(root, Fixtures.settings(1)))
                    .isInstanceOf(QueueException.class)
                    .hasMessageContaining(root + ": in use")
                    .hasMessageNotContaining("\n");
            queue.feed(0, 1);
        }
    }

    @Test
    void aDirectoryThatCannotBeIsNamed() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");
        assertThatThrownBy(() -> new TestQueue(file.resolve("queue"), Fixtures.settings(1)))
                .isInstanceOf(QueueException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("java.");
    }

    @Test
    void offsetsAreBoundToOneTopicOfOneCluster() {
        try (TestQueue queue = new TestQueue(root, Fixtures.settings(1))) {
            assertThat(queue.store.bind(topic("cluster", "topic", 5, 9))).isEqualTo(Map.of(0, 5L));
            queue.store.accept(List.of(), List.of(), Map.of(0, 8L));
            queue.kill();
            assertThat(queue.store.bind(topic("cluster", "topic", 8, 20))).isEqualTo(Map.of(0, 8L));
            refused(queue, topic("other", "topic", 0, 9), "cluster");
            refused(queue, topic("cluster", "again", 0, 9), "topic id again");
            refused(queue, topic("cluster", "topic", 9, 20), "records before 9 have been deleted");
            refused(queue, topic("cluster", "topic", 0, 7), "ends at 7");
            refused(queue, new SourceTopic("cluster", "samples", "topic", Map.of()), "no such partition");
            assertThat(queue.store.bind(topic("cluster", "topic", 8, 20))).isEqualTo(Map.of(0, 8L));
        }
    }

    private void refused(TestQueue queue, SourceTopic topic, String why) {
        assertThatThrownBy(() -> queue.store.bind(topic))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining(root.toString())
                .hasMessageContaining("samples")
                .hasMessageContaining(why)
                .hasMessageContaining("name another directory");
    }

    private static SourceTopic topic(String cluster, String id, long begin, long end) {
        return new SourceTopic(cluster, "samples", id, Map.of(0, new SourceTopic.Range(begin, end)));
    }
}
