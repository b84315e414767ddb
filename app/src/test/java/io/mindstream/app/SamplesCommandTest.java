package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.Rejection;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SamplesCommandTest {
    @Test
    void aRejectionIsNamedInFull() {
        Rejection rejection = new Rejection(
                "candidates-1@123456", "", Rejection.Reason.MALFORMED, "candidate: no value", Optional.empty(), 0);

        assertThat(SamplesCommand.line(rejection)).isEqualTo("candidates-1@123456  MALFORMED  candidate: no value");
    }
}
