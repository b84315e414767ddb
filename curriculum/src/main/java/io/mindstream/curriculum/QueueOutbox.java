package io.mindstream.curriculum;

import io.mindstream.bus.Topics;
import io.mindstream.bus.client.OutboxStore;
import java.util.List;

/** The queue's outbox as the pump to Kafka sees it. */
record QueueOutbox(CurriculumQueue queue, Topics topics) implements OutboxStore {
    @Override
    public List<Entry> pending(int max) {
        return queue.blocking(store -> store.outbox(max).entrySet().stream()
                .map(row -> new Entry(
                        row.getKey(),
                        topic(row.getValue().kind()),
                        row.getValue().key(),
                        row.getValue().value()))
                .toList());
    }

    @Override
    public void delete(long lastId) {
        queue.blocking(store -> {
            store.sent(lastId);
            return null;
        });
    }

    private String topic(OutboxEntry.Kind kind) {
        return switch (kind) {
            case OUTCOME -> topics.outcomes().name();
            case REJECTION -> topics.rejected().name();
        };
    }
}
