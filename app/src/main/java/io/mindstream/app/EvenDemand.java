package io.mindstream.app;

import io.mindstream.bus.client.TopicWriter;
import io.mindstream.samples.Demand;
import io.mindstream.samples.Label;
import io.mindstream.samples.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks for samples without end, of each leaf as many, and always for so many more than have come: the queue's part where a stream is
 * measured by itself. Where a branch's share is less than a whole sample, branches have their turn at different times.
 *
 * <p>Not thread-safe.
 */
final class EvenDemand {
    private static final long TTL = 10_000;

    private final Map<Label, List<Label>> branches;
    private final double leaves;
    private final long ahead;
    private final long epoch;
    private final Map<Label, Long> granted = new HashMap<>();

    /**
     * @param branches leaves under each label that can be asked for
     * @param ahead samples to ask for beyond those that have come
     */
    EvenDemand(Map<Label, List<Label>> branches, long ahead, long epoch) {
        this.branches = branches;
        this.leaves = branches.values().stream().mapToInt(List::size).sum();
        this.ahead = ahead;
        this.epoch = epoch;
    }

    /** Asks, and renews what was asked for. */
    void send(TopicWriter<Demand> writer, long accepted, long now) {
        for (Demand demand : next(accepted, now)) {
            writer.send(demand.key(), demand);
        }
    }

    /** All that has been asked for so far, by label. */
    List<Demand> next(long accepted, long now) {
        double each = (accepted + ahead) / leaves;
        List<Demand> demands = new ArrayList<>();
        branches.forEach((branch, of) -> {
            double phase = (branch.key().hashCode() * 0x9E3779B9 >>> 8) / (double) (1 << 24);
            long sum = granted.merge(branch, (long) (of.size() * each + phase), Math::max);
            if (sum > 0) {
                demands.add(new Demand(Stage.KNOWLEDGE, branch, sum, epoch, now + TTL));
            }
        });
        return demands;
    }
}
