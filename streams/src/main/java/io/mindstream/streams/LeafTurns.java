package io.mindstream.streams;

import io.mindstream.samples.Label;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ObjDoubleConsumer;

/**
 * Which leaf of an open branch is asked for next: the one that has had least of its due. Stride scheduling (Waldspurger and Weihl, 1995): each
 * leaf has a pass that grows by {@code 1 / weight} with each request, and the smallest pass is next, so that a leaf that was never asked for
 * comes before all that were. The weight is {@code 1 + error rate}, so the weakest leaf has at most twice the turns of the strongest, and none
 * starves. Leaves of equal pass come in the order of a hash, lest one end of the alphabet be always ahead.
 *
 * <p>Not thread-safe.
 */
final class LeafTurns {
    /** Of a leaf that nothing is known of. */
    private static final double UNKNOWN = 0.5;

    private static final Comparator<Turn> ORDER = Comparator.comparingDouble(Turn::pass)
            .thenComparingInt(turn -> turn.leaf().key().hashCode() * 0x9E3779B9)
            .thenComparing(Turn::leaf);

    private record Turn(double pass, Label leaf) {}

    private final Map<Label, List<Label>> branches;
    private final ObjDoubleConsumer<Label> book;
    private final Map<Label, TreeSet<Turn>> queues = new HashMap<>();
    private final Map<Label, Double> passes = new HashMap<>();
    private final Map<Label, Double> errors = new HashMap<>();

    /**
     * @param branches what is asked for under each label; a leaf stands for itself
     * @param book is told each pass that changes
     */
    LeafTurns(Map<Label, List<Label>> branches, ObjDoubleConsumer<Label> book) {
        this.branches = branches;
        this.book = book;
    }

    /** A pass as the book had it; before any leaf is asked for. */
    void restore(Label leaf, double pass) {
        passes.put(leaf, pass);
    }

    /** How often the model is wrong on a leaf, 0..1. */
    void learn(Label leaf, double error) {
        errors.put(leaf, error);
    }

    /** Whether there is a leaf to ask for. */
    boolean serves(Label branch) {
        return !branches.getOrDefault(branch, List.of()).isEmpty();
    }

    /**
     * The leaf to ask for now, which then counts as asked for.
     *
     * @param branch that {@link #serves(Label) is served}
     */
    Label next(Label branch) {
        List<Label> leaves = branches.get(branch);
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        TreeSet<Turn> queue = queues.computeIfAbsent(branch, key -> queue(leaves));
        Label leaf = queue.pollFirst().leaf();
        double pass = passes.get(leaf) + 1 / (1 + errors.getOrDefault(leaf, UNKNOWN));
        passes.put(leaf, pass);
        queue.add(new Turn(pass, leaf));
        book.accept(leaf, pass);
        return leaf;
    }

    private TreeSet<Turn> queue(List<Label> leaves) {
        // A leaf that has come with a new source has no claim to all that the others have had.
        double least = leaves.stream()
                .filter(passes::containsKey)
                .mapToDouble(passes::get)
                .min()
                .orElse(0);
        TreeSet<Turn> queue = new TreeSet<>(ORDER);
        for (Label leaf : leaves) {
            passes.putIfAbsent(leaf, least);
            queue.add(new Turn(passes.get(leaf), leaf));
        }
        return queue;
    }
}
