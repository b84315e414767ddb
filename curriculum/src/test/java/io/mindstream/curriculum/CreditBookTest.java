package io.mindstream.curriculum;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.Demand;
import io.mindstream.samples.RequestId;
import io.mindstream.samples.Stage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreditBookTest {
    private static final String SPEED = Demand.key(Stage.KNOWLEDGE, Fixtures.SPEED);
    private static final String FLAG = Demand.key(Stage.KNOWLEDGE, Fixtures.FLAG);

    @TempDir
    Path root;

    private TestQueue queue;

    @BeforeEach
    void open() {
        queue = new TestQueue(root, Fixtures.settings(1));
        queue.store.grant(Map.of(SPEED, 10L, FLAG, 5L));
    }

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void anArrivalIsBookedOnTheDemandThatItsRequestWasDebitedFrom() {
        arrive(1, request(queue.store.epoch()));
        assertThat(queue.store.credits().credit(SPEED)).isEqualTo(new Credit(10, 1));
        assertThat(queue.store.credits().credit(FLAG)).isEqualTo(new Credit(5, 0));
    }

    @Test
    void aDuplicateHasArrivedToo() {
        arrive(1, request(queue.store.epoch()));
        arrive(1, request(queue.store.epoch()));
        assertThat(queue.store.credits().credit(SPEED).outstanding()).isEqualTo(8);
        assertThat(queue.store.waiting()).isEqualTo(1);
    }

    @Test
    void anArrivalOfAnOlderEpochIsBookedNowhereAndAnImportedOneOnItsOwnLabel() {
        arrive(1, request(queue.store.epoch() - 1));
        arrive(2, "");
        assertThat(queue.store.credits().credit(SPEED).outstanding()).isEqualTo(10);
        assertThat(queue.store.credits().credit(FLAG).outstanding()).isEqualTo(4);
    }

    @Test
    void moreThanWasGrantedHidesNothingThatIsGrantedLater() {
        for (int number = 0; number < 14; number++) {
            arrive(number, request(queue.store.epoch()));
        }
        queue.store.grant(Map.of(SPEED, 3L));
        assertThat(queue.store.credits().credit(SPEED)).isEqualTo(new Credit(13, 10));
    }

    @Test
    void accountsAndEpochSurviveDeath() {
        arrive(1, request(queue.store.epoch()));
        long epoch = queue.store.epoch();
        queue.clock.addAndGet(1000);
        queue.kill();
        assertThat(queue.store.epoch()).isEqualTo(epoch);
        assertThat(queue.store.credits().credit(SPEED)).isEqualTo(new Credit(10, 1));
    }

    /** A sample of label flag, whatever was asked for. */
    private void arrive(int number, String requestId) {
        queue.feed(Fixtures.sample(number, Fixtures.FLAG, Set.of(Stage.KNOWLEDGE), requestId));
    }

    private static String request(long epoch) {
        return new RequestId(epoch, 7, Stage.KNOWLEDGE, Fixtures.SPEED).toString();
    }
}
