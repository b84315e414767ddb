package io.mindstream.trainer;

import io.mindstream.bus.Topics;
import io.mindstream.bus.client.BusProducer;
import io.mindstream.bus.client.TopicWriter;
import io.mindstream.samples.CheckpointEvent;
import io.mindstream.samples.Metric;
import io.mindstream.samples.Rejection;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the trainer writes to topics itself; outcomes go through the queue's outbox. A broker that is away for a while costs metrics, never
 * training: the next checkpoint announces itself, and so does the newest at every start.
 */
final class Announcements {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    private final TopicWriter<Metric> metrics;
    private final TopicWriter<Rejection> rejected;
    private final TopicWriter<CheckpointEvent> checkpoints;

    Announcements(BusProducer producer, Topics topics) {
        metrics = producer.writer(topics.metrics());
        rejected = producer.writer(topics.rejected());
        checkpoints = producer.writer(topics.checkpoints());
    }

    void metric(Metric metric) {
        logged(metrics.send(metric.run(), metric));
    }

    void rejected(Rejection rejection) {
        logged(rejected.send(rejection.id(), rejection));
    }

    void checkpoint(CheckpointEvent event) {
        logged(checkpoints.send(event.name(), event));
    }

    private static void logged(CompletableFuture<?> sent) {
        sent.whenComplete((metadata, failure) -> {
            if (failure != null) {
                LOG.warn("{}", failure.getMessage());
            }
        });
    }
}
