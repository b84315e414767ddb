package io.mindstream.streams;

import io.mindstream.samples.Demand;
import io.mindstream.samples.Label;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestEnd;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns demands, ends of requests and label statistics into requests; see {@link PlanningTopology}. */
final class PlanningProcessor implements Processor<String, PlanningProcessor.Input, String, Request> {
    /** What planning listens to. */
    sealed interface Input {
        record Wanted(Demand demand) implements Input {}

        record Ended(RequestEnd end) implements Input {}

        record Learnt(LabelStats stats) implements Input {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(PlanningProcessor.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final CreditLedger.Limits limits;
    private final RequestFactory factory;
    private final Map<Label, List<Label>> branches;
    private final Set<Label> unserved = new HashSet<>();
    private ProcessorContext<String, Request> context;
    private CreditLedger ledger;
    private KeyValueStore<String, LabelStats> stats;
    private long lastTick;
    private long awakeSince;

    PlanningProcessor(CreditLedger.Limits limits, RequestFactory factory, Map<Label, List<Label>> branches) {
        this.limits = limits;
        this.factory = factory;
        this.branches = branches;
    }

    @Override
    public void init(ProcessorContext<String, Request> itsContext) {
        context = itsContext;
        KeyValueStore<String, Demand> demands = context.getStateStore(PlanningTopology.DEMANDS);
        KeyValueStore<String, Account.Counts> counts = context.getStateStore(PlanningTopology.COUNTS);
        KeyValueStore<String, Request> requests = context.getStateStore(PlanningTopology.OUTSTANDING);
        KeyValueStore<String, Double> turns = context.getStateStore(PlanningTopology.TURNS);
        stats = context.getStateStore(PlanningTopology.STATS);
        ledger = new CreditLedger(limits, factory, branches, new CreditLedger.Book() {
            @Override
            public void demanded(Demand demand) {
                demands.put(demand.key(), demand);
            }

            @Override
            public void counted(String key, Account.Counts counted) {
                counts.put(key, counted);
            }

            @Override
            public void opened(Request request) {
                requests.put(request.id(), request);
            }

            @Override
            public void closed(Request request) {
                requests.delete(request.id());
            }

            @Override
            public void turned(Label leaf, double pass) {
                turns.put(leaf.key(), pass);
            }
        });
        try (KeyValueIterator<String, Double> all = turns.all()) {
            all.forEachRemaining(entry -> ledger.restore(Label.ofKey(entry.key), entry.value));
        }
        try (KeyValueIterator<String, Demand> all = demands.all()) {
            all.forEachRemaining(entry -> ledger.restore(entry.value, counts.get(entry.key)));
        }
        try (KeyValueIterator<String, Request> all = requests.all()) {
            all.forEachRemaining(entry -> ledger.restore(entry.value));
        }
        try (KeyValueIterator<String, LabelStats> all = stats.all()) {
            all.forEachRemaining((KeyValue<String, LabelStats> entry) -> ledger.learn(entry.value));
        }
        awakeSince = context.currentSystemTimeMs();
        lastTick = awakeSince;
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, Input> record) {
        Input input = record.value();
        if (input instanceof Input.Wanted wanted) {
            warnOnceIfUnserved(wanted.demand().label());
            ledger.demand(wanted.demand());
        } else if (input instanceof Input.Ended ended) {
            ledger.end(ended.end());
        } else if (input instanceof Input.Learnt learnt) {
            stats.put(learnt.stats().label().key(), learnt.stats());
            ledger.learn(learnt.stats());
        }
        issue();
    }

    /**
     * Gives up what is late. Not in the first seconds after a start or a standstill: ends that were already written would still wait to
     * be read, and their budgets would be spent twice.
     */
    private void tick(long now) {
        if (now - lastTick > 3 * TICK.toMillis()) {
            awakeSince = now;
        }
        lastTick = now;
        if (now - awakeSince >= PlanningTopology.CATCH_UP.toMillis()) {
            int late = ledger.expire(now - PlanningTopology.GRACE.toMillis());
            if (late > 0) {
                LOG.warn("{} requests did not end in time; their credits are free again", late);
            }
        }
        issue();
    }

    private void issue() {
        long now = context.currentSystemTimeMs();
        for (Request request : ledger.issue(now)) {
            context.forward(new Record<>(request.id(), request, now));
        }
    }

    private void warnOnceIfUnserved(Label label) {
        if (branches.getOrDefault(label, List.of()).isEmpty() && unserved.add(label)) {
            LOG.warn("demand.label: no source serves '{}', so nothing is made for it", label.key());
        }
    }
}
