package io.mindstream.model.engine;

import com.sun.jna.Library;
import com.sun.jna.Native;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes OpenMP's threads sleep where they wait for each other. By default they spin, and on cores that are shared with the broker and the
 * stream a spinning thread keeps off the very one it waits for: a training step of 0.4 s was seen to take from 1 s to more than 10 s.
 *
 * <p>libgomp reads {@code OMP_WAIT_POLICY} once, when it is loaded, so this must come before the engine. A value that the user has set
 * stays.
 */
final class NativeThreads {
    private static final Logger LOG = LoggerFactory.getLogger(NativeThreads.class);

    private NativeThreads() {}

    /** The C library's call. */
    interface Environment extends Library {
        /** Sets an environment variable of this process; returns 0 if it could. */
        int setenv(String name, String value, int overwrite);
    }

    static void sleepWhereTheyWait() {
        try {
            Native.load("c", Environment.class).setenv("OMP_WAIT_POLICY", "passive", 0);
        } catch (UnsatisfiedLinkError e) {
            LOG.debug("OMP_WAIT_POLICY is left as it is: {}", e.getMessage());
        }
    }
}
