package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final Session session = new Session();
    private final List<String> closed = new ArrayList<>();

    private AutoCloseable part(String name, Throwable failure) {
        return () -> {
            closed.add(name);
            if (failure instanceof Error error) {
                throw error;
            } else if (failure instanceof Exception exception) {
                throw exception;
            }
        };
    }

    @Test
    void everyPartIsClosedNewestFirstAndTheFirstFailureIsThrownWithTheLaterOnes() {
        Exception disk = new IOException("checkpoint: disk full");
        Error lost = new NoClassDefFoundError("gone");
        session.add(part("broker", null));
        session.add(part("queue", lost));
        session.add(part("trainer", disk));

        assertThatThrownBy(session::close).isSameAs(disk).hasSuppressedException(lost);
        assertThat(closed).containsExactly("trainer", "queue", "broker");
    }

    @Test
    void theLimitEndsItInOrder() throws Exception {
        session.add(part("broker", null));

        assertThat(session.await(Duration.ofMillis(1))).isTrue();
        session.close();
        assertThat(closed).containsExactly("broker");
    }

    @Test
    void theFailureOfAPartThatIsWatchedEndsIt() throws IOException {
        Exception failure = new IOException("topic gone");
        session.watch(CompletableFuture.failedFuture(failure));

        assertThatThrownBy(() -> session.await(null)).isSameAs(failure);
        session.close();
    }

    @Test
    void whatLoadsForLongIsLeftBehindWhenItEnds() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Void> part = new CompletableFuture<>();
        session.watch(part);

        assertThatThrownBy(() -> session.unlessEnding("loading", () -> {
                    part.completeExceptionally(new IOException("topic gone"));
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return "loaded";
                }))
                .isInstanceOf(CancellationException.class)
                .hasMessage("stopped while starting: topic gone");
        never.countDown();
        session.close();
    }

    @Test
    void whatLoadsIsReturnedAndItsFailureThrownAsItIs() throws IOException {
        RuntimeException failure = new IllegalStateException("no such source");

        assertThat(session.unlessEnding("loading", () -> "loaded")).isEqualTo("loaded");
        assertThatThrownBy(() -> session.unlessEnding("loading", () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        session.close();
    }

    @Test
    void nothingMoreIsStartedOnceItEnds() throws IOException {
        session.watch(CompletableFuture.failedFuture(new IOException("topic gone")));

        assertThatThrownBy(() -> session.add(part("trainer", null)))
                .isInstanceOf(CancellationException.class)
                .hasMessage("stopped while starting: topic gone");
        session.close();
        assertThat(closed).as("started before it was added").containsExactly("trainer");
    }
}
