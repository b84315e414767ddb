package io.mindstream.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.bus.MalformedRecordException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class VersionedSerdeTest {
    @Test
    void whatIsWrittenIsRead() {
        Account.Counts counts = new Account.Counts(3, 40, 7);
        assertThat(there(Account.Counts.SERDE, counts)).isEqualTo(counts);
        NearVerdict verdict = new NearVerdict("sample", "1/KNOWLEDGE/a#3", "");
        assertThat(there(NearVerdict.SERDE, verdict)).isEqualTo(verdict);
        Rivals rivals = new Rivals(Map.of("a", "", "b", "c"));
        assertThat(there(Rivals.SERDE, rivals)).isEqualTo(rivals);
        NearClaim claim = there(NearClaim.SERDE, new NearClaim(5, List.of("x", "y"), new byte[] {1, 2}));
        assertThat(claim.bands()).containsExactly("x", "y");
        assertThat(claim.signature()).containsExactly(1, 2);
        assertThat(Rivals.SERDE.deserializer().deserialize("topic", null)).isNull();
    }

    @Test
    void otherBytesAreRefusedWithTheTopicsName() {
        byte[] good = Account.Counts.SERDE.serializer().serialize("t", new Account.Counts(1, 2, 3));
        byte[] newer = good.clone();
        newer[0] = 2;
        for (byte[] bad : List.of(new byte[0], newer, Arrays.copyOf(good, 10), Arrays.copyOf(good, 40))) {
            assertThatThrownBy(() -> Account.Counts.SERDE.deserializer().deserialize("counts-topic", bad))
                    .isInstanceOf(MalformedRecordException.class)
                    .hasMessageContaining("counts-topic")
                    .hasMessageContaining("planning counts");
        }
    }

    private static <T> T there(Serde<T> serde, T value) {
        return serde.deserializer().deserialize("t", serde.serializer().serialize("t", value));
    }
}
