package io.mindstream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearIndexTest {
    private final List<String> gone = new ArrayList<>();
    private final NearIndex index = new NearIndex(1000, 3);

    @Test
    void findsWhatSharesABandOnceAndTheOldestFirst() {
        index.add("a", 0, List.of("x", "y"));
        index.add("b", 1, List.of("y", "z"));
        index.add("c", 2, List.of("w"));

        assertThat(index.sharing(List.of("x", "y"))).containsExactly("a", "b");
        assertThat(index.sharing(List.of("v"))).isEmpty();
    }

    @Test
    void letsGoOfWhatIsTooOld() {
        index.add("a", 0, List.of("x"));
        index.add("b", 500, List.of("x"));

        index.evict(1000, gone::add);
        assertThat(gone).isEmpty();
        index.evict(1001, gone::add);
        assertThat(gone).containsExactly("a");
        assertThat(index.sharing(List.of("x"))).containsExactly("b");
    }

    @Test
    void letsGoOfTheOldestOfTooMany() {
        for (int i = 0; i < 10; i++) {
            index.add("s" + i, i, List.of("x" + i % 2));
        }
        index.evict(10, gone::add);

        assertThat(gone).containsExactly("s0", "s1", "s2", "s3", "s4", "s5", "s6");
        assertThat(index.size()).isEqualTo(3);
        assertThat(index.sharing(List.of("x0", "x1"))).containsExactlyInAnyOrder("s7", "s8", "s9");
    }
}
