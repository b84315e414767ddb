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

/**
 * Settings of a program whose broker keeps its port over restarts, as {@code --set} takes them.
 *
 * @param values by key
 */
record Settings(Map<String, String> values) {
    Settings {
        values = Map.copyOf(values);
    }

    /** One thread for training, free ports. */
    static Settings small(List<String> sources) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Settings(Map.of("bus.port", Integer.toString(free.getLocalPort())))
                    .with("generation.sources", sources.toString())
                    .with("trainer.threads", "1")
                    .with("serve.port", "0");
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
