package io.mindstream.generators.charts;

import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.Source;
import io.mindstream.generators.charts.ChartScene.Line;
import io.mindstream.generators.charts.ChartScene.Part;
import io.mindstream.generators.charts.ChartScene.Parted;
import io.mindstream.samples.Facts;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bar, line and pie charts with a value axis of 0 to 100, painted with XChart. */
public final class ChartSource implements Source<ChartScene> {
    private static final String BAR = "charts/plots/bar";
    private static final String LINE = "charts/plots/line";
    private static final String PIE = "charts/plots/pie";
    private static final int SCENES_TO_FIT = 1500;

    private final List<QuestionFamily<ChartScene>> families;

    public ChartSource() {
        SplittableRandom random = new SplittableRandom(20260102);
        List<ChartScene> scenes = IntStream.range(0, SCENES_TO_FIT)
                .mapToObj(i -> scene(domains().get(i % 3), random))
                .toList();
        this.families = Stream.of(new PartedFamilies(scenes).families(), LineFamilies.ALL, ChartFamilies.ALL)
                .<QuestionFamily<ChartScene>>flatMap(List::stream)
                .toList();
    }

    @Override
    public String name() {
        return "charts";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<String> domains() {
        return List.of(BAR, LINE, PIE);
    }

    @Override
    public ChartScene scene(String domain, RandomGenerator random) {
        ChartDraw draw = new ChartDraw(random);
        return switch (domain) {
            case BAR -> draw.bars();
            case LINE -> draw.line();
            default -> draw.pie();
        };
    }

    @Override
    public String contentKey(ChartScene scene) {
        return scene.kind() + " "
                + (scene instanceof Line line ? line.colour() + " " + line.values() : parts((Parted) scene));
    }

    private static String parts(Parted scene) {
        return scene.parts().stream()
                .map(part -> part.colour() + " " + part.value())
                .collect(Collectors.joining(", "));
    }

    @Override
    public Facts facts(ChartScene scene) {
        List<String> subjects = new ArrayList<>(List.of(scene.kind()));
        List<String> relations = new ArrayList<>();
        List<String> texts = scene instanceof ChartScene.Pie ? List.of() : List.of("50");
        if (scene instanceof Parted parted) {
            for (Part part : parted.parts()) {
                subjects.add(part.colour() + " " + parted.part());
                for (Part other : parted.parts()) {
                    if (part.value() > other.value()) {
                        relations.add(part.colour() + " larger than " + other.colour());
                    }
                }
            }
        } else if (scene instanceof Line line) {
            subjects.addAll(List.of(line.colour() + " line", "axis", "start", "end"));
            relations.addAll(List.of(
                    "line goes " + line.trend().words,
                    "highest point " + line.peak(),
                    "start " + (line.start() > line.end() ? "above" : "below") + " end"));
        }
        return new Facts(subjects, relations, texts, List.of());
    }

    @Override
    public void paint(ChartScene scene, Graphics2D graphics, int size) {
        new ChartPainter(graphics, size).paint(scene);
    }

    @Override
    public List<QuestionFamily<ChartScene>> families() {
        return families;
    }
}
