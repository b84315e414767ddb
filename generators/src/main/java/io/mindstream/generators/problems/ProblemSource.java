package io.mindstream.generators.problems;

import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.other;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Colour;
import io.mindstream.generators.Fonts;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Pen;
import io.mindstream.generators.topics.Pictogram;
import io.mindstream.generators.topics.Questions;
import io.mindstream.generators.topics.Sight;
import io.mindstream.generators.topics.TopicSource;
import io.mindstream.samples.Facts;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Word problems; a topic is the thing that they are about. */
public final class ProblemSource extends TopicSource<Pictogram, ProblemScene> {
    public ProblemSource(GenerationSettings settings) {
        super("problems", 1, settings.difficulty(), topics());
    }

    private static Map<String, Pictogram> topics() {
        Map<String, Pictogram> topics = new LinkedHashMap<>();
        Pictogram.list().forEach(thing -> topics.put("problems/" + thing.group() + "/" + thing.leaf(), thing));
        return topics;
    }

    @Override
    protected ProblemScene draw(String domain, Pictogram thing, Frame frame, Sight sight, RandomGenerator random) {
        int upper = random.nextInt(1, ProblemScene.MOST + 1);
        int lower = random.nextInt(1, ProblemScene.MOST);
        Colour above = one(Frame.INKS, random);
        return new ProblemScene(
                frame,
                sight,
                thing,
                upper,
                lower < upper ? lower : lower + 1,
                above,
                other(Frame.INKS, above, random),
                random.nextInt(2, 10));
    }

    @Override
    public String contentKey(ProblemScene scene) {
        return scene.thing().name() + " " + scene.upper() + " " + scene.above() + " " + scene.lower() + " "
                + scene.below() + " " + scene.price() + " " + scene.sight() + " "
                + scene.frame().ground();
    }

    @Override
    public Facts facts(ProblemScene scene) {
        List<String> subjects = new ArrayList<>();
        for (int i = 0; i < scene.all(); i++) {
            subjects.add((i < scene.upper() ? scene.above() : scene.below()) + " "
                    + scene.thing().name());
        }
        return new Facts(
                subjects,
                List.of(
                        scene.above() + " above " + scene.below(),
                        "more " + (scene.upper() > scene.lower() ? scene.above() : scene.below())),
                scene.clear() ? List.of("=", Integer.toString(scene.price())) : List.of("="),
                List.of(scene.thing().name() + " -> " + scene.thing().group()));
    }

    @Override
    protected void paint(ProblemScene scene, Pen pen) {
        row(scene, true, 0.02, pen);
        row(scene, false, 0.31, pen);
        pen.ink(Color.BLACK).pictogram(scene.thing(), 0.2, 0.8, 0.34);
        pen.text(Fonts.SANS_BOLD, "=", 0.5, 0.725, 0.15, 1, Pen.Align.CENTRE);
        if (scene.sight() != Sight.MISSING) {
            pen.text(Fonts.SANS_BOLD, Integer.toString(scene.price()), 0.75, 0.69, 0.22, 1, Pen.Align.CENTRE);
        }
        if (scene.sight() == Sight.SMEARED) {
            pen.smear(0.6, 0.67, 0.3, 0.26);
        }
    }

    private static void row(ProblemScene scene, boolean upper, double y, Pen pen) {
        pen.ink(Color.WHITE).rect(0.01, y, 0.98, 0.26);
        pen.ink(scene.colour(upper));
        for (int i = 0; i < scene.count(upper); i++) {
            pen.pictogram(scene.thing(), 0.11 + 0.195 * i, y + 0.13, 0.168);
        }
    }

    @Override
    protected void ask(Questions<ProblemScene> questions) {
        new ProblemPerception().addTo(questions);
        new ProblemReckoning(difficulty().steps()).addTo(questions);
    }
}
