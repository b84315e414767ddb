package io.mindstream.app;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Ends a failed command with one clear line and exit code 1; the stack trace goes to the log, where a role has opened one. */
final class OneLineErrors implements CommandLine.IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(OneLineErrors.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        LOG.error("{} failed", commandLine.getCommandName(), failure);
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
        if (told instanceof FileSystemException file && file.getReason() == null && file.getFile() != null) {
            return file.getFile() + ": " + reason(file);
        }
        String message = told.getMessage() == null ? told.getClass().getSimpleName() : told.getMessage();
        String line = message.lines().findFirst().orElse(message);
        return line + unsaid(told, line);
    }

    /** Who wraps the failure of a file repeats its message, which is only a path: what is left to say behind it. */
    private static String unsaid(Throwable told, String line) {
        Throwable cause = told;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof FileSystemException file
                        && file.getReason() == null
                        && file.getFile() != null
                        && line.endsWith(file.getFile())
                ? ": " + reason(file)
                : "";
    }

    /** What a failure whose message is only a path means. */
    static String reason(FileSystemException failure) {
        if (failure.getReason() != null) {
            return failure.getReason();
        } else if (failure instanceof NoSuchFileException) {
            return "no such file or directory";
        } else if (failure instanceof AccessDeniedException) {
            return "permission denied";
        } else if (failure instanceof FileAlreadyExistsException) {
            return "already exists";
        } else if (failure instanceof NotDirectoryException) {
            return "not a directory";
        } else if (failure instanceof DirectoryNotEmptyException) {
            return "directory not empty";
        }
        return failure.getClass().getSimpleName();
    }
}
