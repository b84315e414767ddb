package io.mindstream.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a role keeps its data. */
final class DataOptions {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data directory: broker, queue, checkpoints, logs (default: ./${DEFAULT-VALUE}).")
    Path dir;
}
