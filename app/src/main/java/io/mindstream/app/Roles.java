package io.mindstream.app;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.ClusterWatch;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.Topics;
import io.mindstream.bus.broker.EmbeddedBroker;
import io.mindstream.config.Profile;
import io.mindstream.curriculum.QueueService;
import io.mindstream.curriculum.Wanted;
import io.mindstream.generators.Catalog;
import io.mindstream.model.engine.ProcessEnd;
import io.mindstream.samples.PictureLoader;
import io.mindstream.samples.Stage;
import io.mindstream.samples.user.UserStore;
import io.mindstream.scorers.Curator;
import io.mindstream.serve.ServeRole;
import io.mindstream.streams.StreamRole;
import io.mindstream.trainer.BaseModel;
import io.mindstream.trainer.TrainerRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Starts each role into a session, wired from the profile: what {@code run} does with all of them and the others with one. */
final class Roles {
    private final Profile profile;
    private final DataDirectory data;
    private final UserDataOptions userData;
    private final Session session;

    private Catalog catalog;

    Roles(Profile profile, DataDirectory data, UserDataOptions userData, Session session) {
        this.profile = profile;
        this.data = data;
        this.userData = userData;
        this.session = session;
    }

    EmbeddedBroker broker() {
        EmbeddedBroker broker = session.add(EmbeddedBroker.start(data.broker(), profile.bus(), ProcessEnd::now));
        ensureTopics(broker.cluster());
        return broker;
    }

    Topics ensureTopics(ClusterProperties cluster) {
        Topics topics = topics(cluster);
        try (TopicAdmin admin = new TopicAdmin(cluster)) {
            admin.ensure(topics.all());
        }
        return topics;
    }

    StreamRole stream(ClusterProperties cluster) throws IOException {
        Curator curator = new Curator(
                profile.scoring(), profile.labels().domain(), profile.labels().capability(), PictureLoader.local());
        StreamRole stream = session.add(new StreamRole(cluster, profile, catalog(), curator, data.path()));
        session.watch(stream.ended());
        stream.start();
        return stream;
    }

    TrainerRole trainer(ClusterProperties cluster, Optional<Path> base) throws IOException {
        Topics topics = topics(cluster);
        // Until stages have a controller all is knowledge; what serves restoration too is taken from the same samples.
        List<Wanted> wanted = Wanted.of(Stage.KNOWLEDGE, catalog().branches());
        // Closed after the queue, whose last acknowledgements it learns from.
        OnlineDifficulty difficulty = session.add(OnlineDifficulty.open(data.difficulty()));
        QueueService queue =
                session.add(QueueService.start(data.queue(), profile.queue(), cluster, topics, wanted, difficulty));
        session.watch(queue.failed());
        BaseModel model = base.isPresent()
                ? new BaseModel.Released(base.get())
                : new BaseModel.Nano(profile.picture().size(), profile.trainer().seed());
        TrainerRole trainer = session.add(new TrainerRole(
                        profile.trainer(),
                        data.run(base.isPresent() ? "base" : "nano"),
                        model,
                        data.checkpoints(),
                        queue.curriculum(),
                        cluster,
                        topics)
                .start());
        session.watch(trainer.ended());
        return trainer;
    }

    ServeRole serve(Optional<ClusterProperties> cluster, Optional<Path> checkpoint) {
        Topics topics = Topics.of(
                profile.bus(), cluster.map(ClusterProperties::topicPrefix).orElse(""));
        ServeRole serve = session.add(new ServeRole(profile.serve(), cluster, topics, checkpoint));
        serve.start();
        return serve;
    }

    /** Says when a cluster that is not ours goes away, and when it is back. */
    void watch(ClusterProperties cluster, Consumer<String> say) {
        session.add(new ClusterWatch(cluster, say));
    }

    Topics topics(ClusterProperties cluster) {
        return Topics.of(profile.bus(), cluster.topicPrefix());
    }

    /** Names of the sources that are drawn from. */
    Set<String> sources() throws IOException {
        return catalog().sources().keySet();
    }

    /** Made once: sources parse and rasterise when they start. */
    private Catalog catalog() throws IOException {
        if (catalog == null) {
            UserStore user = session.add(userData.open(data.path()));
            catalog = session.unlessEnding("sources", () -> UserDataOptions.catalog(profile, user));
        }
        return catalog;
    }
}
