package io.mindstream.app;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topics;
import io.mindstream.config.Profile;
import io.mindstream.serve.ServeRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.Disposable;

/** {@code run}: everything in one process. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs everything in one process until Ctrl-C: embedded Kafka broker, topologies, curriculum queue,",
            "online trainer and server. With --bootstrap or --kafka-properties no broker is started. A second run on the same directory goes on where the first stopped."
        })
final class RunCommand implements Callable<Integer> {
    /** How often figures are printed; {@code tail} shows them as they come. */
    private static final Duration FIGURES = Duration.ofSeconds(10);

    @Mixin
    private RoleOptions options;

    @Mixin
    private UserDataOptions userData;

    @Mixin
    private ClusterOptions cluster;

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = {
                "Model to start from, in Hugging Face layout (default: nano with random weights).",
                "--set trainer.lora.rank=8 trains an adapter beside it instead of the model itself."
            })
    private Path base;

    @Override
    public Integer call() throws Exception {
        return options.run(this::start);
    }

    private Endpoints start(Profile profile, DataDirectory data, Session session) throws Exception {
        Roles roles = new Roles(profile, data, userData, session);
        // Before anything is started: settings may name a source that is not there, or label trees that lack its
        // labels.
        String sources = String.join(", ", roles.sources());
        ClusterProperties kafka;
        Topics topics;
        if (cluster.own().isPresent()) {
            kafka = cluster.own().get();
            topics = roles.ensureTopics(kafka);
            options.say("Kafka at " + kafka.bootstrap());
            roles.watch(kafka, options::say);
        } else {
            kafka = roles.broker().cluster();
            topics = roles.topics(kafka);
            options.say("embedded Kafka broker on " + kafka.bootstrap());
        }
        ServeRole serve = roles.serve(Optional.of(kafka), Optional.empty());
        String url = "http://" + profile.serve().host() + ":" + serve.port();
        options.say("serving on " + url);
        roles.stream(kafka);
        options.say("streaming from sources " + sources);
        roles.trainer(kafka, Optional.ofNullable(base));
        options.say("training; follow it with ./mindstream tail, ask with ./mindstream ask \"...\"");
        Disposable figures = TailLine.follow(kafka, topics)
                .sample(FIGURES)
                .subscribe(line -> options.say(line.figures()), failure -> options.say(failure.getMessage()));
        session.add(figures::dispose);
        return cluster.endpoints(kafka.bootstrap(), url);
    }
}
