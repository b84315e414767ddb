package io.mindstream.streams;

import io.mindstream.samples.Label;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.LabelStats.FamilyStats;
import io.mindstream.samples.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Exponential moving averages of loss and correctness for each label, turn by turn: {@code a += w (x - a)} with
 * {@code w = max(1/n, WEIGHT)}, so that the first turns give their plain mean. A turn counts for its own capability under the domain of
 * its sample, and under the open branch that this is a leaf of. What changed is announced at most once in {@link #EVERY}.
 */
final class LabelAverages extends ContextualProcessor<String, Outcome, String, LabelStats> {
    /** Of the newest turn: about the last hundred count. */
    static final double WEIGHT = 0.02;

    /** Between two announcements of one label. */
    static final Duration EVERY = Duration.ofSeconds(1);

    private final Map<String, LabelStats> changed = new TreeMap<>();
    private KeyValueStore<String, LabelStats> stats;

    @Override
    public void init(ProcessorContext<String, LabelStats> context) {
        super.init(context);
        stats = context.getStateStore(FeedbackTopology.STATS);
        changed.clear();
        // What was not announced before a restart is; the rest is announced again, which changes nothing.
        try (KeyValueIterator<String, LabelStats> all = stats.all()) {
            all.forEachRemaining(entry -> changed.put(entry.key, entry.value));
        }
        context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, this::announce);
    }

    @Override
    public void process(Record<String, Outcome> record) {
        Outcome outcome = record.value();
        for (Outcome.TurnOutcome turn : outcome.turns()) {
            if (!Double.isFinite(turn.loss())) {
                continue; // an average never recovers from it
            }
            Label leaf = new Label(outcome.label().domain(), turn.capability());
            Label branch = new Label(record.key(), turn.capability());
            count(branch, turn, outcome.step());
            if (!branch.equals(leaf)) {
                count(leaf, turn, outcome.step());
            }
        }
    }

    private void count(Label label, Outcome.TurnOutcome turn, long step) {
        LabelStats next = next(stats.get(label.key()), label, turn, step);
        stats.put(label.key(), next);
        changed.put(label.key(), next);
    }

    private static LabelStats next(LabelStats before, Label label, Outcome.TurnOutcome turn, long step) {
        long turns = before == null ? 1 : before.turns() + 1;
        return new LabelStats(
                label,
                turns,
                average(before == null ? 0 : before.accuracy(), turn.correct() ? 1 : 0, turns),
                average(before == null ? 0 : before.loss(), turn.loss(), turns),
                before == null ? step : Math.max(step, before.step()),
                families(before == null ? List.of() : before.families(), turn));
    }

    private static List<FamilyStats> families(List<FamilyStats> before, Outcome.TurnOutcome turn) {
        TreeMap<String, FamilyStats> families = new TreeMap<>();
        before.forEach(family -> families.put(family.family(), family));
        FamilyStats known = families.getOrDefault(turn.family(), new FamilyStats(turn.family(), 0, 0));
        long turns = known.turns() + 1;
        families.put(
                turn.family(),
                new FamilyStats(turn.family(), turns, average(known.accuracy(), turn.correct() ? 1 : 0, turns)));
        return List.copyOf(families.values());
    }

    /** After this many values: of the first ones their mean. */
    private static double average(double before, double value, long count) {
        return before + Math.max(1.0 / count, WEIGHT) * (value - before);
    }

    private void announce(long now) {
        changed.forEach((key, label) -> context().forward(new Record<>(key, label, now)));
        changed.clear();
    }
}
