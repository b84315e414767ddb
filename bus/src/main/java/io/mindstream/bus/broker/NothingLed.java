package io.mindstream.bus.broker;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;

/** Completes when, by the controller's record, our broker is not there or fenced, and leads no partition. */
final class NothingLed implements MetadataPublisher {
    private final CompletableFuture<Void> reached = new CompletableFuture<>();

    CompletableFuture<Void> reached() {
        return reached;
    }

    @Override
    public String name() {
        return "NothingLed";
    }

    @Override
    public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
        BrokerRegistration registered = image.cluster().broker(BrokerConfig.NODE);
        if ((registered == null || registered.fenced()) && !leads(image)) {
            reached.complete(null);
        }
    }

    /** Holds nothing. */
    @Override
    public void close() {}

    private static boolean leads(MetadataImage image) {
        return image.topics().topicsById().values().stream()
                .flatMap(topic -> topic.partitions().values().stream())
                .anyMatch(partition -> partition.leader == BrokerConfig.NODE);
    }
}
