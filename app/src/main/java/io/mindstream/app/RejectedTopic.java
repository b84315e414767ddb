package io.mindstream.app;

import io.mindstream.bus.BusException;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.Topics;
import io.mindstream.bus.broker.EmbeddedBroker;
import io.mindstream.bus.client.BusProducer;
import io.mindstream.config.Profile;
import io.mindstream.samples.Rejection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Writes to the topic of rejected records from outside of the stream: on the user's cluster, on that of the process that runs on the data
 * directory, or else on the data directory's own broker, which is started when the first rejection comes and stopped at the end.
 */
final class RejectedTopic {
    private final Path dir;
    private final ClusterOptions options;
    private final Profile profile;
    private final Session session;
    private BusProducer producer;
    private Topics topics;

    /** @param session closes what is started */
    RejectedTopic(Path dir, ClusterOptions options, Profile profile, Session session) {
        this.dir = dir;
        this.options = options;
        this.profile = profile;
        this.session = session;
    }

    /** Returns when the cluster has them all. */
    void send(List<Rejection> rejections) throws IOException {
        if (rejections.isEmpty()) {
            return;
        }
        if (producer == null) {
            connect();
        }
        List<CompletableFuture<?>> sent = new ArrayList<>();
        rejections.forEach(
                rejection -> sent.add(producer.writer(topics.rejected()).send(rejection.id(), rejection)));
        try {
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof BusException cause ? cause : e;
        }
    }

    private void connect() throws IOException {
        Optional<ClusterProperties> own = options.own();
        ClusterProperties cluster;
        if (own.isPresent()) {
            cluster = own.get();
        } else if (DataDirectory.inUse(dir)) {
            cluster = options.orRunningOn(dir);
        } else {
            DataDirectory data = session.add(DataDirectory.open(dir));
            LogFile.open(data.log());
            cluster = session.add(EmbeddedBroker.start(data.broker(), profile.bus()))
                    .cluster();
        }
        topics = Topics.of(profile.bus(), cluster.topicPrefix());
        try (TopicAdmin admin = new TopicAdmin(cluster)) {
            admin.ensure(topics.all());
        }
        producer = session.add(new BusProducer(cluster, "ingest"));
    }
}
