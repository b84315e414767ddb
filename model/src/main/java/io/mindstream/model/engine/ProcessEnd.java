package io.mindstream.model.engine;

import com.sun.jna.Library;
import com.sun.jna.Native;

/**
 * Ends the process at once while native code may be computing. {@link Runtime#halt} runs the C++ libraries' destructors, and a thread that is
 * in a training pass then crashes in what they took away: a page of crash report in place of the line that says why.
 */
public final class ProcessEnd {
    private ProcessEnd() {}

    /** The C library's call. */
    public interface Exit extends Library {
        /** Ends the process, and runs nothing on the way. */
        void _exit(int status);
    }

    /** Does not return. */
    public static void now(int status) {
        try {
            Native.load("c", Exit.class)._exit(status);
        } catch (UnsatisfiedLinkError e) {
            Runtime.getRuntime().halt(status);
        }
    }
}
