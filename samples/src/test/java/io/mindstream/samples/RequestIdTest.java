package io.mindstream.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    @Test
    void theTextSaysWhichCreditsWereDebited() {
        RequestId id = new RequestId(
                17, 4, Stage.RESTORATION, new Label("geography/flags/europe", "perception/recognition/entity"));
        assertThat(id).hasToString("17/RESTORATION/geography/flags/europe|perception/recognition/entity#4");
        assertThat(RequestId.parse(id.toString())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "imported",
                "1/2/3",
                "1/KNOWLEDGE/a/b/c#1",
                "x/KNOWLEDGE/a/b/c|d/e/f#1",
                "1/NONE/a/b/c|d/e/f#1",
                "#/"
            })
    void otherIdsAreNone(String id) {
        assertThat(RequestId.parse(id)).isEmpty();
    }
}
