package io.mindstream.bus.client;

import java.util.List;

/** Where messages wait that were stored together with the change they tell of. Implemented by the owner of the store. */
public interface OutboxStore {
    /**
     * A message that waits.
     *
     * @param id ascending in the order of the changes
     * @param topic name on the cluster
     * @param key may be null
     * @param value encoded
     */
    record Entry(long id, String topic, String key, byte[] value) {}

    /** The oldest entries, in ascending order of id, at most {@code max}. */
    List<Entry> pending(int max);

    /** Removes all entries up to and including this id; they are on the cluster. */
    void delete(long lastId);
}
