package io.mindstream.app;

import picocli.CommandLine.Command;

/** {@code model}: what is done to models outside of training. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Makes parts of models and checks them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TokenizerCommand.class, VerifyCommand.class})
final class ModelCommand {}
