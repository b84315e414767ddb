package io.mindstream.app;

import io.mindstream.bus.ClusterProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which Kafka cluster: the user's own, or that of the process which runs on the data directory. */
final class ClusterOptions {
    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Choice choice;

    private static final class Choice {
        @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Address of a Kafka cluster.")
        private String bootstrap;

        @Option(
                names = "--kafka-properties",
                paramLabel = "FILE",
                description = {
                    "Client properties of a Kafka cluster: SASL, TLS and all else, and our own",
                    "topic.prefix, replication.factor, topics.precreated."
                })
        private Path properties;
    }

    /** The user's own cluster, where one is named. */
    Optional<ClusterProperties> own() {
        if (choice == null) {
            return Optional.empty();
        }
        return Optional.of(
                choice.bootstrap != null
                        ? ClusterProperties.ofBootstrap(choice.bootstrap)
                        : ClusterProperties.ofFile(choice.properties));
    }

    /** For a role that cannot do without a cluster. */
    static IllegalArgumentException missing() {
        return new IllegalArgumentException(
                "a Kafka cluster is needed: --bootstrap HOST:PORT or --kafka-properties FILE (./mindstream broker starts one)");
    }

    /** The user's own cluster, or that of the process which runs on the directory. */
    ClusterProperties orRunningOn(Path dir) throws IOException {
        Optional<ClusterProperties> own = own();
        if (own.isPresent()) {
            return own.get();
        }
        Endpoints endpoints = Endpoints.read(dir);
        if (endpoints.bootstrap() == null) {
            throw new IOException(dir + ": the process that runs there has no broker: name one with --bootstrap");
        }
        return endpoints.properties() == null
                ? ClusterProperties.ofBootstrap(endpoints.bootstrap())
                : ClusterProperties.ofFile(Path.of(endpoints.properties()));
    }

    /**
     * What other commands on the same data directory need to reach the cluster too.
     *
     * @param bootstrap of the cluster in use, or null
     * @param url of the server, or null
     */
    Endpoints endpoints(String bootstrap, String url) {
        String file = choice == null || choice.properties == null
                ? null
                : choice.properties.toAbsolutePath().normalize().toString();
        return new Endpoints(ProcessHandle.current().pid(), bootstrap, file, url);
    }
}
