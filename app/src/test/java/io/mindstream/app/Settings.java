package io.mindstream.app;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.config.Profile;
import io.mindstream.config.ProfileLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings of a program whose broker keeps its port over restarts, as {@code --set} takes them.
 *
 * @param values by key
 */
record Settings(Map<String, String> values) {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    Settings {
        values = Map.copyOf(values);
    }

    /** One thread for training, free ports. */
    static Settings small(List<String> sources) {
        return new Settings(Map.of("bus.port", Integer.toString(freePort())))
                .with("generation.sources", sources.toString())
                .with("trainer.threads", "1")
                .with("serve.port", "0");
    }

    /** Below those that the system gives to connections going out, one of which could take it while the broker is dead. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException e) {
                LOG.debug("Port {} is taken: {}", port, e.getMessage());
            }
        }
    }

    Settings with(String key, String value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(key, value);
        return new Settings(more);
    }

    Profile profile() {
        return new ProfileLoader().load(ProfileLoader.DEFAULT, values);
    }

    /** Of the embedded broker. */
    ClusterProperties cluster() {
        return ClusterProperties.ofBootstrap("127.0.0.1:" + values.get("bus.port"));
    }

    /** The command, its options, and the settings. */
    List<String> arguments(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        values.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return arguments;
    }
}
