package io.mindstream.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Ends a failed command with one clear line and exit code 1; the stack trace goes to the log. */
final class OneLineErrors implements CommandLine.IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(OneLineErrors.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        LOG.debug("{} failed", commandLine.getCommandName(), failure);
        commandLine.getErr().println("mindstream: " + line(failure));
        commandLine.getErr().flush();
        return commandLine.getCommandSpec().exitCodeOnExecutionException();
    }

    /** The message of the failure, or of what caused it where that says more. */
    static String line(Throwable failure) {
        Throwable told = failure;
        while (told.getCause() != null
                && (told.getMessage() == null
                        || told.getMessage().equals(told.getCause().toString()))) {
            told = told.getCause();
        }
        String message = told.getMessage() == null ? told.getClass().getSimpleName() : told.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
