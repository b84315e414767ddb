package io.mindstream.app;

import picocli.CommandLine.Command;

/** {@code model}: what is done to models outside of training. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Makes, describes, converts, merges and checks models.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ModelInitCommand.class,
            ModelInfoCommand.class,
            ModelConvertCommand.class,
            ModelMergeCommand.class,
            ModelVerifyCommand.class,
            TokenizerCommand.class
        })
final class ModelCommand {}
