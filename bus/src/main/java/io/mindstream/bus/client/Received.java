package io.mindstream.bus.client;

/**
 * A record as it was read.
 *
 * @param timestamp in milliseconds since 1970
 * @param key null where a foreign producer gave none
 * @param value null for a tombstone, which only compacted topics have
 */
public record Received<V>(String topic, int partition, long offset, long timestamp, String key, V value) {}
