package io.mindstream.app;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.model.engine.NativeThreads;
import io.mindstream.serve.ServeRole;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: the endpoint. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Serves checkpoints over HTTP and WebSocket until Ctrl-C: the newest one that a trainer announces on the",
            "cluster (--bootstrap or --kafka-properties), or one directory for good (--checkpoint)."
        })
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private RoleOptions options;

    @Mixin
    private ClusterOptions cluster;

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "Serves this directory, a model's or an adapter's; no cluster is needed.")
    private Path checkpoint;

    @Override
    public Integer call() throws Exception {
        NativeThreads.spinWhereTheyWait();
        Optional<ClusterProperties> kafka = cluster.own();
        if (kafka.isEmpty() && checkpoint == null) {
            throw ClusterOptions.missing();
        }
        return options.run((profile, data, session) -> {
            Roles roles = new Roles(profile, data, new UserDataOptions(), session);
            ServeRole serve = roles.serve(kafka, Optional.ofNullable(checkpoint));
            kafka.ifPresent(own -> roles.watch(own, options::say));
            String url = "http://" + profile.serve().host() + ":" + serve.port();
            options.say("serving on " + url);
            return cluster.endpoints(kafka.map(ClusterProperties::bootstrap).orElse(null), url);
        });
    }
}
