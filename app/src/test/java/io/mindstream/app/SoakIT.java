package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program with its default settings for an hour, on Linux: it keeps training, and disk and memory stay within bounds and stop
 * growing. What was measured is left in {@code target/soak.csv}.
 */
@EnabledIfSystemProperty(
        named = "mindstream.soak.minutes",
        matches = "[1-9]\\d*",
        disabledReason = "takes an hour: mvn -Psoak verify")
class SoakIT {
    private static final long MIB = 1 << 20;

    /**
     * Queue 0.1 GiB (4,000 samples and 2,000,000 remembered ids), three checkpoints of 60 MiB, and topics: each partition keeps up to
     * {@code bus.retentionMegabytes} of what is kept by size, and a segment or two of what is trimmed.
     */
    private static final long MOST_DISK = 1024 * MIB;

    /** 2 GiB of heap ({@code ./mindstream} sets it), half as much outside of it: weights, RocksDB, threads, code; and room to breathe. */
    private static final long MOST_MEMORY = 4096 * MIB;

    /**
     * From the third quarter of the time to the last. Ids of samples are remembered for an hour, so they still come to 20 MiB more in a
     * quarter of an hour, and trimmed topics shrink by segments of 16 MiB, several at a time.
     */
    private static final long MOST_DISK_GROWTH = 128 * MIB;

    /** Likewise; the heap is resized in steps as large as this. */
    private static final long MOST_MEMORY_GROWTH = 256 * MIB;

    /** In less than this everything is still filling, so that growth says nothing. */
    private static final Duration SETTLED = Duration.ofMinutes(20);

    /** Until the first checkpoint after a step; the time counts from there. */
    private static final Duration STARTED = Duration.ofMinutes(6);

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final List<String> FOLDERS = List.of("broker", "queue", "streams", "checkpoints", "logs");

    @TempDir
    Path dir;

    private final Duration time = Duration.ofMinutes(Integer.getInteger("mindstream.soak.minutes", 60));
    private final List<Usage> usages = new ArrayList<>();

    /**
     * At one time.
     *
     * @param memory resident set, in bytes
     * @param disk blocks in use by subfolder, in bytes; the whole under the empty name
     */
    private record Usage(Duration at, long step, long memory, Map<String, Long> disk) {
        long allDisk() {
            return disk.getOrDefault("", 0L);
        }
    }

    @Test
    void diskAndMemoryAreBounded() throws Exception {
        Program program = new Program(dir, "2g", List.of("run", "--set", "serve.port=0"));
        Process process = program.start();
        try {
            await().atMost(STARTED).until(() -> !process.isAlive() || program.step() > 0);
            long start = System.nanoTime();
            while (System.nanoTime() - start < time.toNanos()) {
                assertThat(process.waitFor(EVERY.toMillis(), TimeUnit.MILLISECONDS))
                        .as(program.output())
                        .isFalse();
                usages.add(new Usage(
                        Duration.ofNanos(System.nanoTime() - start), program.step(), memory(process.pid()), disk()));
            }
        } finally {
            report();
            process.destroy();
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        // SIGTERM, after everything was closed in order.
        assertThat(process.exitValue()).as(program.output()).isEqualTo(143);
        assertThat(usages).allSatisfy(usage -> {
            assertThat(usage.allDisk()).as("disk at %s", usage.at()).isLessThanOrEqualTo(MOST_DISK);
            assertThat(usage.memory()).as("memory at %s", usage.at()).isLessThanOrEqualTo(MOST_MEMORY);
        });
        Usage middle = usages.get(usages.size() / 2);
        Usage last = usages.get(usages.size() - 1);
        assertThat(last.step()).as("step, %d in the middle", middle.step()).isGreaterThan(middle.step());
        if (time.compareTo(SETTLED) >= 0) {
            assertThat(growth(Usage::allDisk)).as("growth of disk").isLessThanOrEqualTo(MOST_DISK_GROWTH);
            assertThat(growth(Usage::memory)).as("growth of memory").isLessThanOrEqualTo(MOST_MEMORY_GROWTH);
        }
    }

    /** Between the medians of the third and of the last quarter. */
    private long growth(ToLongFunction<Usage> of) {
        int half = usages.size() / 2;
        int threeQuarters = usages.size() * 3 / 4;
        return median(usages.subList(threeQuarters, usages.size()), of)
                - median(usages.subList(half, threeQuarters), of);
    }

    private static long median(List<Usage> usages, ToLongFunction<Usage> of) {
        return usages.stream().mapToLong(of).sorted().toArray()[usages.size() / 2];
    }

    private static long memory(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    /** As {@code du} counts it: Kafka's indices are files of 10 MiB with next to nothing in them. Files that go away meanwhile do not matter. */
    private Map<String, Long> disk() throws IOException, InterruptedException {
        Process du = new ProcessBuilder("du", "-k", "--max-depth=1", dir.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, Long> disk = new TreeMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(du.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.split("\t", 2);
                disk.put(dir.relativize(Path.of(columns[1])).toString(), Long.parseLong(columns[0]) << 10);
            }
        }
        du.waitFor();
        return disk;
    }

    private void report() throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add("seconds,step,rss_mib,disk_mib," + String.join(",", FOLDERS));
        for (Usage usage : usages) {
            StringBuilder row = new StringBuilder();
            row.append(usage.at().toSeconds()).append(',').append(usage.step());
            row.append(',').append(usage.memory() / MIB).append(',').append(usage.allDisk() / MIB);
            FOLDERS.forEach(folder -> row.append(',').append(usage.disk().getOrDefault(folder, 0L) / MIB));
            rows.add(row.toString());
        }
        Files.write(Files.createDirectories(Path.of("target")).resolve("soak.csv"), rows);
    }
}
