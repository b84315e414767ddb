package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class OneLineErrorsTest {
    @Test
    void aPathAloneIsExplained() {
        assertThat(OneLineErrors.line(new NoSuchFileException("/a"))).isEqualTo("/a: no such file or directory");
        assertThat(OneLineErrors.line(new AccessDeniedException("/a"))).isEqualTo("/a: permission denied");
        assertThat(OneLineErrors.line(new FileAlreadyExistsException("/a"))).isEqualTo("/a: already exists");
        assertThat(OneLineErrors.line(new UncheckedIOException(new NoSuchFileException("/a"))))
                .isEqualTo("/a: no such file or directory");
    }

    @Test
    void aReasonIsLeftAsItIs() {
        assertThat(OneLineErrors.line(new FileSystemException("/a", null, "No space left on device")))
                .isEqualTo("/a: No space left on device");
    }

    @Test
    void aMessageThatEndsInThePathOfItsCauseIsExplained() {
        NoSuchFileException cause = new NoSuchFileException("/a/config.json");

        assertThat(OneLineErrors.line(new IllegalStateException("/a: cannot be served: " + cause.getMessage(), cause)))
                .isEqualTo("/a: cannot be served: /a/config.json: no such file or directory");
        assertThat(OneLineErrors.line(new IllegalStateException("/a/config.json: cannot be read", cause)))
                .isEqualTo("/a/config.json: cannot be read");
    }

    @Test
    void ofAWrapperTheCauseIsToldAndOnlyItsFirstLine() {
        assertThat(OneLineErrors.line(new ExecutionException(new IOException("first\nsecond"))))
                .isEqualTo("first");
        assertThat(OneLineErrors.line(new IOException("more", new IOException("less"))))
                .isEqualTo("more");
    }
}
