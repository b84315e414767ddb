package io.mindstream.bus;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic keeps.
 *
 * @param cleanup how records leave
 * @param millis they are kept, -1 for no limit
 * @param bytes a partition keeps, -1 for no limit
 * @param segmentBytes size of a segment
 */
public record Retention(Cleanup cleanup, long millis, long bytes, int segmentBytes) {
    /**
     * Largest batch of records that a topic takes, in bytes: a sample may carry a hundred pictures of 64 KB; no legal record is refused.
     */
    public static final int MAX_BATCH = 8 * 1024 * 1024 + 64 * 1024;

    /** Largest request of a producer, in bytes; less than {@link #MAX_BATCH} by more than a batch's frame. */
    public static final int MAX_REQUEST = 8 * 1024 * 1024;

    /** How records leave a topic. */
    public enum Cleanup {
        /** The newest of each key stays. */
        COMPACT,
        /** By age and size. */
        DELETE,
        /** Only after they were consumed: see {@link TopicAdmin#trim}. */
        TRIM
    }

    static Retention compact(int segmentBytes) {
        return new Retention(Cleanup.COMPACT, -1, -1, segmentBytes);
    }

    static Retention trimmed(int segmentBytes) {
        return new Retention(Cleanup.TRIM, -1, -1, segmentBytes);
    }

    /** Value of {@code cleanup.policy}. */
    String policy() {
        return cleanup == Cleanup.COMPACT ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
    }

    /** Configuration of a topic that is to be created. */
    Map<String, String> configs() {
        Map<String, String> configs = new HashMap<>();
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, policy());
        configs.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(segmentBytes));
        configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_BATCH));
        if (cleanup == Cleanup.COMPACT) {
            configs.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
            // Only closed segments are compacted; a reader of the whole table should not find hours of it.
            configs.put(TopicConfig.SEGMENT_MS_CONFIG, "600000");
        } else {
            configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(millis));
            configs.put(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(bytes));
        }
        return configs;
    }
}
