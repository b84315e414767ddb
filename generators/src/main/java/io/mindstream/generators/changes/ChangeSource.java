package io.mindstream.generators.changes;

import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.other;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Colour;
import io.mindstream.generators.changes.ChangeScene.Item;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Pen;
import io.mindstream.generators.topics.Pictogram;
import io.mindstream.generators.topics.Questions;
import io.mindstream.generators.topics.Sight;
import io.mindstream.generators.topics.TopicSource;
import io.mindstream.samples.Facts;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two panels, before and after; a topic is a thing and what happens to it. */
public final class ChangeSource extends TopicSource<ChangeSource.Topic, ChangeScene> {
    /** Plain enough to be told apart at a fifth of the picture. */
    static final List<Pictogram> THINGS = Pictogram.list().stream()
            .filter(thing -> List.of(
                            "cat dog fish rabbit owl elephant turtle bee spider tree fir palm cactus tulip leaf mushroom apple cherry grape carrot egg cheese pizza cookie car bus truck bicycle airplane rocket tractor hammer wrench axe pencil magnet bed chair umbrella lock bell cup book gift bucket shirt hat crown shoe trophy guitar trumpet house bulb flask heart star sun cloud snowflake anchor flag"
                                    .split(" "))
                    .contains(thing.name()))
            .toList();

    private static final double NORMAL = 0.23;
    private static final double SMALL = 0.155;
    private static final int CELLS = 6;

    record Topic(Change change, Pictogram thing) {}

    public ChangeSource(GenerationSettings settings) {
        super("changes", 1, settings.difficulty(), topics());
    }

    private static Map<String, Topic> topics() {
        Map<String, Topic> topics = new LinkedHashMap<>();
        for (Change change : Change.values()) {
            for (Pictogram thing : THINGS) {
                topics.put("changes/" + change + "/" + thing.leaf(), new Topic(change, thing));
            }
        }
        return topics;
    }

    @Override
    protected ChangeScene draw(String domain, Topic topic, Frame frame, Sight sight, RandomGenerator random) {
        List<Integer> cells = IntStream.range(0, CELLS).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(cells, new Random(random.nextLong()));
        List<Pictogram> things = new ArrayList<>(THINGS);
        things.remove(topic.thing());
        List<Item> others = new ArrayList<>();
        int count = random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            Pictogram thing = one(things, random);
            things.remove(thing);
            others.add(new Item(thing, one(Frame.INKS, random), cells.remove(0), random.nextInt(6) == 0));
        }
        Colour colour = one(Frame.INKS, random);
        Colour second = other(Frame.INKS, colour, random);
        int cell = cells.get(0);
        Item plain = new Item(topic.thing(), colour, cell, false);
        Item small = new Item(topic.thing(), colour, cell, true);
        Item before = plain;
        Item after = plain;
        switch (topic.change()) {
            case ADDED -> before = null;
            case REMOVED -> after = null;
            case RECOLOURED -> after = new Item(topic.thing(), second, cell, false);
            case MOVED -> after = new Item(topic.thing(), colour, cells.get(1), false);
            case GROWN -> before = small;
            case SHRUNK -> after = small;
            case REPLACED -> after = new Item(one(things, random), second, cell, false);
        }
        Colour left = one(Frame.INKS, random);
        return new ChangeScene(
                frame, sight, topic.change(), others, before, after, left, other(Frame.INKS, left, random));
    }

    @Override
    public String contentKey(ChangeScene scene) {
        return scene.change() + " " + scene.thing().name() + " " + words(scene.panel(true)) + " > "
                + words(scene.panel(false)) + " " + scene.sight() + " " + scene.left() + " " + scene.right() + " "
                + scene.frame().ground();
    }

    private static String words(List<Item> items) {
        return items.stream().map(item -> item.words() + " " + item.cell()).collect(Collectors.joining(","));
    }

    @Override
    public Facts facts(ChangeScene scene) {
        List<String> subjects = new ArrayList<>();
        List<String> relations = new ArrayList<>();
        scene.panel(true).forEach(item -> {
            subjects.add(item.words());
            relations.add(item.thing().name() + " left " + item.row());
        });
        if (scene.clear()) {
            relations.add(scene.thing().name() + " " + scene.change());
            scene.panel(false).forEach(item -> {
                subjects.add(item.words());
                relations.add(item.thing().name() + " right " + item.row());
            });
        }
        return new Facts(
                subjects,
                relations,
                List.of(),
                List.of(scene.thing().name() + " -> " + scene.thing().group()));
    }

    @Override
    protected void paint(ChangeScene scene, Pen pen) {
        panel(scene.panel(true), 0.01, scene.left(), pen);
        if (scene.sight() != Sight.MISSING) {
            panel(scene.panel(false), 0.51, scene.right(), pen);
        }
        if (scene.sight() == Sight.SMEARED) {
            pen.smear(0.54, 0.05, 0.42, 0.9);
        }
    }

    private static void panel(List<Item> items, double x, Colour border, Pen pen) {
        pen.ink(Color.WHITE).rect(x, 0.02, 0.48, 0.96);
        pen.ink(border).box(x + 0.012, 0.032, 0.456, 0.936, 0.026);
        for (Item item : items) {
            pen.ink(item.colour())
                    .pictogram(
                            item.thing(),
                            x + 0.131 + 0.218 * (item.cell() % 2),
                            0.18 + 0.32 * (item.cell() / 2),
                            item.small() ? SMALL : NORMAL);
        }
    }

    @Override
    protected void ask(Questions<ChangeScene> questions) {
        ChangeFamilies.addTo(questions);
    }
}
