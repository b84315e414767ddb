package io.mindstream.model.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process's resident memory as Linux counts it. */
public final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ResidentMemory() {}

    /** Resident now, in MiB; 0 where the system does not tell. */
    public static long nowMiB() {
        return nowKiB() / 1024;
    }

    /** Resident now, in KiB; 0 where the system does not tell. */
    public static long nowKiB() {
        return read("VmRSS:");
    }

    /** Highest so far, in MiB; 0 where the system does not tell. */
    public static long peakMiB() {
        return read("VmHWM:") / 1024;
    }

    private static long read(String field) {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
