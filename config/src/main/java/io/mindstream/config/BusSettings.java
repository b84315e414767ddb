package io.mindstream.config;

/**
 * Topics and the embedded broker.
 *
 * @param partitions of the topics that are spread (requests, candidates, samples, rejected, outcomes); at least as many as stream threads
 *     over all processes that should have work
 * @param port of the embedded broker on 127.0.0.1; 0 for any free one
 * @param segmentMegabytes size of a log segment; what was trimmed leaves the disk by whole segments
 * @param retentionHours of the topics that nobody has to consume: rejected, metrics
 * @param retentionMegabytes of each partition of those topics
 */
public record BusSettings(int partitions, int port, int segmentMegabytes, int retentionHours, int retentionMegabytes) {
    public BusSettings {
        Check.that(partitions >= 1 && partitions <= 1000, "bus.partitions", partitions + " is not in 1..1000");
        Check.that(port >= 0 && port <= 65535, "bus.port", port + " is not in 0..65535");
        Check.that(
                segmentMegabytes >= 16 && segmentMegabytes <= 1024,
                "bus.segmentMegabytes",
                segmentMegabytes + " is not in 16..1024");
        Check.that(retentionHours >= 1, "bus.retentionHours", retentionHours + " is less than 1");
        Check.that(
                retentionMegabytes >= segmentMegabytes,
                "bus.retentionMegabytes",
                retentionMegabytes + " is less than bus.segmentMegabytes, " + segmentMegabytes);
    }
}
