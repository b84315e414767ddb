package io.mindstream.app;

import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code mindstream} command line. */
@Command(
        name = "mindstream",
        description = {
            "Generates, labels and filters multimodal samples on Kafka Streams, trains a Qwen3-VL on them",
            "online, and serves its checkpoints.",
            "",
            "The whole of it in one process, on an embedded broker and the nano model:",
            "  ./mindstream run",
            "and, while it runs, in other terminals:",
            "  ./mindstream tail",
            "  ./mindstream ask --image picture.png \"How many circles are there?\"",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Every command has its own --help. Exit codes: 0 done, 1 failed (one line says why), 2 wrong usage.",
        },
        subcommands = {
            RunCommand.class,
            BrokerCommand.class,
            StreamCommand.class,
            TrainCommand.class,
            ServeCommand.class,
            TailCommand.class,
            AskCommand.class,
            IngestCommand.class,
            ExportCommand.class,
            SamplesCommand.class,
            QueueCommand.class,
            LabelsCommand.class,
            EvalCommand.class,
            ModelCommand.class,
            BenchCommand.class,
            HelpCommand.class,
        })
public final class Mindstream implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The commands, ready to execute. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Mindstream());
        commandLine.setUsageHelpWidth(110);
        commandLine.registerConverter(Duration.class, new DurationConverter());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler(new OneLineErrors());
        return commandLine;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        spec.commandLine().usage(out);
    }
}
