package io.mindstream.app;

import io.mindstream.config.Profile;
import io.mindstream.generators.Catalog;
import io.mindstream.generators.Source;
import io.mindstream.generators.user.UserSource;
import io.mindstream.samples.user.UserStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where ingested material lies. */
final class UserDataOptions {
    @Option(
            names = "--user-data",
            paramLabel = "DIR",
            description =
                    "What ./mindstream ingest made (default: user in --dir); processes on several machines share one folder.")
    Path folder;

    /** @param dir data directory */
    Path in(Path dir) {
        return folder != null ? folder : dir.resolve("user");
    }

    /** The profile's sources, and what is ingested where something is; to be kept open while the catalogue is used. */
    static Catalog catalog(Profile profile, UserStore store) {
        List<Source<?>> more = store.domains().isEmpty() ? List.of() : List.of(new UserSource(store));
        return Catalog.discover(profile.name(), profile.picture(), profile.generation(), profile.labels(), more);
    }

    UserStore open(Path dir) throws IOException {
        return UserStore.open(in(dir));
    }
}
