package io.mindstream.app;

import io.mindstream.bus.ClusterProperties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stream}: the topologies. */
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the topologies (planning, generation, curation, feedback) until Ctrl-C.",
            "Needs a Kafka cluster: --bootstrap or --kafka-properties.",
            "Several processes, each with a directory of its own, share the work."
        })
final class StreamCommand implements Callable<Integer> {
    @Mixin
    private RoleOptions options;

    @Mixin
    private UserDataOptions userData;

    @Mixin
    private ClusterOptions cluster;

    @Override
    public Integer call() throws Exception {
        ClusterProperties kafka = cluster.own().orElseThrow(ClusterOptions::missing);
        return options.run((profile, data, session) -> {
            Roles roles = new Roles(profile, data, userData, session);
            String sources = String.join(", ", roles.sources());
            roles.ensureTopics(kafka);
            roles.watch(kafka, options::say);
            roles.stream(kafka);
            options.say("streaming from sources " + sources + ", Kafka at " + kafka.bootstrap());
            return cluster.endpoints(kafka.bootstrap(), null);
        });
    }
}
