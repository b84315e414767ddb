package io.mindstream.serve.swap;

import io.mindstream.samples.CheckpointEvent;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checkpoint that could be served.
 *
 * @param name what replies call it: {@code run/step}
 * @param step of the optimiser; -1 where nobody said
 * @param uri of its directory
 */
public record Checkpoint(String name, long step, URI uri) {
    private static final Pattern STEP = Pattern.compile("step-(\\d{1,18})");

    public static Checkpoint of(CheckpointEvent event) {
        return new Checkpoint(event.name(), event.step(), event.uri());
    }

    /**
     * A directory given by the user. One of ours, {@code RUN/step-0000001200}, is called {@code RUN/1200}; any other by its own name.
     */
    public static Checkpoint of(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        String name = path.getFileName() == null
                ? path.toString()
                : path.getFileName().toString();
        Matcher matcher = STEP.matcher(name);
        if (matcher.matches() && path.getNameCount() > 1) {
            long step = Long.parseLong(matcher.group(1));
            return new Checkpoint(path.getParent().getFileName() + "/" + step, step, path.toUri());
        }
        return new Checkpoint(name, -1, path.toUri());
    }

    /**
     * Its directory.
     *
     * @throws IllegalArgumentException when it is not on a file system
     */
    public Path directory() {
        if (!"file".equals(uri.getScheme())) {
            throw new IllegalArgumentException(uri + ": only file: addresses can be loaded");
        }
        return Path.of(uri);
    }
}
