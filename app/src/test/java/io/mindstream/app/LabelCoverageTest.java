package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.Label;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelCoverageTest {
    private static final Label ONE = new Label("a/b/one", "p/q/r");
    private static final Label TWO = new Label("a/b/two", "p/q/r");
    private static final Label OTHER = new Label("c/d/e", "p/q/r");

    @Test
    void whatWasNotGeneratedCountsForTheMedianAndWhatCannotBeReachedForNothing() {
        Label strange = new Label("x/y/z", "p/q/r");
        assertThat(LabelCoverage.of(List.of(ONE, TWO, OTHER), Map.of(ONE, 7L, OTHER, 2L, strange, 90L)))
                .containsExactly(
                        new LabelCoverage("all", 3, 2, 2, 7),
                        new LabelCoverage("a", 2, 1, 3.5, 7),
                        new LabelCoverage("c", 1, 1, 2, 2));
    }
}
