package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NewestRecordsTest {
    @Test
    void startsNearTheEndButNeverBeforeWhatIsLeft() {
        Map<Integer, Long> from =
                NewestRecords.start(Map.of(0, 10L, 1, 990L, 2, 0L), Map.of(0, 1000L, 1, 1000L, 2, 0L), 50);

        assertThat(from).isEqualTo(Map.of(0, 899L, 1, 990L, 2, 0L));
    }
}
