package io.mindstream.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.bus.Topics;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Request;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedRecordsTest {
    private static final Topics TOPICS = Fixture.TOPICS;

    @TempDir
    Path directory;

    /** Passes requests on, but fails at the seed 13. */
    private TopologyTestDriver failing(RuntimeException failure) {
        return Fixture.driver(
                builder -> builder.stream(
                                TOPICS.requests().name(),
                                Consumed.with(
                                                TOPICS.requests().keySerde(),
                                                TOPICS.requests().valueSerde())
                                        .withName("in"))
                        .peek(
                                (key, request) -> {
                                    if (request.seed() == 13) {
                                        throw failure;
                                    }
                                },
                                Named.as("unlucky"))
                        .to(
                                "out",
                                Produced.with(
                                                TOPICS.requests().keySerde(),
                                                TOPICS.requests().valueSerde())
                                        .withName("out")),
                directory);
    }

    @Test
    void aRecordOnWhichAProcessorFailsIsPassedOverWithItsPlaceAndReason() {
        try (TopologyTestDriver driver = failing(new IllegalStateException("no luck"))) {
            TestInputTopic<String, Request> requests = Fixture.in(driver, TOPICS.requests());
            requests.pipeInput("a", Fixture.request("a", Fixture.SHAPES, "shapes", 13));
            requests.pipeInput("b", Fixture.request("b", Fixture.SHAPES, "shapes", 14));

            List<Rejection> rejected = Fixture.out(driver, TOPICS.rejected()).readValuesToList();
            assertThat(rejected).hasSize(1);
            assertThat(rejected.get(0).id()).isEqualTo("requests-0@0");
            assertThat(rejected.get(0).reason()).isEqualTo(Rejection.Reason.FAILED);
            assertThat(rejected.get(0).detail()).isEqualTo("unlucky: no luck");
            assertThat(driver.producedTopicNames()).contains("out");
        }
    }

    @Test
    void aStoreThatFailsTakesTheThreadDownAndNotTheRecord() {
        TopologyTestDriver driver = failing(new ProcessorStateException("disk full"));
        TestInputTopic<String, Request> requests = Fixture.in(driver, TOPICS.requests());

        assertThatThrownBy(() -> requests.pipeInput("a", Fixture.request("a", Fixture.SHAPES, "shapes", 13)))
                .isInstanceOf(StreamsException.class)
                .hasStackTraceContaining("disk full");

        assertThat(driver.producedTopicNames()).isEmpty();
        driver.close();
    }

    @Test
    void aMalformedRecordNamesItsTopicAndField() {
        try (TopologyTestDriver driver = failing(new IllegalStateException())) {
            byte[] broken = TOPICS.requests().codec().encode(Fixture.request("a", Fixture.SHAPES, "shapes", 1));
            byte[] cut = java.util.Arrays.copyOf(broken, broken.length - 3);
            driver.createInputTopic(TOPICS.requests().name(), new StringSerializer(), new ByteArraySerializer())
                    .pipeInput("a", cut);

            Rejection rejection = Fixture.out(driver, TOPICS.rejected()).readValue();
            assertThat(rejection.reason()).isEqualTo(Rejection.Reason.MALFORMED);
            assertThat(rejection.id()).isEqualTo("requests-0@0");
            assertThat(rejection.detail()).startsWith("requests: request: ");
        }
    }
}
