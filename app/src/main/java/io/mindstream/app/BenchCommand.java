package io.mindstream.app;

import picocli.CommandLine.Command;

/** {@code bench}: how fast something is, with nothing else running. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures speed; run it on an idle machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BenchTrainCommand.class, BenchDecodeCommand.class, BenchLearnCommand.class})
final class BenchCommand {}
