package io.mindstream.curriculum;

import io.mindstream.curriculum.Counters.Counter;
import io.mindstream.samples.Demand;
import io.mindstream.samples.QueueState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is done every second: look at the queue, grant, and say so. Without an owner nothing is granted or renewed: what was asked for
 * ends at once with the owner's leaving, and after {@code queue.demandTtl} with the process's death. Confined to the queue's thread.
 */
final class Steering {
    /**
     * What others shall hear.
     *
     * @param demands to be published; empty without an owner
     */
    record Bulletin(QueueState state, List<Demand> demands) {}

    private final DemandController controller;
    private final long demandTtl;
    private boolean standing;

    /** @param demandTtl milliseconds that a demand holds */
    Steering(DemandController controller, long demandTtl) {
        this.controller = controller;
        this.demandTtl = demandTtl;
    }

    Bulletin look(QueueStore store) {
        QueueState state = store.state();
        boolean owned = !store.owner().isEmpty();
        List<Demand> demands = List.of();
        if (owned) {
            store.grant(controller.grants(supply(store, state)));
            demands = demands(store, state.at() + demandTtl);
        } else if (standing) {
            demands = demands(store, state.at());
        }
        standing = owned;
        return new Bulletin(state, demands);
    }

    /** Ends what was asked for, if the owner did not. */
    List<Demand> end(QueueStore store) {
        boolean stood = standing;
        standing = false;
        return stood ? demands(store, store.state().at()) : List.of();
    }

    /** Of what is still to come: where every sample asked for has arrived, nothing stands that could be renewed or ended. */
    private List<Demand> demands(QueueStore store, long expiresAt) {
        List<Demand> demands = new ArrayList<>();
        for (Wanted one : controller.wanted()) {
            Credit credit = store.credits().credit(one.demandKey());
            if (credit.outstanding() > 0) {
                demands.add(new Demand(one.stage(), one.label(), credit.granted(), store.epoch(), expiresAt));
            }
        }
        return demands;
    }

    private Supply supply(QueueStore store, QueueState state) {
        Map<String, Long> depths = new HashMap<>();
        state.cells().forEach(cell -> depths.merge(Demand.key(cell.stage(), cell.label()), cell.depth(), Long::sum));
        Map<String, Long> outstanding = new HashMap<>();
        controller
                .wanted()
                .forEach(one -> outstanding.put(
                        one.demandKey(), store.credits().credit(one.demandKey()).outstanding()));
        long consumed = store.counted(Counter.ACCEPTED) - store.waiting();
        return new Supply(store.waiting(), depths, outstanding, consumed, state.at());
    }
}
