package io.mindstream.app;

import io.mindstream.config.Profile;
import io.mindstream.config.ProfileLoader;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which settings a command runs under. */
final class ProfileOptions {
    @Option(
            names = "--profile",
            paramLabel = "NAME|FILE",
            defaultValue = ProfileLoader.DEFAULT,
            description = "A built-in profile, or a YAML file that names what it changes (default: ${DEFAULT-VALUE}).")
    String profile;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting, for example --set queue.highWater=4000; may be repeated.")
    Map<String, String> overrides = new LinkedHashMap<>();

    Profile load() {
        return new ProfileLoader().load(profile, overrides);
    }
}
