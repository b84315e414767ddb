package io.mindstream.generators.geometry;

import static io.mindstream.generators.topics.Questions.one;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Pen;
import io.mindstream.generators.topics.Questions;
import io.mindstream.generators.topics.Sight;
import io.mindstream.generators.topics.TopicSource;
import io.mindstream.samples.Facts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Figures with measured lengths; each figure is a topic. */
public final class GeometrySource extends TopicSource<Figure, GeometryScene> {
    private static final int LEAST = 2;
    private static final int MOST = 13;

    /** Of a dot from the outline, in halves of the figure's square: clear of the line; where a figure is thin, at least its middle is. */
    private static final double MARGIN = 0.22;

    private static final double LEAST_MARGIN = 0.08;

    public GeometrySource(GenerationSettings settings) {
        super("geometry", 1, settings.difficulty(), topics());
    }

    private static Map<String, Figure> topics() {
        Map<String, Figure> topics = new LinkedHashMap<>();
        Figure.ALL.forEach(figure ->
                topics.put("geometry/" + figure.group() + "/" + figure.name().replace(' ', '-'), figure));
        return topics;
    }

    @Override
    protected GeometryScene draw(String domain, Figure figure, Frame frame, Sight sight, RandomGenerator random) {
        int across = random.nextInt(LEAST, MOST + 1);
        int high = 0;
        if (figure.high()) {
            // Neither so flat that nothing is seen, nor equal, which would make another figure of it; no half area.
            do {
                across = random.nextInt(LEAST, MOST + 1);
                high = random.nextInt(LEAST, MOST + 1);
            } while (across == high
                    || 2 * Math.min(across, high) < Math.max(across, high)
                    || figure.filled() == Figure.Filled.HALF && across * high % 2 == 1);
        }
        Colour ink = one(Frame.INKS, random);
        List<Colour> dots = Colour.THINGS.stream()
                .filter(colour -> colour != ink && colour != frame.ground())
                .toList();
        GeometryScene bare = new GeometryScene(
                frame, sight, figure, across, high, ink, random.nextBoolean(), one(dots, random), 0, 0);
        boolean inside = random.nextBoolean();
        for (int tries = 0; ; tries++) {
            double x = 1.25 * (2 * random.nextDouble() - 1);
            double y = 1.2 * (2 * random.nextDouble() - 1);
            if (placed(bare, x, y, inside, Math.max(LEAST_MARGIN, MARGIN - tries / 2000.0))) {
                return new GeometryScene(frame, sight, figure, across, high, ink, bare.filled(), bare.dot(), x, y);
            }
        }
    }

    /** Whether a dot there is within or without by the margin. */
    private static boolean placed(GeometryScene scene, double x, double y, boolean inside, double margin) {
        for (int i = 0; i < 8; i++) {
            double angle = Math.PI * i / 4;
            if (GeometryScene.inside(
                            scene.figure(),
                            scene.sx(),
                            scene.sy(),
                            x + margin * Math.cos(angle),
                            y + margin * Math.sin(angle))
                    != inside) {
                return false;
            }
        }
        return GeometryScene.inside(scene.figure(), scene.sx(), scene.sy(), x, y) == inside;
    }

    @Override
    public String contentKey(GeometryScene scene) {
        return String.join(
                " ",
                scene.figure().name(),
                scene.across() + "x" + scene.high(),
                scene.ink().toString(),
                scene.filled() ? "filled" : "outline",
                scene.dot().toString(),
                scene.inside() ? "in" : "out",
                scene.sight().toString(),
                scene.frame().ground().toString());
    }

    @Override
    public Facts facts(GeometryScene scene) {
        List<String> subjects =
                new ArrayList<>(List.of(scene.ink() + " " + scene.figure().name(), scene.dot() + " dot", "measure"));
        List<String> relations = new ArrayList<>(List.of("dot " + (scene.inside() ? "inside" : "outside")));
        List<String> texts = new ArrayList<>();
        if (scene.clear()) {
            texts.add(Integer.toString(scene.across()));
        }
        if (scene.high() > 0) {
            subjects.add("height");
            texts.add(Integer.toString(scene.high()));
            relations.add(scene.high() > scene.across() ? "higher than wide" : "wider than high");
        }
        return new Facts(
                subjects,
                relations,
                texts,
                List.of(scene.figure().name() + " -> " + scene.figure().group()));
    }

    @Override
    protected void paint(GeometryScene scene, Pen pen) {
        new GeometryPainter(scene, pen).paint();
    }

    @Override
    protected void ask(Questions<GeometryScene> questions) {
        GeometryFamilies.addTo(questions);
    }
}
