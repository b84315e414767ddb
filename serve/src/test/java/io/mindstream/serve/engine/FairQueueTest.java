package io.mindstream.serve.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private final FairQueue<String> queue = new FairQueue<>();

    @Test
    void clientsTakeTurnsAndKeepTheirOwnOrder() {
        queue.add("a", "a1");
        queue.add("a", "a2");
        queue.add("a", "a3");
        queue.add("b", "b1");
        queue.add("c", "c1");
        queue.add("b", "b2");

        assertThat(drain()).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void whatIsRemovedDoesNotCome() {
        queue.add("a", "a1");
        queue.add("a", "a2");
        queue.add("b", "b1");

        assertThat(queue.remove("a", "a1")).isTrue();
        assertThat(queue.remove("b", "b1")).isTrue();
        assertThat(queue.remove("b", "b1")).isFalse();
        assertThat(drain()).containsExactly("a2");
    }

    @Test
    void whoIsNotReadyKeepsNobodyButItsOwnWaiting() {
        queue.add("a", "a1");
        queue.add("a", "a2");
        queue.add("b", "b1");

        assertThat(queue.poll(element -> !element.equals("a1"))).isEqualTo("b1");
        assertThat(queue.poll(element -> !element.equals("a1"))).isNull();
        assertThat(drain()).containsExactly("a1", "a2");
    }

    private List<String> drain() {
        List<String> all = new ArrayList<>();
        for (String next = queue.poll(element -> true); next != null; next = queue.poll(element -> true)) {
            all.add(next);
        }
        return all;
    }
}
