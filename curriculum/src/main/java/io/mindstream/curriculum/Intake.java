package io.mindstream.curriculum;

import io.mindstream.curriculum.Counters.Counter;
import io.mindstream.samples.Sample;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes samples in: each id once, each sample into a line for each of its stages. */
final class Intake {
    /** Seen ids forgotten in one batch at most, so that no batch grows without bound. */
    private static final int FORGET_AT_ONCE = 2000;

    private final QueueDatabase database;
    private final Counters counters;
    private final Labels labels;
    private final WaitingLines lines;
    private final CreditBook credits;
    private final Difficulty difficulty;
    private final int remembered;

    /** @param remembered how many of the newest ids are known as seen */
    Intake(
            QueueDatabase database,
            Counters counters,
            Labels labels,
            WaitingLines lines,
            CreditBook credits,
            Difficulty difficulty,
            int remembered) {
        this.database = database;
        this.counters = counters;
        this.labels = labels;
        this.lines = lines;
        this.credits = credits;
        this.difficulty = difficulty;
        this.remembered = remembered;
    }

    /** @return how many were new */
    int accept(QueueBatch batch, List<Incoming> incoming) {
        List<byte[]> keys = incoming.stream()
                .map(one -> one.sample().id().getBytes(StandardCharsets.UTF_8))
                .toList();
        List<byte[]> seen = database.get(Family.SEEN, keys);
        Set<String> now = new HashSet<>();
        int accepted = 0;
        for (int i = 0; i < incoming.size(); i++) {
            Sample sample = incoming.get(i).sample();
            credits.arrived(batch, counters.get(Counter.EPOCH), sample);
            if (seen.get(i) != null || !now.add(sample.id())) {
                counters.next(batch, Counter.DUPLICATES);
                continue;
            }
            long arrival = counters.next(batch, Counter.ARRIVAL);
            batch.put(Family.SEEN, keys.get(i), LongKey.of(arrival));
            batch.put(Family.SEEN_ORDER, LongKey.of(arrival), keys.get(i));
            batch.put(
                    Family.SAMPLES,
                    LongKey.of(arrival),
                    new SampleRow(sample.id(), incoming.get(i).avro()).bytes());
            lines.add(
                    batch,
                    StageSet.of(sample.stages()),
                    difficulty.bucket(sample),
                    labels.number(batch, sample.branch()),
                    arrival);
            accepted++;
        }
        counters.add(batch, Counter.ACCEPTED, accepted);
        forget(batch);
        return accepted;
    }

    private void forget(QueueBatch batch) {
        long from = counters.get(Counter.FORGOTTEN) + 1;
        long upTo = Math.min(counters.get(Counter.ARRIVAL) - remembered, from + FORGET_AT_ONCE - 1);
        if (upTo < from) {
            return;
        }
        database.walk(Family.SEEN_ORDER, LongKey.of(from), LongKey.of(upTo + 1), (key, value) -> {
            // What still waits stays known, however long that takes.
            if (database.get(Family.SAMPLES, key) == null) {
                batch.delete(Family.SEEN, value);
            }
            batch.delete(Family.SEEN_ORDER, key);
            return true;
        });
        counters.set(batch, Counter.FORGOTTEN, upTo);
    }
}
