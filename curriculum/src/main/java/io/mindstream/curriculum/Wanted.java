package io.mindstream.curriculum;

import io.mindstream.samples.Demand;
import io.mindstream.samples.Label;
import io.mindstream.samples.Stage;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A stage and label that can be generated, and that the queue may therefore ask for.
 *
 * @param label a leaf of each tree, or an open branch of the domain tree in the leaf's place
 * @param leaves how many leaves are asked for under it; all leaves are asked for alike, as far as settings and difficulty do not say otherwise
 */
public record Wanted(Stage stage, Label label, int leaves) {
    public Wanted {
        if (leaves < 1) {
            throw new IllegalArgumentException("wanted.leaves: " + leaves + " is less than 1");
        }
    }

    String demandKey() {
        return Demand.key(stage, label);
    }

    /** All of these labels for one stage, each a leaf. */
    public static List<Wanted> of(Stage stage, Collection<Label> labels) {
        return labels.stream().map(label -> new Wanted(stage, label, 1)).toList();
    }

    /** All of these labels for one stage, with what is asked for under each. */
    public static List<Wanted> of(Stage stage, Map<Label, List<Label>> branches) {
        return branches.entrySet().stream()
                .map(branch ->
                        new Wanted(stage, branch.getKey(), branch.getValue().size()))
                .toList();
    }
}
