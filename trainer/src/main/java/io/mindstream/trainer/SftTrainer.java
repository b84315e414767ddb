package io.mindstream.trainer;

import io.mindstream.config.TrainerSettings;
import io.mindstream.curriculum.Lease;
import io.mindstream.model.program.AdamWStep;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.ModelProgram;
import io.mindstream.model.program.StepResult;
import io.mindstream.model.program.Update;
import io.mindstream.samples.Metric;
import io.mindstream.samples.Outcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Supervised fine-tuning on an endless stream: one step a lease, loss on replies only. Owns the model program and is used by one thread
 * only, since the native pools belong to it.
 */
final class SftTrainer {
    private static final Logger LOG = LoggerFactory.getLogger(SftTrainer.class);
    /** A reader sees figures move at least twice a second while steps are made, and each second while they are not. */
    private static final long METRICS_EVERY_NANOS = 400_000_000;

    private final ModelProgram program;
    private final OptimizerSchedule schedule;
    private final WeightAveraging averaging;
    private final TurnOutcomes outcomes;
    private final TrainerEvents events;
    private final Clock clock;
    private final Progress progress;

    private TrainerState state;
    private long lastMetrics = System.nanoTime();
    private long idleSince = System.nanoTime();

    SftTrainer(ModelProgram program, TrainerSettings settings, TrainerState state, TrainerEvents events, Clock clock) {
        this.program = program;
        this.schedule = new OptimizerSchedule(settings);
        this.averaging = new WeightAveraging(settings.average());
        this.outcomes = new TurnOutcomes(state.run());
        this.state = state;
        this.events = events;
        this.clock = clock;
        this.progress = new Progress(System.nanoTime());
    }

    TrainerState state() {
        return state;
    }

    Progress progress() {
        return progress;
    }

    /** One step. What is learnt of it goes to {@link TrainerEvents} before this returns. */
    void step(PreparedBatch prepared) {
        long start = System.nanoTime();
        Lease lease = prepared.lease();
        prepared.rejected().forEach(events::rejected);
        List<Outcome> learnt = List.of();
        if (!prepared.parts().isEmpty()) {
            learnt = train(prepared, start);
        }
        events.trained(lease, learnt);
        state = state.advanced(lease.samples().size(), lease.sequence(), (System.nanoTime() - start) / 1e9);
        idleSince = System.nanoTime();
        look();
    }

    /** Publishes the figures when it is time; to be called also while there is nothing to train on. */
    void look() {
        if (System.nanoTime() - lastMetrics >= METRICS_EVERY_NANOS) {
            publishMetrics();
        }
    }

    private List<Outcome> train(PreparedBatch prepared, long start) {
        AdamWStep step = schedule.at(program.steps());
        List<StepResult> results = program.forwardBackward(prepared.parts());
        Update update = program.apply(step);
        if (update.applied()) {
            averaging.after(program);
        } else {
            LOG.warn("step {}: gradient norm {}: the step was skipped", state.step(), update.gradientNorm());
        }
        List<Outcome> learnt = new ArrayList<>(prepared.rows().size());
        double loss = 0;
        int labels = 0;
        int tokens = 0;
        for (int i = 0; i < results.size(); i++) {
            Batch part = prepared.parts().get(i);
            List<PreparedBatch.Row> rows = prepared.rows().subList(learnt.size(), learnt.size() + part.size());
            learnt.addAll(
                    outcomes.of(rows, part, results.get(i), prepared.lease().attempt(), state.step(), clock.millis()));
            loss += results.get(i).loss() * part.labels();
            labels += part.labels();
            tokens += part.tokens();
        }
        progress.step(
                loss / labels,
                update,
                learnt,
                tokens,
                step.learningRate(),
                start - idleSince,
                System.nanoTime() - start);
        return learnt;
    }

    private void publishMetrics() {
        lastMetrics = System.nanoTime();
        TreeMap<String, Double> values = new TreeMap<>(progress.take(lastMetrics));
        values.put("train.samples", (double) state.samples());
        values.put("train.seconds", state.seconds());
        events.metric(new Metric(state.run(), state.step(), clock.millis(), values));
    }
}
