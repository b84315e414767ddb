package io.mindstream.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StopStringsTest {
    @Test
    void aStopStringOverSeveralPiecesIsNotTold() {
        StopStrings stop = new StopStrings(List.of("END"));

        assertThat(stop.add("one E")).isEqualTo("one ");
        assertThat(stop.add("N")).isEmpty();
        assertThat(stop.add("D two")).isEmpty();
        assertThat(stop.found()).isTrue();
        assertThat(stop.finish()).isEmpty();
    }

    @Test
    void whatOnlyLookedLikeOneIsToldLater() {
        StopStrings stop = new StopStrings(List.of("END"));

        assertThat(stop.add("EN")).isEmpty();
        assertThat(stop.add("E")).isEqualTo("EN");
        assertThat(stop.finish()).isEqualTo("E");
        assertThat(stop.found()).isFalse();
    }

    @Test
    void theEarliestOfSeveralCounts() {
        StopStrings stop = new StopStrings(List.of("cd", "b"));

        assertThat(stop.add("abcd")).isEqualTo("a");
    }

    /** Against the definition: the text before the first stop string, however it is cut. */
    @Test
    void anyTextCutAnyhowEndsAtTheFirstStopString() {
        Random random = new Random(1);
        for (int round = 0; round < 5000; round++) {
            String text = word(random, 12);
            List<String> stops = List.of("x" + word(random, 2), word(random, 3) + "y");
            int end = stops.stream()
                    .mapToInt(text::indexOf)
                    .filter(at -> at >= 0)
                    .min()
                    .orElse(text.length());

            StopStrings stop = new StopStrings(stops);
            StringBuilder told = new StringBuilder();
            for (int at = 0; at < text.length() && !stop.found(); ) {
                int next = Math.min(text.length(), at + 1 + random.nextInt(4));
                told.append(stop.add(text.substring(at, next)));
                at = next;
            }
            told.append(stop.finish());

            assertThat(told.toString()).as("%s of %s", stops, text).isEqualTo(text.substring(0, end));
        }
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append("xyz".charAt(random.nextInt(3)));
        }
        return word.toString();
    }
}
