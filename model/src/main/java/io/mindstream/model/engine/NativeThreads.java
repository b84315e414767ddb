package io.mindstream.model.engine;

import com.sun.jna.Library;
import com.sun.jna.Native;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How OpenMP's threads wait for each other. libgomp reads its settings once, when it is loaded, so the first choice of a process holds, and what
 * the user has set holds before it.
 */
public final class NativeThreads {
    private static final Logger LOG = LoggerFactory.getLogger(NativeThreads.class);

    private static final String POLICY = "OMP_WAIT_POLICY";

    private NativeThreads() {}

    /** The C library's call. */
    public interface Environment extends Library {
        /** Sets an environment variable of this process; returns 0 if it could. */
        int setenv(String name, String value, int overwrite);
    }

    /**
     * Asleep, which every {@link Script} chooses if nothing else was. By default they spin, and on cores that are shared with the broker and
     * the stream a spinning thread keeps off the very one it waits for: a training step of 0.4 s was seen to take from 1 s to more than 10 s.
     */
    static void sleepWhereTheyWait() {
        set(POLICY, "passive");
    }

    /**
     * Awake for up to a fraction of a millisecond: for a process that has its cores to itself. What a small model's token is made of takes less
     * time than to wake a thread.
     */
    public static void spinWhereTheyWait() {
        if (System.getenv(POLICY) == null) {
            set("GOMP_SPINCOUNT", "10000");
        }
    }

    private static void set(String name, String value) {
        try {
            Native.load("c", Environment.class).setenv(name, value, 0);
        } catch (UnsatisfiedLinkError e) {
            LOG.debug("{} is left as it is: {}", name, e.getMessage());
        }
    }
}
