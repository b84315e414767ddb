package io.mindstream.bus.broker;

import io.mindstream.config.BusSettings;
import java.nio.file.Path;

/** A broker in a JVM of its own, for tests that kill it. Prints its address when it serves. */
public final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] args) {
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(Path.of(args[0]), new BusSettings(2, Integer.parseInt(args[1]), 16, 1, 16))) {
            System.out.println("serving " + broker.bootstrap() + " " + broker.clusterId());
            broker.awaitShutdown();
        }
    }
}
