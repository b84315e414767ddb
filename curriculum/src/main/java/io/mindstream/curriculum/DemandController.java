package io.mindstream.curriculum;

import io.mindstream.config.QueueSettings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Decides how many samples to ask for, label by label.
 *
 * <p>Stock of a label: samples that wait, and credits granted that no sample has come on yet; the second makes sure that what is on its
 * way is not asked for again. Each label has its share of the low and of the high water mark; the share is its weight
 * ({@code queue.labelWeights}, share of its stage, and {@link Difficulty#learnability(Label)}, as it is served, so that what comes is what is
 * taken). A label that falls to its low mark is filled up to its high mark, in one grant:
 * marks apart are what keeps the loop from swinging, since its delay is about four commit intervals. Grants never take the whole stock
 * above the high water mark; where they would, they shrink in proportion. An open branch of many leaves weighs as much as they all.
 *
 * <p>The low water mark is raised to what the trainer takes in {@code queue.coverSeconds}, to three quarters of the high one at most.
 */
final class DemandController {
    /** Of the newest second in the average of consumption. */
    private static final double NEWEST = 0.2;

    private static final double HIGHEST_LOW = 0.75;

    private final QueueSettings settings;
    private final List<Wanted> wanted;
    private final ToDoubleFunction<Wanted> weights;
    private double rate;
    private Supply last;
    private int turn;

    /**
     * @param wanted what can be generated
     * @param weights relative shares, above 0
     */
    DemandController(QueueSettings settings, Collection<Wanted> wanted, ToDoubleFunction<Wanted> weights) {
        this.settings = settings;
        this.wanted = List.copyOf(wanted);
        this.weights = weights;
    }

    /** The weights that settings and difficulty give. */
    static ToDoubleFunction<Wanted> weights(QueueSettings settings, Difficulty difficulty) {
        LabelFigures figures = new LabelFigures(settings.labelWeights());
        StageShares shares = new StageShares(settings.restorationShare());
        // Stages without a share in supervised training are asked for as they are listed.
        return wanted -> {
            double share = shares.share(wanted.stage());
            return (share > 0 ? share : 1)
                    * wanted.leaves()
                    * figures.product(wanted.label())
                    * difficulty.learnability(wanted.label());
        };
    }

    /** What can be asked for. */
    List<Wanted> wanted() {
        return wanted;
    }

    /**
     * Credits to add now, by demand key; only those above 0.
     */
    Map<String, Long> grants(Supply supply) {
        follow(supply);
        long room = settings.highWater() - supply.waiting() - outstanding(supply);
        Map<String, Long> needs = needs(supply);
        long sum = needs.values().stream().mapToLong(Long::longValue).sum();
        return sum <= room ? needs : shrink(needs, sum, Math.max(0, room));
    }

    /** Samples a second that training takes, averaged over some seconds. */
    double rate() {
        return rate;
    }

    private void follow(Supply supply) {
        if (last != null && supply.at() > last.at()) {
            double now = (supply.consumed() - last.consumed()) * 1000.0 / (supply.at() - last.at());
            rate += NEWEST * (now - rate);
        }
        last = supply;
    }

    private long outstanding(Supply supply) {
        return wanted.stream()
                .mapToLong(one -> supply.outstanding().getOrDefault(one.demandKey(), 0L))
                .sum();
    }

    private Map<String, Long> needs(Supply supply) {
        double total = wanted.stream().mapToDouble(weights).sum();
        double low = Math.max(
                settings.lowWater(), Math.min(rate * settings.coverSeconds(), HIGHEST_LOW * settings.highWater()));
        Map<String, Long> needs = new LinkedHashMap<>();
        for (Wanted one : wanted) {
            String key = one.demandKey();
            double share = weights.applyAsDouble(one) / total;
            long stock =
                    supply.depths().getOrDefault(key, 0L) + supply.outstanding().getOrDefault(key, 0L);
            long most = Math.max(1, (long) (share * settings.highWater()));
            if (stock <= share * low && stock < most) {
                needs.put(key, most - stock);
            }
        }
        return needs;
    }

    /** In proportion, the remainder in turn: where more are in need than there is room for, none is always the one left out. */
    private Map<String, Long> shrink(Map<String, Long> needs, long sum, long room) {
        Map<String, Long> granted = new LinkedHashMap<>();
        long left = room;
        for (Map.Entry<String, Long> need : needs.entrySet()) {
            long part = need.getValue() * room / sum;
            granted.put(need.getKey(), part);
            left -= part;
        }
        List<String> keys = List.copyOf(needs.keySet());
        int from = turn;
        for (int i = 0; i < keys.size() && left > 0; i++) {
            String key = keys.get((from + i) % keys.size());
            if (granted.get(key) < needs.get(key)) {
                granted.merge(key, 1L, Long::sum);
                left--;
                turn = (from + i + 1) % keys.size();
            }
        }
        granted.values().removeIf(part -> part == 0);
        return granted;
    }
}
