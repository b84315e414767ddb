package io.mindstream.generators.shapes;

import io.mindstream.generators.Colour;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.Source;
import io.mindstream.samples.Facts;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Coloured shapes on a coloured ground: counting, colour, position, comparison, what is not there. Colours and forms repeat in groups of
 * one to four, so that there is something to count.
 */
public final class ShapesSource implements Source<ShapesScene> {
    private static final String FEW = "scenes/shapes/few";
    private static final String MANY = "scenes/shapes/many";
    private static final int SCENES_TO_FIT = 1500;

    private final List<QuestionFamily<ShapesScene>> families;

    public ShapesSource() {
        SplittableRandom random = new SplittableRandom(20260101);
        List<ShapesScene> scenes = IntStream.range(0, SCENES_TO_FIT)
                .mapToObj(i -> scene(i % 2 == 0 ? FEW : MANY, random))
                .toList();
        List<QuestionFamily<ShapesScene>> all = new ArrayList<>(new ShapesPerception(scenes).families());
        all.addAll(new ShapesReasoning(scenes).families());
        this.families = List.copyOf(all);
    }

    @Override
    public String name() {
        return "shapes";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<String> domains() {
        return List.of(FEW, MANY);
    }

    @Override
    public ShapesScene scene(String domain, RandomGenerator random) {
        boolean many = domain.equals(MANY);
        int side = many ? 3 : 2;
        int count = many ? 4 + random.nextInt(3) : 1 + random.nextInt(3);
        List<Integer> cells = shuffled(IntStream.range(0, side * side).boxed().toList(), random);
        List<Colour> colours = inGroups(Colour.THINGS, count, random);
        List<Form> forms = inGroups(List.of(Form.values()), count, random);
        List<ShapesScene.Thing> things = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            things.add(new ShapesScene.Thing(
                    colours.get(i),
                    forms.get(i),
                    cells.get(i),
                    ShapesScene.Size.values()[random.nextInt(3)],
                    (random.nextDouble() - 0.5) * 0.12,
                    (random.nextDouble() - 0.5) * 0.12,
                    random.nextInt(-12, 13)));
        }
        return new ShapesScene(Colour.GROUNDS.get(random.nextInt(Colour.GROUNDS.size())), side, things);
    }

    private static <T> List<T> inGroups(List<T> kinds, int count, RandomGenerator random) {
        List<T> order = shuffled(kinds, random);
        List<T> members = new ArrayList<>();
        for (int kind = 0; members.size() < count; kind++) {
            int group = 1 + random.nextInt(Math.min(4, count - members.size()));
            members.addAll(Collections.nCopies(group, order.get(kind)));
        }
        return shuffled(members, random);
    }

    private static <T> List<T> shuffled(List<T> items, RandomGenerator random) {
        List<T> order = new ArrayList<>(items);
        Collections.shuffle(order, new Random(random.nextLong()));
        return order;
    }

    @Override
    public String contentKey(ShapesScene scene) {
        StringBuilder key = new StringBuilder(scene.ground() + " " + scene.side());
        for (ShapesScene.Thing thing : scene.things()) {
            key.append(' ').append(thing.cell()).append(thing.size()).append(thing.words());
        }
        return key.toString();
    }

    @Override
    public Facts facts(ShapesScene scene) {
        List<String> relations = new ArrayList<>();
        List<ShapesScene.Thing> named = scene.named();
        for (int i = 0; i < named.size(); i++) {
            for (int j = i + 1; j < named.size(); j++) {
                ShapesScene.Thing a = named.get(i);
                ShapesScene.Thing b = named.get(j);
                if (scene.column(a) != scene.column(b)) {
                    relations.add(
                            a.words() + (scene.column(a) < scene.column(b) ? " left of " : " right of ") + b.words());
                }
                if (scene.row(a) != scene.row(b)) {
                    relations.add(a.words() + (scene.row(a) < scene.row(b) ? " above " : " below ") + b.words());
                }
                if (a.size() != b.size()) {
                    relations.add(a.words()
                            + (a.size().scale > b.size().scale ? " larger than " : " smaller than ")
                            + b.words());
                }
            }
        }
        return new Facts(
                scene.things().stream().map(ShapesScene.Thing::words).toList(), relations, List.of(), List.of());
    }

    @Override
    public void paint(ShapesScene scene, Graphics2D graphics, int size) {
        graphics.setColor(scene.ground().color());
        graphics.fillRect(0, 0, size, size);
        double cell = (double) size / scene.side();
        for (ShapesScene.Thing thing : scene.things()) {
            graphics.setColor(thing.colour().tinted(thing.tint()));
            graphics.fill(thing.form()
                    .outline(
                            (scene.column(thing) + 0.5 + thing.dx()) * cell,
                            (scene.row(thing) + 0.5 + thing.dy()) * cell,
                            0.4 * cell * thing.size().scale));
        }
    }

    @Override
    public List<QuestionFamily<ShapesScene>> families() {
        return families;
    }
}
