package io.mindstream.curriculum;

import io.mindstream.bus.avro.Codecs;
import io.mindstream.samples.Outcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Outcomes that wait for a checkpoint, one row a lease. */
final class OutcomeRows {
    private final QueueDatabase database;

    OutcomeRows(QueueDatabase database) {
        this.database = database;
    }

    void put(QueueBatch batch, long lease, List<Outcome> outcomes) {
        List<byte[]> entries = outcomes.stream()
                .map(outcome -> new OutboxEntry(
                                OutboxEntry.Kind.OUTCOME, outcome.sampleId(), Codecs.OUTCOME.encode(outcome))
                        .bytes())
                .toList();
        ByteBuffer row = ByteBuffer.allocate(
                entries.stream().mapToInt(entry -> Integer.BYTES + entry.length).sum());
        entries.forEach(entry -> row.putInt(entry.length).put(entry));
        batch.put(Family.ACKS, LongKey.of(lease), row.array());
    }

    /** Removes the row and gives what it held. */
    List<OutboxEntry> take(QueueBatch batch, long lease) {
        ByteBuffer row = ByteBuffer.wrap(database.get(Family.ACKS, LongKey.of(lease)));
        List<OutboxEntry> entries = new ArrayList<>();
        while (row.hasRemaining()) {
            byte[] entry = new byte[row.getInt()];
            row.get(entry);
            entries.add(OutboxEntry.of(entry));
        }
        drop(batch, lease);
        return entries;
    }

    void drop(QueueBatch batch, long lease) {
        batch.delete(Family.ACKS, LongKey.of(lease));
    }
}
