package io.mindstream.generators.geometry;

import static io.mindstream.generators.topics.Questions.choice;
import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.other;
import static io.mindstream.generators.topics.Questions.say;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.geometry.Figure.Around;
import io.mindstream.generators.geometry.Figure.Filled;
import io.mindstream.generators.topics.Pictogram;
import io.mindstream.generators.topics.Questions;
import java.util.List;
import java.util.random.RandomGenerator;

/** What is asked about measured figures. */
final class GeometryFamilies {
    private static final Phrasings NAME =
            say("Which figure is this?", "Name the figure.", "What is this figure called?", "What is drawn here?");
    private static final Phrasings KIND = say(
            "Which kind of figure is it: {}, {}, {}, {}, {} or {}?",
            "To which group does the figure belong: {}, {}, {}, {}, {} or {}?",
            "The figure is one of the {}, {}, {}, {}, {} or {}: which?");
    private static final List<String> KINDS =
            List.of("triangles", "quadrilaterals", "polygons", "composites", "round", "solids");
    private static final Phrasings CORNERS =
            say("How many corners does it have?", "Count the corners of the figure.", "What is the number of corners?");
    private static final Phrasings COLOUR =
            say("What colour is the figure?", "Which colour does the figure have?", "Name the colour of the lines.");
    private static final Phrasings STYLE =
            say("Is the figure {} or {}?", "How is the figure drawn, {} or {}?", "Which is it, {} or {}?");
    private static final List<String> STYLES = List.of("filled", "in outline");
    private static final Phrasings DOT =
            say("What colour is the dot?", "Which colour does the dot have?", "Name the colour of the dot.");
    private static final Phrasings INSIDE = say(
            "Is the dot {} or {} the figure?",
            "Does the dot lie {} or {} the figure?",
            "The dot: {} or {} the figure?");
    private static final Phrasings SIDE = say(
            "Is the dot {} or {} of the figure's middle?",
            "Does the dot lie to the {} or to the {} of the middle of the figure?",
            "From the middle of the figure, is the dot {} or {}?");
    private static final Phrasings HEIGHT =
            say("How high is it?", "Read the height.", "What is the height?", "Which number gives the height?");
    private static final Phrasings LONGER = say(
            "Which is larger, the {} or the {}?", "Name the larger measure: {} or {}?", "Is the {} or the {} larger?");
    private static final Phrasings LARGEST = say(
            "What is the largest number in the picture?", "Name the largest measure.", "Which measure is the largest?");
    private static final Phrasings DIFFERENCE = say(
            "By how much do {} and height differ?",
            "What is the difference of {} and height?",
            "How far apart are {} and height?");
    private static final Phrasings SUM =
            say("What do {} and height make together?", "Add {} and height.", "What is the sum of {} and height?");
    private static final Phrasings PERIMETER =
            say("What is the perimeter?", "How long is the way around the figure?", "Work out the perimeter.");
    private static final Phrasings AREA =
            say("What is the area?", "How large is the area of the figure?", "Work out the area.");
    private static final Phrasings SCALE = say(
            "All lengths grow {} times. What is the {} then?",
            "Drawn {} times as large, how long would the {} be?",
            "Enlarged {} times, what does the {} measure?");
    private static final Phrasings AXES = say(
            "How many axes of symmetry does it have?",
            "Count the axes of symmetry.",
            "Along how many lines can it be folded onto itself?");
    private static final Phrasings RIGHT = say(
            "How many right angles has the figure inside?",
            "Count the right angles of the figure.",
            "What is the number of right angles?");
    private static final Phrasings ANGLES = say(
            "What do the angles inside add up to, in degrees?",
            "Give the sum of the inner angles in degrees.",
            "How many degrees have all inner angles together?");
    private static final Phrasings FENCE = say(
            "A metre of fence costs {}. What does a fence around it cost?",
            "Each unit of its edge takes {} nails. How many nails does the whole edge take?",
            "At {} a metre, what does the way around it cost?");
    private static final Phrasings PARITY =
            say("Is the {} {} or {}?", "The {}: {} or {}?", "Is the number of the {} {} or {}?");
    private static final Phrasings THRESHOLD =
            say("Is the {} more than {}?", "Does the {} pass {}?", "Is the {} larger than {}?");
    private static final Phrasings IS = say("Is this {}?", "Does the picture show {}?", "Do you see {}?");
    private static final Phrasings PREMISE =
            say("What colour is the {}?", "Which colour does the {} have?", "Name the colour of the {}.");

    private GeometryFamilies() {}

    static void addTo(Questions<GeometryScene> questions) {
        perception(questions);
        reasoning(questions);
        questions
                .hidden(GeometryFamilies::across)
                .yesNo(
                        "is",
                        "faithfulness/presence/absent",
                        (scene, yes, random) -> {
                            Figure asked = yes ? scene.figure() : other(Figure.ALL, scene.figure(), random);
                            return IS.pick(random, Pictogram.a(asked.name()));
                        },
                        "name")
                .premise(
                        (scene, random) -> Asked.exact(
                                PREMISE.pick(random, scene.figure().name()),
                                scene.ink().toString(),
                                "name",
                                "ink"),
                        random -> scene -> PREMISE.pick(
                                random,
                                other(Figure.ALL, scene.figure(), random).name()))
                .describe(GeometryFamilies::describe);
    }

    private static void perception(Questions<GeometryScene> questions) {
        questions
                .ask(
                        "name",
                        "perception/recognition/figure",
                        (scene, random) ->
                                Asked.exact(NAME.pick(random), scene.figure().name(), "name", "kind"))
                .even(
                        "kind",
                        "perception/recognition/kind",
                        (scene, random) -> Asked.choice(
                                KIND.pick(random, KINDS.toArray()),
                                KINDS,
                                scene.figure().group(),
                                "name",
                                "kind"))
                .even(
                        "corners",
                        "perception/counting/parts",
                        (scene, random) -> Asked.number(
                                CORNERS.pick(random), scene.figure().points(), "corners", "name"))
                .colour("colour", "perception/colour/object", COLOUR, scene -> scene.ink(), "ink")
                .ask(
                        "style",
                        "perception/recognition/style",
                        (scene, random) -> choice(STYLE, random, STYLES, STYLES.get(scene.filled() ? 0 : 1), "style"))
                .colour("dot", "perception/colour/mark", DOT, scene -> scene.dot(), "dot")
                .ground()
                .ask(
                        "inside",
                        "perception/position/inside",
                        (scene, random) -> choice(
                                INSIDE,
                                random,
                                List.of("inside", "outside"),
                                scene.inside() ? "inside" : "outside",
                                "place"))
                .ask(
                        "side",
                        "perception/position/relative",
                        (scene, random) -> Math.abs(scene.x()) < 0.35
                                ? null
                                : choice(
                                        SIDE,
                                        random,
                                        List.of("left", "right"),
                                        scene.x() < 0 ? "left" : "right",
                                        "side"))
                .clear("across", "perception/reading/measure", GeometryFamilies::across)
                .ask(
                        "height",
                        "perception/reading/number",
                        (scene, random) ->
                                scene.high() == 0 ? null : Asked.number(HEIGHT.pick(random), scene.high(), "high"));
    }

    private static void reasoning(Questions<GeometryScene> questions) {
        questions
                .clear(
                        "longer",
                        "reasoning/comparison/pairwise",
                        (scene, random) -> scene.high() == 0
                                ? null
                                : choice(
                                        LONGER,
                                        random,
                                        List.of("height", scene.figure().across()),
                                        scene.high() > scene.across()
                                                ? "height"
                                                : scene.figure().across(),
                                        "high",
                                        "across"))
                .clear(
                        "largest",
                        "reasoning/comparison/extremum",
                        (scene, random) -> scene.high() == 0
                                ? null
                                : Asked.number(
                                        LARGEST.pick(random), Math.max(scene.high(), scene.across()), "high", "across"))
                .clear("difference", "reasoning/arithmetic/difference", GeometryFamilies::difference)
                .clear(
                        "sum",
                        "reasoning/arithmetic/sum",
                        (scene, random) -> scene.high() == 0
                                ? null
                                : Asked.number(
                                                SUM.pick(random, scene.figure().across()),
                                                scene.across() + scene.high(),
                                                "across",
                                                "high")
                                        .worked(scene.across() + " + " + scene.high() + " = "
                                                + (scene.across() + scene.high())))
                .clear(
                        "perimeter",
                        "reasoning/geometry/perimeter",
                        (scene, random) -> around(scene) == 0
                                ? null
                                : Asked.number(PERIMETER.pick(random), around(scene), "across", "high", "name")
                                        .worked(aroundSteps(scene)))
                .clear("area", "reasoning/geometry/area", GeometryFamilies::area)
                .clear("scale", "reasoning/geometry/scale", GeometryFamilies::scale)
                .even(
                        "axes",
                        "reasoning/geometry/symmetry",
                        (scene, random) -> scene.figure().axes() < 0
                                ? null
                                : Asked.number(AXES.pick(random), scene.figure().axes(), "axes", "name"))
                .clear("right-angles", "reasoning/geometry/angle", GeometryFamilies::rightAngles)
                .even("angles", "reasoning/knowledge/fact", (scene, random) -> {
                    int corners = scene.figure().points();
                    if (corners < 3
                            || scene.figure().solid()
                            || scene.figure().group().equals("round")) {
                        return null;
                    }
                    return Asked.number(ANGLES.pick(random), 180 * (corners - 2), "name", "corners")
                            .worked("(" + corners + " - 2) × 180 = " + 180 * (corners - 2));
                })
                .clear("fence", "reasoning/arithmetic/multi-step", GeometryFamilies::fence)
                .clear("parity", "reasoning/arithmetic/parity", (scene, random) -> {
                    boolean swap = random.nextBoolean();
                    List<String> options = swap ? List.of("odd", "even") : List.of("even", "odd");
                    return Asked.choice(
                            PARITY.pick(random, scene.figure().across(), options.get(0), options.get(1)),
                            options,
                            scene.across() % 2 == 0 ? "even" : "odd",
                            "across");
                })
                .yesNo(
                        "more-than",
                        "reasoning/comparison/threshold",
                        (scene, yes, random) -> {
                            int bound =
                                    yes ? scene.across() - random.nextInt(1, 4) : scene.across() + random.nextInt(0, 3);
                            return THRESHOLD.pick(random, scene.figure().across(), bound);
                        },
                        "across");
    }

    private static Phrasings acrossWords() {
        return say("How long is the {}?", "Read the {}.", "What does the {} measure?", "Which number gives the {}?");
    }

    private static Asked across(GeometryScene scene, RandomGenerator random) {
        return Asked.number(acrossWords().pick(random, scene.figure().across()), scene.across(), "across");
    }

    private static Asked difference(GeometryScene scene, RandomGenerator random) {
        if (scene.high() == 0) {
            return null;
        }
        int more = Math.max(scene.across(), scene.high());
        int less = Math.min(scene.across(), scene.high());
        return Asked.number(DIFFERENCE.pick(random, scene.figure().across()), more - less, "across", "high")
                .worked(more + " - " + less + " = " + (more - less));
    }

    private static int around(GeometryScene scene) {
        return switch (scene.figure().around()) {
            case UNKNOWN -> 0;
            case SIDES -> scene.figure().points() * scene.across();
            case BOX -> 2 * (scene.across() + scene.high());
        };
    }

    private static String aroundSteps(GeometryScene scene) {
        return (scene.figure().around() == Around.BOX
                        ? "2 × (" + scene.across() + " + " + scene.high() + ")"
                        : scene.figure().points() + " × " + scene.across())
                + " = " + around(scene);
    }

    private static Asked area(GeometryScene scene, RandomGenerator random) {
        if (scene.figure().filled() == Filled.UNKNOWN) {
            return null;
        }
        int product = scene.across() * (scene.figure().filled() == Filled.SQUARE ? scene.across() : scene.high());
        int area = scene.figure().filled() == Filled.HALF ? product / 2 : product;
        int other = product / scene.across();
        String steps = scene.across() + " × " + other + " = " + product
                + (area == product ? "" : ", " + product + " / 2 = " + area);
        return Asked.number(AREA.pick(random), area, "across", "high", "name").worked(steps);
    }

    private static Asked scale(GeometryScene scene, RandomGenerator random) {
        int times = random.nextInt(2, 6);
        return Asked.number(SCALE.pick(random, times, scene.figure().across()), times * scene.across(), "across")
                .worked(times + " × " + scene.across() + " = " + times * scene.across());
    }

    private static Asked rightAngles(GeometryScene scene, RandomGenerator random) {
        Figure figure = scene.figure();
        boolean certain = figure.around() != Around.UNKNOWN
                || figure.name().startsWith("right")
                || figure.name().matches("[uh]-shape");
        if (!certain || figure.rightAngles() == 0 && random.nextBoolean()) {
            return null;
        }
        return Asked.number(RIGHT.pick(random), figure.rightAngles(), "name", "corners");
    }

    private static Asked fence(GeometryScene scene, RandomGenerator random) {
        int around = around(scene);
        if (around == 0) {
            return null;
        }
        int price = one(List.of(2, 3, 5, 10), random);
        return Asked.number(FENCE.pick(random, price), price * around, "across", "high", "name")
                .worked(aroundSteps(scene) + ", " + around + " × " + price + " = " + price * around);
    }

    private static String describe(GeometryScene scene) {
        String measures = (scene.clear() ? ", " + scene.figure().across() + " " + scene.across() : "")
                + (scene.high() > 0 ? ", height " + scene.high() : "");
        return scene.ink() + " " + scene.figure().name() + " " + (scene.filled() ? "filled" : "in outline") + measures
                + ", " + scene.dot() + " dot " + (scene.inside() ? "inside" : "outside") + ", on "
                + scene.frame().ground();
    }
}
