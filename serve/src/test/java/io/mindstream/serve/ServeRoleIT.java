package io.mindstream.serve;

import static io.mindstream.serve.TestClient.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.config.ServeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Start and stop of the role on a small random checkpoint. */
@Timeout(120)
class ServeRoleIT {
    @TempDir
    private static Path directory;

    private static ServedTiny served;

    @BeforeAll
    static void start() throws IOException {
        served = ServedTiny.start(directory);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void aBusyPortIsOneLineThatNamesIt() {
        ServeSettings busy = new ServeSettings("127.0.0.1", served.port(), 1, 10, ServedTiny.LIMIT, 10_000, 4);
        ServeRole second = new ServeRole(busy, Optional.empty(), ServedTiny.TOPICS, Optional.of(directory));

        assertThatThrownBy(second::start)
                .isInstanceOf(ServeException.class)
                .hasMessageStartingWith("127.0.0.1:" + served.port() + ": the server cannot listen there")
                .message()
                .hasLineCount(1);
    }

    @Test
    void aDirectoryThatIsNoCheckpointIsOneLineThatNamesIt() {
        ServeRole none =
                new ServeRole(ServedTiny.SETTINGS, Optional.empty(), ServedTiny.TOPICS, Optional.of(directory));

        assertThatThrownBy(none::start)
                .isInstanceOf(ServeException.class)
                .hasMessageStartingWith(directory.toString())
                .message()
                .hasLineCount(1);
    }

    @Test
    void aShutdownLetsRepliesFinishAndClosesSocketsAsGoingAway() throws Exception {
        Path checkpoint = ServedTiny.checkpoint(directory);
        ServeRole going =
                new ServeRole(ServedTiny.SETTINGS, Optional.empty(), ServedTiny.TOPICS, Optional.of(checkpoint));
        going.start();
        try (TestClient own = new TestClient(going.port())) {
            TestClient.Socket socket = own.open("/v1/chat");
            socket.send(ask("bye").put("id", "a").put("max_tokens", 100));
            socket.next("token");
            going.close();

            assertThat(socket.next("done").getString("finish_reason")).isIn("length", "stop");
            assertThat(socket.closed().get(10, TimeUnit.SECONDS)).isEqualTo((short) 1001);
        }
    }
}
