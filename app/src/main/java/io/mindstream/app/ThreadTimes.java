package io.mindstream.app;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Where a process's processor time goes: by thread, as the system counts it, and of the stream's threads by what they were seen at, some
 * fifty times a second.
 */
final class ThreadTimes implements AutoCloseable {
    private static final String STREAM_THREAD = "StreamThread";
    private static final int DEPTH = 64;
    private static final Duration LOOK = Duration.ofMillis(19);

    /** What a stack is at that has a frame of one of these; the first that fits counts. */
    private static final Map<String, String> STAGES = stages();

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<String, AtomicLong> seen = new TreeMap<>();
    private final Disposable looking;
    private Map<String, Long> before;
    private long since;

    ThreadTimes() {
        looking = Flux.interval(LOOK, Schedulers.newSingle("stage-sampler", true))
                .onBackpressureDrop()
                .subscribe(tick -> look());
        restart();
    }

    private static Map<String, String> stages() {
        Map<String, String> stages = new LinkedHashMap<>();
        stages.put("io.mindstream.generators.PngEncoder", "encode pictures");
        stages.put("io.mindstream.generators.FlatDeflate", "encode pictures");
        stages.put("io.mindstream.generators.Painter", "paint");
        stages.put("io.mindstream.generators.SampleComposer", "ask and compose");
        stages.put("io.mindstream.generators.", "draw scenes");
        stages.put("io.mindstream.scorers.DensityScorer", "score density");
        stages.put("io.mindstream.scorers.", "judge and sign");
        stages.put("io.mindstream.bus.avro", "read and write records");
        stages.put("org.rocksdb", "stores");
        stages.put("org.apache.kafka.streams.state", "stores");
        stages.put("org.apache.kafka.clients.producer", "produce and commit");
        stages.put("org.apache.kafka.clients.consumer", "fetch");
        stages.put("io.mindstream.streams.Near", "near duplicates");
        stages.put("io.mindstream.streams.CreditLedger", "plan");
        stages.put("io.mindstream.streams.PlanningProcessor", "plan");
        return stages;
    }

    /** From now on. */
    void restart() {
        synchronized (seen) {
            seen.clear();
        }
        before = cpuNanos();
        since = System.nanoTime();
    }

    /** Cores that each kind of thread used since the start, 1.0 for one that was never idle; ids and numbers are left out of names. */
    Map<String, Double> cores() {
        double elapsed = System.nanoTime() - since;
        Map<String, Double> cores = new TreeMap<>();
        cpuNanos().forEach((name, nanos) -> cores.put(name, (nanos - before.getOrDefault(name, 0L)) / elapsed));
        return cores;
    }

    /** Shares of the stream threads' looks while they were at work, summing to 1. */
    Map<String, Double> stagesOfStream() {
        Map<String, Double> shares = new TreeMap<>();
        synchronized (seen) {
            double all = seen.values().stream().mapToLong(AtomicLong::get).sum();
            seen.forEach((stage, count) -> shares.put(stage, count.get() / all));
        }
        return shares;
    }

    private void look() {
        for (ThreadInfo info : threads.dumpAllThreads(false, false, DEPTH)) {
            if (info.getThreadState() == Thread.State.RUNNABLE
                    && info.getThreadName().contains(STREAM_THREAD)) {
                String stage = stage(info.getStackTrace());
                if (stage != null) {
                    synchronized (seen) {
                        seen.computeIfAbsent(stage, key -> new AtomicLong()).incrementAndGet();
                    }
                }
            }
        }
    }

    /** Null for a thread that waits for its network. */
    private static String stage(StackTraceElement[] stack) {
        if (stack.length > 0 && stack[0].getClassName().startsWith("sun.nio.ch.EPoll")) {
            return null;
        }
        for (Map.Entry<String, String> stage : STAGES.entrySet()) {
            for (StackTraceElement frame : stack) {
                if (frame.getClassName().startsWith(stage.getKey())) {
                    return stage.getValue();
                }
            }
        }
        return "Kafka Streams itself";
    }

    private Map<String, Long> cpuNanos() {
        Map<String, Long> cpu = new TreeMap<>();
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            long nanos = threads.getThreadCpuTime(id);
            if (info != null && nanos >= 0) {
                cpu.merge(kind(info.getThreadName()), nanos, Long::sum);
            }
        }
        return cpu;
    }

    private static String kind(String thread) {
        return thread.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "").replaceAll("\\d+", "#");
    }

    @Override
    public void close() {
        looking.dispose();
    }
}
