package io.mindstream.model.engine;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.function.Supplier;

/**
 * While weights are loaded, native blocks of a MiB or more are pages of their own and no part of malloc's heap. Weights stay
 * for long and are freed together, and while they are loaded large temporaries come and go between them, whose gaps malloc hardly finds
 * a use for (glibc's aligned allocation does not fit into the gap of one of the same size). A 2B model took 5.5 GiB in the heap and takes
 * 4.3 so, and its memory is the system's again once it is closed.
 *
 * <p>Of the whole process: other threads' blocks too, meanwhile. Does nothing where the C library is not glibc.
 */
public final class MappedBlocks {
    /** M_MMAP_THRESHOLD in malloc.h. */
    private static final int THRESHOLD = -3;

    private static final int MEBIBYTE = 1 << 20;
    /** What glibc's own threshold rises to, and the most that it takes. */
    private static final int USUAL = 32 << 20;

    private MappedBlocks() {}

    /** The C library's call. */
    interface Malloc extends Library {
        /** Sets a parameter of malloc; returns 1 if it could. */
        int mallopt(int parameter, int value);
    }

    /** Runs this, and puts things back to what the process was started with. */
    public static <T> T during(Supplier<T> load) {
        set(MEBIBYTE);
        try {
            return load.get();
        } finally {
            String started = System.getenv("MALLOC_MMAP_THRESHOLD_");
            set(started != null && started.matches("\\d{1,8}") ? Integer.parseInt(started) : USUAL);
        }
    }

    private static void set(int threshold) {
        try {
            Native.load("c", Malloc.class).mallopt(THRESHOLD, threshold);
        } catch (UnsatisfiedLinkError e) {
            // another C library, with rules of its own
        }
    }
}
