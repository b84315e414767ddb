package io.mindstream.curriculum;

import io.mindstream.samples.Demand;
import io.mindstream.samples.RequestId;
import io.mindstream.samples.Sample;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The accounts of all demands, durable: what was granted and what has come of it.
 *
 * <p>How nothing leaks. The planner debits a request's whole budget from its demand and takes back what the request did not use, so of
 * the credits granted each is at any time either not yet used for a request, or in a running request, or spent on a sample that lies on
 * the {@code samples} topic. The queue therefore need not hear of returned credits: what may still come is exactly what was granted less
 * what has arrived. An arrival is booked on the demand that its request was debited from, which the request's id names
 * ({@link RequestId}), whatever label the sample itself has; samples dropped as duplicates have arrived too. Samples of an older epoch
 * are booked nowhere; samples without a request (imported ones) on their own stage and label.
 */
final class CreditBook {
    private final Map<String, Credit> credits = new HashMap<>();

    CreditBook(QueueDatabase database) {
        database.walk(Family.CREDITS, new byte[0], null, (key, value) -> {
            credits.put(new String(key, StandardCharsets.UTF_8), Credit.of(value));
            return true;
        });
    }

    Credit credit(String demandKey) {
        return credits.getOrDefault(demandKey, Credit.NONE);
    }

    void grant(QueueBatch batch, String demandKey, long more) {
        Credit credit = credit(demandKey);
        put(batch, demandKey, new Credit(credit.granted() + more, credit.arrived()));
    }

    void arrived(QueueBatch batch, long epoch, Sample sample) {
        RequestId request = RequestId.parse(sample.provenance().requestId()).orElse(null);
        if (request != null && request.epoch() != epoch) {
            return;
        }
        String demandKey = request != null
                ? request.demandKey()
                : Demand.key(sample.stages().stream().sorted().findFirst().orElseThrow(), sample.label());
        Credit credit = credit(demandKey);
        // More than was granted can come: imported samples, and those of a request that the planner had given up on.
        // Booking them would
        // hide as many credits granted later.
        if (credit.arrived() < credit.granted()) {
            put(batch, demandKey, new Credit(credit.granted(), credit.arrived() + 1));
        }
    }

    private void put(QueueBatch batch, String demandKey, Credit credit) {
        batch.put(Family.CREDITS, demandKey.getBytes(StandardCharsets.UTF_8), credit.bytes());
        credits.put(demandKey, credit);
    }
}
