package io.mindstream.generators.maps;

import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.other;
import static io.mindstream.generators.topics.Questions.say;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.maps.MapScene.Place;
import io.mindstream.generators.topics.Pictogram;
import io.mindstream.generators.topics.Questions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is asked about plans. */
final class MapFamilies {
    private static final String PLACES = "places";
    private static final String NORTH = "north";

    private static final Phrasings AT = say("What is in block {}?", "What stands at {}?", "Name the thing in {}.");
    private static final Phrasings BLOCK =
            say("In which block is the {}?", "Give the block of the {}.", "Where on the grid is the {}?");
    private static final Phrasings DIRECTION = say(
            "Which way is the {} from the dot, by the compass?",
            "In which direction does one go from the dot to the {}?",
            "Seen from the dot, the {} lies in which direction?");
    private static final Phrasings BACK = say(
            "Which way is the dot from the {}?",
            "In which direction does one go from the {} to the dot?",
            "Seen from the {}, the dot lies where by the compass?");
    private static final Phrasings SIDE = say(
            "In the picture, does the {} stand further {} or {} than the dot?",
            "Compared with the dot, is the {} further {} or {}?",
            "Than the dot, the {} stands further {} or {}: which?");
    private static final Phrasings DISTANCE = say(
            "How many blocks is it from the dot to the {}, along the streets?",
            "How far is the {} from the dot, in blocks up, down, left or right?",
            "Count the steps from the dot to the {}, block by block without diagonals.");
    private static final Phrasings MINUTES = say(
            "A block takes {} minutes. How long does one walk from the dot to the {}?",
            "With {} minutes a block, how many minutes is it from the dot to the {}?",
            "One needs {} minutes for each block. How many to the {} from the dot?");
    private static final Phrasings METRES = say(
            "A block is {} metres long. How many metres is it from the dot to the {}?",
            "With blocks of {} metres, how far is the {} from the dot?",
            "Each block measures {} metres. How many metres lie between dot and {}?");
    private static final Phrasings NEAREST = say(
            "Which thing is nearest to the dot?",
            "What does one reach first from the dot?",
            "Name what is closest to the dot.");
    private static final Phrasings FARTHEST = say(
            "Which thing is farthest from the dot?",
            "To what is the way from the dot the longest?",
            "Name what is farthest from the dot.");
    private static final Phrasings NEARER = say(
            "What is nearer to the dot, the {} or the {}?",
            "From the dot, is it shorter to the {} or to the {}?",
            "Compare {} and {}: which is closer to the dot?");
    private static final Phrasings BETWEEN = say(
            "How many blocks lie on the way from the {} to the {}, the last counted?",
            "How far is it from the {} to the {}, in blocks?",
            "Count the steps from the {} to the {}.");
    private static final Phrasings NORTHWARD = say(
            "Where is north in the picture: {}, {}, {} or {}?",
            "Does north lie {}, {}, {} or {}?",
            "Which way does the compass point: {}, {}, {} or {}?");
    private static final List<String> SIDES = List.of("up", "right", "down", "left");
    private static final Phrasings ROUTE = say(
            "From the dot {} {} and {} {}, in blocks: which block is it?",
            "Walk from the dot {} {}, then {} {}, in blocks. Where are you?",
            "The dot moves {} {} and then {} {}, in blocks. Name its block.");
    private static final Phrasings STEP = say(
            "From the dot one block {}: what is there?",
            "What does one find a block {} of the dot?",
            "What lies just {} of the dot?");
    private static final Phrasings COUNT = say(
            "How many things are on the plan, without dot and compass?",
            "Count the things on the plan; dot and compass do not count.",
            "How many blocks hold a thing, dot and compass left out?");
    private static final Phrasings IN_ROW = say(
            "How many things are in row {}?",
            "Count the things of row {}, dot and compass left out.",
            "Row {} has how many things, without dot and compass?");
    private static final Phrasings COLOUR =
            say("What colour is the {}?", "Which colour does the {} have?", "Name the colour of the {}.");
    private static final Phrasings DOT =
            say("What colour is the dot?", "Which colour does the dot have?", "Name the dot's colour.");
    private static final Phrasings DOT_BLOCK =
            say("In which block is the dot?", "Give the block of the dot.", "Where on the grid is the dot?");
    private static final Phrasings TURNED = say(
            "Turn the plan until north is up. Is the {} then {} or {} of the dot?",
            "With north up, would the {} be {} or {} of the dot?",
            "If north were at the top, where would the {} be: {} or {} of the dot?");
    private static final Phrasings PLAN =
            say("What is this a plan of?", "Which kind of plan is it?", "Of what is this the map?");
    private static final Phrasings NEIGHBOUR = say(
            "What is right beside the {} to the {}?",
            "Which thing borders on the {} at its {}?",
            "Next to the {}, at the {}, is what?");
    private static final Phrasings FARTHER = say(
            "Is it more than {} blocks from the dot to the {}?",
            "Does one walk over {} blocks to the {} from the dot?",
            "More than {} blocks from the dot to the {}?");
    private static final Phrasings ON =
            say("Is there {} on the plan?", "Does the plan show {}?", "Can one find {} on the plan?");
    private static final Phrasings ROUND_TRIP = say(
            "From the dot to the {}, on to the {} and no further: how many blocks?",
            "First to the {}, then to the {}, from the dot: how many blocks in all?",
            "The dot goes to the {} and from there to the {}. How many blocks?");

    private final Map<String, List<Pictogram>> groups;

    MapFamilies(Map<String, List<Pictogram>> groups) {
        this.groups = groups;
    }

    void addTo(Questions<MapScene> questions) {
        perception(questions);
        ways(questions);
        directions(questions);
        questions
                .hidden(MapFamilies::north)
                .yesNo(
                        "on",
                        "faithfulness/presence/absent",
                        (scene, yes, random) -> ON.pick(
                                random,
                                yes
                                        ? one(scene.places(), random).thing().a()
                                        : absent(scene, random).a()),
                        PLACES)
                .premise(
                        (scene, random) -> colour(one(scene.places(), random), random),
                        random -> scene ->
                                COLOUR.pick(random, absent(scene, random).name()))
                .describe(MapFamilies::describe);
    }

    private static void perception(Questions<MapScene> questions) {
        questions
                .ask("at", "perception/reading/grid", (scene, random) -> {
                    Place place = one(scene.places(), random);
                    return Asked.exact(AT.pick(random, MapScene.block(place.cell())), place.name(), PLACES);
                })
                .ask("block", "perception/position/grid", (scene, random) -> {
                    Place place = any(scene, random);
                    return Asked.exact(BLOCK.pick(random, place.name()), MapScene.block(place.cell()), PLACES);
                })
                .ask(
                        "dot-block",
                        "perception/position/absolute",
                        (scene, random) ->
                                Asked.exact(DOT_BLOCK.pick(random), MapScene.block(scene.walker()), "dot-block"))
                .ask("side", "perception/position/relative", (scene, random) -> {
                    Place place = any(scene, random);
                    int columns = MapScene.columns(scene.walker(), place.cell());
                    int rows = MapScene.rows(scene.walker(), place.cell());
                    boolean across = columns != 0 && (rows == 0 || random.nextBoolean());
                    List<String> options = across ? List.of("left", "right") : List.of("up", "down");
                    int right = (across ? columns : rows) < 0 ? 0 : 1;
                    List<String> named = random.nextBoolean() ? options : List.of(options.get(1), options.get(0));
                    return Asked.choice(
                            SIDE.pick(random, place.name(), named.get(0), named.get(1)),
                            named,
                            options.get(right),
                            PLACES,
                            "dot-block");
                })
                .ask(
                        "count",
                        "perception/counting/all",
                        (scene, random) ->
                                Asked.number(COUNT.pick(random), scene.places().size(), "count", PLACES))
                .even("in-row", "perception/counting/filtered", (scene, random) -> {
                    int row = random.nextInt(MapScene.SIDE);
                    int count = (int) scene.places().stream()
                            .filter(place -> place.cell() / MapScene.SIDE == row)
                            .count();
                    return Asked.number(IN_ROW.pick(random, "ABC".charAt(row)), count, PLACES);
                })
                .ask("colour", "perception/colour/object", (scene, random) -> colour(any(scene, random), random))
                .colour("dot", "perception/colour/mark", DOT, scene -> scene.dot(), "dot")
                .even(
                        "plan",
                        "perception/recognition/category",
                        (scene, random) -> Asked.exact(PLAN.pick(random), scene.plan(), PLACES))
                .ask("neighbour", "perception/position/neighbour", MapFamilies::neighbour)
                .clear("north", "perception/recognition/orientation", MapFamilies::north)
                .ground();
    }

    private static void ways(Questions<MapScene> questions) {
        questions
                .ask("distance", "reasoning/spatial/distance", (scene, random) -> {
                    Place place = any(scene, random);
                    return worked(
                            DISTANCE.pick(random, place.name()),
                            steps(scene.walker(), place.cell()),
                            scene.toWalker(place));
                })
                .ask("minutes", "reasoning/time/duration", (scene, random) -> {
                    Place place = any(scene, random);
                    int each = random.nextInt(2, 8);
                    int blocks = scene.toWalker(place);
                    return worked(
                            MINUTES.pick(random, each, place.name()),
                            steps(scene.walker(), place.cell()) + " = " + blocks + ", " + blocks + " × " + each,
                            blocks * each);
                })
                .ask("metres", "reasoning/arithmetic/conversion", (scene, random) -> {
                    Place place = any(scene, random);
                    int each = 50 * random.nextInt(1, 9);
                    int blocks = scene.toWalker(place);
                    return worked(
                            METRES.pick(random, each, place.name()),
                            steps(scene.walker(), place.cell()) + " = " + blocks + ", " + blocks + " × " + each,
                            blocks * each);
                })
                .ask("trip", "reasoning/arithmetic/multi-step", (scene, random) -> {
                    Place first = any(scene, random);
                    Place second = other(scene.places(), first, random);
                    int one = scene.toWalker(first);
                    int two = MapScene.distance(first.cell(), second.cell());
                    return worked(ROUND_TRIP.pick(random, first.name(), second.name()), one + " + " + two, one + two);
                })
                .ask("between", "reasoning/spatial/between", (scene, random) -> {
                    Place first = any(scene, random);
                    Place second = other(scene.places(), first, random);
                    return worked(
                            BETWEEN.pick(random, first.name(), second.name()),
                            steps(first.cell(), second.cell()),
                            MapScene.distance(first.cell(), second.cell()));
                })
                .ask("nearest", "reasoning/spatial/nearest", (scene, random) -> extreme(scene, 1, NEAREST.pick(random)))
                .ask(
                        "farthest",
                        "reasoning/comparison/extremum",
                        (scene, random) -> extreme(scene, -1, FARTHEST.pick(random)))
                .ask("nearer", "reasoning/comparison/pairwise", (scene, random) -> {
                    Place one = any(scene, random);
                    Place two = other(scene.places(), one, random);
                    if (scene.toWalker(one) == scene.toWalker(two)) {
                        return null;
                    }
                    List<String> options = List.of(one.name(), two.name());
                    return Asked.choice(
                            NEARER.pick(random, options.toArray()),
                            options,
                            options.get(scene.toWalker(one) < scene.toWalker(two) ? 0 : 1),
                            PLACES);
                })
                .yesNo(
                        "farther",
                        "reasoning/comparison/threshold",
                        (scene, yes, random) -> {
                            Place place = any(scene, random);
                            int bound = scene.toWalker(place) + (yes ? -1 : random.nextInt(0, 2));
                            return bound < 1 || bound > 3 ? null : FARTHER.pick(random, bound, place.name());
                        },
                        PLACES);
    }

    private static void directions(Questions<MapScene> questions) {
        questions
                .clear("direction", "reasoning/spatial/direction", (scene, random) -> {
                    Place place = any(scene, random);
                    return Asked.exact(
                            DIRECTION.pick(random, place.name()),
                            scene.direction(scene.walker(), place.cell()),
                            NORTH,
                            PLACES);
                })
                .clear("back", "reasoning/logic/reverse", (scene, random) -> {
                    Place place = any(scene, random);
                    return Asked.exact(
                            BACK.pick(random, place.name()),
                            scene.direction(place.cell(), scene.walker()),
                            NORTH,
                            PLACES);
                })
                .clear("route", "reasoning/spatial/route", (scene, random) -> {
                    // Each block can be reached from four others that share neither its row nor its column, so all come
                    // alike often.
                    List<Integer> ends = IntStream.range(0, MapScene.SIDE * MapScene.SIDE)
                            .filter(cell -> MapScene.columns(scene.walker(), cell) != 0
                                    && MapScene.rows(scene.walker(), cell) != 0)
                            .boxed()
                            .toList();
                    int to = one(ends, random);
                    int columns = MapScene.columns(scene.walker(), to);
                    int rows = MapScene.rows(scene.walker(), to);
                    return Asked.exact(
                            ROUTE.pick(
                                    random,
                                    Math.abs(columns),
                                    scene.compass().name(columns, 0),
                                    Math.abs(rows),
                                    scene.compass().name(0, rows)),
                            MapScene.block(to),
                            NORTH,
                            "dot-block");
                })
                .clear("step", "reasoning/spatial/step", (scene, random) -> {
                    List<Place> beside = scene.places().stream()
                            .filter(place -> scene.toWalker(place) == 1)
                            .toList();
                    if (beside.isEmpty()) {
                        return null;
                    }
                    Place place = one(beside, random);
                    return Asked.exact(
                            STEP.pick(random, scene.direction(scene.walker(), place.cell())),
                            place.name(),
                            NORTH,
                            PLACES);
                })
                .clear("turned", "reasoning/spatial/rotation", (scene, random) -> {
                    Place place = any(scene, random);
                    int east = scene.compass()
                            .east(
                                    MapScene.columns(scene.walker(), place.cell()),
                                    MapScene.rows(scene.walker(), place.cell()));
                    if (east == 0) {
                        return null;
                    }
                    List<String> options = random.nextBoolean() ? List.of("left", "right") : List.of("right", "left");
                    return Asked.choice(
                            TURNED.pick(random, place.name(), options.get(0), options.get(1)),
                            options,
                            east > 0 ? "right" : "left",
                            NORTH,
                            PLACES);
                });
    }

    /** The topic mostly. */
    private static Place any(MapScene scene, RandomGenerator random) {
        return random.nextInt(3) == 0 ? one(scene.places(), random) : scene.topic();
    }

    private static Asked worked(String question, String steps, int result) {
        return Asked.number(question, result, PLACES).worked(steps + " = " + result);
    }

    private static String steps(int from, int to) {
        return Math.abs(MapScene.columns(from, to)) + " + " + Math.abs(MapScene.rows(from, to));
    }

    private static Asked colour(Place place, RandomGenerator random) {
        return Asked.exact(COLOUR.pick(random, place.name()), place.colour().toString(), "colour");
    }

    private static Asked north(MapScene scene, RandomGenerator random) {
        return Asked.choice(
                NORTHWARD.pick(random, SIDES.toArray()), SIDES, scene.compass().toString(), NORTH);
    }

    /** The one whose way from the dot is the shortest (sign 1) or the longest (-1), if it is one alone. */
    private static Asked extreme(MapScene scene, int sign, String question) {
        int best = scene.places().stream()
                .mapToInt(place -> sign * scene.toWalker(place))
                .min()
                .orElseThrow();
        List<Place> places = scene.places().stream()
                .filter(place -> sign * scene.toWalker(place) == best)
                .toList();
        return places.size() == 1 ? Asked.exact(question, places.get(0).name(), PLACES) : null;
    }

    private static Asked neighbour(MapScene scene, RandomGenerator random) {
        List<Asked> possible = new ArrayList<>();
        for (Place place : scene.places()) {
            for (Place beside : scene.places()) {
                if (MapScene.distance(place.cell(), beside.cell()) == 1) {
                    int columns = MapScene.columns(place.cell(), beside.cell());
                    int rows = MapScene.rows(place.cell(), beside.cell());
                    String side = columns > 0 ? "right" : columns < 0 ? "left" : rows > 0 ? "bottom" : "top";
                    possible.add(Asked.exact(NEIGHBOUR.pick(random, place.name(), side), beside.name(), PLACES));
                }
            }
        }
        return possible.isEmpty() ? null : one(possible, random);
    }

    private Pictogram absent(MapScene scene, RandomGenerator random) {
        return one(
                groups.get(scene.topic().thing().group()).stream()
                        .filter(thing -> scene.places().stream()
                                .noneMatch(place -> place.thing().equals(thing)))
                        .toList(),
                random);
    }

    private static String describe(MapScene scene) {
        return scene.plan() + ": "
                + scene.places().stream()
                        .map(place -> MapScene.block(place.cell()) + " " + place.colour() + " " + place.name())
                        .collect(Collectors.joining(", "))
                + ", " + MapScene.block(scene.walker()) + " " + scene.dot() + " dot, north "
                + (scene.clear() ? scene.compass() : "unknown") + ", on "
                + scene.frame().ground();
    }
}
