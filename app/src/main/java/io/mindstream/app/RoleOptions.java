package io.mindstream.app;

import io.mindstream.config.Profile;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every command that runs a role takes, and how it runs one. */
final class RoleOptions {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    DataOptions data;

    @Mixin
    ProfileOptions profile;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "Stops by itself after so long, for example 30s, 10m, 1h30m (default: at Ctrl-C).")
    Duration limit;

    /** What a command starts; everything it adds to the session is closed at the end. */
    @FunctionalInterface
    interface Start {
        /** Returns what to write to the data directory for other commands to find. */
        Endpoints start(Profile profile, DataDirectory data, Session session) throws Exception;
    }

    /** Opens directory and log, starts, waits for Ctrl-C, the limit or a failure, and closes. */
    int run(Start start) throws Exception {
        Profile settings = profile.load();
        try (DataDirectory directory = DataDirectory.open(data.dir)) {
            // Of a process that died: nobody else may have the directory open.
            Endpoints.remove(directory.path());
            LogFile.open(directory.log());
            try (Session session = new Session()) {
                say("data in " + directory.path() + ", log in "
                        + directory.path().relativize(directory.log()));
                Endpoints endpoints;
                try {
                    endpoints = start.start(settings, directory, session);
                } catch (Throwable e) {
                    // While the JVM ends, what starts fails in ways of its own, Kafka's broker with an Error.
                    session.requireGoingOn(e);
                    throw e;
                }
                endpoints.write(directory.path());
                session.add(() -> Endpoints.remove(directory.path()));
                if (session.await(limit)) {
                    say("time is up, stopping ...");
                }
            }
        }
        say("stopped");
        return 0;
    }

    /** A line with the time. */
    void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(TIME.format(Instant.now()) + "  " + line);
        out.flush();
    }

    /** Endpoints of this process on a broker of its own. */
    static Endpoints endpoints(String bootstrap, String url) {
        return new Endpoints(ProcessHandle.current().pid(), bootstrap, null, url);
    }
}
