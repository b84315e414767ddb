package io.mindstream.app;

import picocli.CommandLine.Command;

/** {@code bench}: how fast something is, with nothing else running. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures speed; run it on an idle machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BenchLearnCommand.class})
final class BenchCommand {}
