package io.mindstream.generators.charts;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Family;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.charts.ChartScene.Line;
import io.mindstream.generators.charts.ChartScene.Parted;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What can be asked of charts of any kind. */
final class ChartFamilies {
    /** Which kind of chart it is; all other questions mention it. */
    static final String KIND = "kind";

    private static final Phrasings WHICH_KIND =
            new Phrasings("What kind of chart is this?", "Which type of chart do you see?", "Name the kind of chart.");
    private static final Phrasings DESCRIBE =
            new Phrasings("Describe the picture.", "What do you see?", "Describe the chart.", "Tell me what is shown.");

    static final List<QuestionFamily<ChartScene>> ALL = List.of(
            Family.of(
                    "charts.kind",
                    "perception/recognition/kind",
                    (scene, random) -> Optional.of(Asked.exact(WHICH_KIND.pick(random), scene.kind(), KIND))),
            Family.of("charts.describe", "perception/description/dense", ChartFamilies::describe));

    private ChartFamilies() {}

    private static Optional<Asked> describe(ChartScene scene, RandomGenerator random) {
        String words = scene.kind() + ": " + (scene instanceof Line line ? words(line) : words((Parted) scene));
        return Optional.of(Asked.description(DESCRIBE.pick(random), words));
    }

    private static String words(Line line) {
        return line.colour() + " line goes " + line.trend().words + ", from " + line.start() + " to " + line.end()
                + ", highest " + line.peak();
    }

    private static String words(Parted chart) {
        return chart.parts().stream()
                        .map(part -> part.colour() + " " + part.value())
                        .collect(Collectors.joining(", "))
                + "; largest " + chart.largest().colour() + ", smallest "
                + chart.smallest().colour();
    }
}
