package io.mindstream.generators.functions;

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
import java.util.stream.IntStream;

/** Graphs of functions; a topic is a function and the direction in which it was moved. */
public final class FunctionSource extends TopicSource<FunctionSource.Topic, FunctionScene> {
    private static final int FARTHEST = 3;

    record Topic(Form form, Place place) {}

    public FunctionSource(GenerationSettings settings) {
        super("functions", 1, settings.difficulty(), topics());
    }

    private static Map<String, Topic> topics() {
        Map<String, Topic> topics = new LinkedHashMap<>();
        for (Form form : Form.ALL) {
            for (Place place : Place.values()) {
                if (Place.distinct(form, place)) {
                    topics.put(
                            "functions/" + form.kind() + "/" + form.name() + "-" + place.leaf(),
                            new Topic(form, place));
                }
            }
        }
        return topics;
    }

    @Override
    protected FunctionScene draw(String domain, Topic topic, Frame frame, Sight sight, RandomGenerator random) {
        Place place = topic.place();
        int far = random.nextInt(1, FARTHEST + 1);
        Colour ink = one(Frame.INKS, random);
        Colour dot = one(
                Colour.THINGS.stream()
                        .filter(c -> c != ink && c != Colour.YELLOW)
                        .toList(),
                random);
        FunctionScene bare = new FunctionScene(
                frame,
                sight,
                topic.form(),
                place,
                far * place.dx,
                far * place.dy,
                ink,
                random.nextInt(3) == 0,
                dot,
                0,
                0,
                0);
        List<Integer> readable = bare.readable();
        // Where the dot may be above, below or on the curve, which of them comes first.
        List<Integer> inside = IntStream.rangeClosed(-4, 4)
                .filter(x -> Math.abs(bare.value(x)) < 4)
                .boxed()
                .toList();
        int side = random.nextInt(3);
        int x = one(side == 1 && !readable.isEmpty() ? readable : inside, random);
        int floor = (int) Math.floor(bare.value(x));
        int y;
        if (side == 1 && bare.whole(x)) {
            y = bare.wholeValue(x);
        } else if (side == 0) {
            y = Math.min(4, floor + 1 + random.nextInt(1, 4));
        } else {
            y = Math.max(-4, floor - random.nextInt(1, 4));
        }
        int at = readable.isEmpty() ? 0 : one(readable, random);
        return new FunctionScene(
                frame, sight, topic.form(), place, bare.dx(), bare.dy(), ink, bare.dashed(), dot, x, y, at);
    }

    @Override
    public String contentKey(FunctionScene scene) {
        return scene.form().kind() + " " + scene.form().name() + " " + scene.dx() + "," + scene.dy() + " "
                + scene.ink() + (scene.dashed() ? " dashed " : " ") + scene.dot() + " " + scene.x() + "," + scene.y()
                + " " + scene.sight() + (scene.sight() == Sight.SMEARED ? scene.at() : "") + " "
                + scene.frame().ground();
    }

    @Override
    public Facts facts(FunctionScene scene) {
        List<String> subjects =
                new ArrayList<>(List.of(scene.ink() + " " + scene.form().words(), scene.dot() + " dot", "grid"));
        List<String> relations = new ArrayList<>(List.of("dot " + scene.side() + " the curve"));
        List<String> texts = List.of();
        if (scene.sight() != Sight.MISSING) {
            subjects.add("axis");
            subjects.add("axis");
            relations.add("dot at " + scene.x() + ", " + scene.y());
            relations.add("moved " + scene.place().words);
            texts = List.of("5", "5");
        }
        return new Facts(
                subjects,
                relations,
                texts,
                List.of(scene.form().words() + " -> " + scene.form().kind()));
    }

    @Override
    protected void paint(FunctionScene scene, Pen pen) {
        new FunctionPainter(scene, pen).paint();
    }

    @Override
    protected void ask(Questions<FunctionScene> questions) {
        FunctionFamilies.addTo(questions);
    }
}
