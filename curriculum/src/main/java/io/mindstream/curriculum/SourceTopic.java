package io.mindstream.curriculum;

import java.util.Map;

/**
 * The topic that the queue is fed from, as it is now.
 *
 * @param clusterId of the cluster
 * @param name of the topic, with prefix
 * @param topicId which changes when a topic of the same name is made anew
 * @param ranges by partition, the offsets that can be read
 */
record SourceTopic(String clusterId, String name, String topicId, Map<Integer, Range> ranges) {
    SourceTopic {
        ranges = Map.copyOf(ranges);
    }

    /**
     * @param begin first offset that can be read
     * @param end offset behind the last
     */
    record Range(long begin, long end) {}
}
