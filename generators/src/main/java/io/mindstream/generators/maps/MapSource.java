package io.mindstream.generators.maps;

import static io.mindstream.generators.topics.Questions.one;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Colour;
import io.mindstream.generators.maps.MapScene.Place;
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

/** Plans; a topic is a thing that is looked for on the plan of where such things are. */
public final class MapSource extends TopicSource<Pictogram, MapScene> {
    private static final int BLOCKS = MapScene.SIDE * MapScene.SIDE;
    private static final double EDGE = 0.125;
    private static final double BLOCK = (1 - EDGE) / MapScene.SIDE;

    private final Map<String, List<Pictogram>> groups;

    public MapSource(GenerationSettings settings) {
        super("maps", 1, settings.difficulty(), topics());
        this.groups = Pictogram.list().stream().collect(Collectors.groupingBy(Pictogram::group));
    }

    private static Map<String, Pictogram> topics() {
        Map<String, Pictogram> topics = new LinkedHashMap<>();
        Pictogram.list().forEach(thing -> topics.put("maps/" + thing.group() + "/" + thing.leaf(), thing));
        return topics;
    }

    @Override
    protected MapScene draw(String domain, Pictogram thing, Frame frame, Sight sight, RandomGenerator random) {
        List<Integer> cells = IntStream.range(0, BLOCKS).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(cells, new Random(random.nextLong()));
        List<Pictogram> others = new ArrayList<>(groups.get(thing.group()));
        others.remove(thing);
        List<Place> places = new ArrayList<>(List.of(new Place(thing, one(Frame.INKS, random), cells.remove(0))));
        int count = random.nextInt(2, 6);
        while (places.size() < count) {
            Pictogram other = one(others, random);
            others.remove(other);
            places.add(new Place(other, one(Frame.INKS, random), cells.remove(0)));
        }
        return new MapScene(
                frame,
                sight,
                List.copyOf(places),
                Compass.values()[random.nextInt(4)],
                cells.remove(0),
                cells.remove(0),
                one(Frame.INKS, random));
    }

    @Override
    public String contentKey(MapScene scene) {
        return scene.places().stream()
                        .map(place -> place.colour() + " " + place.name() + " " + MapScene.block(place.cell()))
                        .collect(Collectors.joining(","))
                + " north " + scene.compass() + MapScene.block(scene.compassCell()) + " " + scene.sight() + " "
                + scene.dot() + " " + MapScene.block(scene.walker()) + " "
                + scene.frame().ground();
    }

    @Override
    public Facts facts(MapScene scene) {
        List<String> subjects = new ArrayList<>(List.of(scene.dot() + " walker", "grid"));
        List<String> relations = new ArrayList<>();
        for (Place place : scene.places()) {
            subjects.add(place.colour() + " " + place.name());
            relations.add(place.name() + " in " + MapScene.block(place.cell()));
            if (scene.clear()) {
                relations.add(place.name() + " " + scene.direction(scene.walker(), place.cell()) + " of walker");
            }
        }
        List<String> texts = new ArrayList<>(List.of("A", "B", "C", "1", "2", "3"));
        if (scene.sight() != Sight.MISSING) {
            subjects.add("compass");
        }
        return new Facts(subjects, relations, texts, List.of(scene.topic().name() + " -> " + scene.plan()));
    }

    @Override
    protected void paint(MapScene scene, Pen pen) {
        pen.ink(new Color(205, 205, 205)).rect(EDGE, EDGE, 1 - EDGE, 1 - EDGE);
        for (int cell = 0; cell < BLOCKS; cell++) {
            pen.ink(Color.WHITE)
                    .rect(x(cell) - BLOCK / 2 + 0.014, y(cell) - BLOCK / 2 + 0.014, BLOCK - 0.028, BLOCK - 0.028);
        }
        pen.ink(Colour.BLACK);
        for (int i = 0; i < MapScene.SIDE; i++) {
            double middle = EDGE + BLOCK * (i + 0.5);
            pen.text("ABC".substring(i, i + 1), 0.06, middle - 0.05, 0.1)
                    .text(Integer.toString(i + 1), middle, 0.012, 0.1);
        }
        for (Place place : scene.places()) {
            pen.ink(place.colour()).pictogram(place.thing(), x(place.cell()), y(place.cell()), 0.24);
        }
        pen.ink(scene.dot()).disc(x(scene.walker()), y(scene.walker()), 0.055);
        pen.ring(x(scene.walker()), y(scene.walker()), 0.09, 0.02);
        compass(scene, pen);
    }

    private static void compass(MapScene scene, Pen pen) {
        if (scene.sight() == Sight.MISSING) {
            return;
        }
        double x = x(scene.compassCell());
        double y = y(scene.compassCell());
        int dx = scene.compass().dx;
        int dy = scene.compass().dy;
        pen.ink(Colour.BLACK);
        // The letter stands beside the arrow's tail, so that both have room in the block.
        double ax = x + (dy == 0 ? 0 : -0.06);
        double ay = y + (dx == 0 ? 0 : -0.06);
        pen.arrow(ax - 0.11 * dx, ay - 0.11 * dy, ax + 0.12 * dx, ay + 0.12 * dy, 0.03);
        pen.text("N", x + (dy == 0 ? 0 : 0.05), y + (dx == 0 ? 0.01 : -0.05), 0.1);
        if (scene.sight() == Sight.SMEARED) {
            pen.smear(x - 0.125, y - 0.125, 0.25, 0.25);
        }
    }

    private static double x(int cell) {
        return EDGE + BLOCK * (cell % MapScene.SIDE + 0.5);
    }

    private static double y(int cell) {
        return EDGE + BLOCK * (cell / MapScene.SIDE + 0.5);
    }

    @Override
    protected void ask(Questions<MapScene> questions) {
        new MapFamilies(groups).addTo(questions);
    }
}
