package io.mindstream.curriculum;

import io.mindstream.samples.Demand;
import io.mindstream.samples.Label;
import io.mindstream.samples.Stage;
import java.util.Collection;
import java.util.List;

/** A stage and label that can be generated, and that the queue may therefore ask for. */
public record Wanted(Stage stage, Label label) {
    String demandKey() {
        return Demand.key(stage, label);
    }

    /** All of these labels for one stage. */
    public static List<Wanted> of(Stage stage, Collection<Label> labels) {
        return labels.stream().map(label -> new Wanted(stage, label)).toList();
    }
}
