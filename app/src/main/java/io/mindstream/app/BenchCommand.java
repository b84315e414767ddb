package io.mindstream.app;

import picocli.CommandLine.Command;

/** {@code bench}: how fast, how large and how exact something is. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures speed, memory and rounding; run it on an idle machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchStreamCommand.class,
            BenchTrainCommand.class,
            BenchDecodeCommand.class,
            BenchLearnCommand.class,
            BenchMemoryCommand.class,
            BenchLogProbabilitiesCommand.class
        })
final class BenchCommand {}
