package io.mindstream.generators.functions;

import static io.mindstream.generators.topics.Questions.choice;
import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.other;
import static io.mindstream.generators.topics.Questions.say;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.topics.Pictogram;
import io.mindstream.generators.topics.Questions;
import io.mindstream.generators.topics.Sight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoublePredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What is asked about graphs. What one value tells helps with others, so most turns exclude each other. */
final class FunctionFamilies {
    private static final String CURVE = "curve";
    private static final String DOT = "dot";

    private static final Phrasings KIND =
            say("Which kind of function is drawn?", "What kind of function is this?", "Name the kind of the function.");
    private static final Phrasings FORM =
            say("Name the curve.", "What does the curve look like?", "Which curve do you see?");
    private static final Phrasings VALUE = say(
            "What is the value at x = {}?",
            "Read y at x = {}.",
            "Which y belongs to x = {}?",
            "At x = {}, how high is the curve?");
    private static final Phrasings INTERCEPT = say(
            "Where does the curve cross the y axis?",
            "At which height does the curve meet the y axis?",
            "Give y where x is zero.");
    private static final Phrasings ZERO = say(
            "Where does the curve meet the x axis?", "At which x is the value zero?", "Give the zero of the function.");
    private static final Phrasings ZEROS = say(
            "How often does the curve meet the x axis?",
            "Count the zeros in the picture.",
            "How many zeros does the drawn curve have?");
    private static final Phrasings SOLUTIONS = say(
            "For how many x in the picture is y = {}?",
            "How often does the curve reach the height {}?",
            "Count the x with y = {}.");
    private static final Phrasings MONOTONY = say(
            "At x = {}, does the curve {} or {}?",
            "Near x = {} the curve goes {} or {}?",
            "Going right through x = {}, {} or {}?");
    private static final Phrasings SIGN =
            say("At x = {}, is y {} or {}?", "Is the value at x = {} {} or {}?", "The sign at x = {}: {} or {}?");
    private static final Phrasings LARGER = say(
            "Where is the curve higher, at x = {} or at x = {}?",
            "Which x has the larger value, {} or {}?",
            "Compare x = {} and x = {}: where is y larger?");
    private static final Phrasings TURN =
            say("At which x is the turning point?", "Give x of the extremum.", "At which x does the curve turn?");
    private static final Phrasings TURN_VALUE =
            say("How high is the turning point?", "Give y of the extremum.", "At which height does the curve turn?");
    private static final Phrasings CHANGE = say(
            "By how much does y change from x = {} to x = {}?",
            "What is y at the second x less y at the first: {}, {}?",
            "From x = {} to x = {}, how much does the value grow?");
    private static final Phrasings SYMMETRY = say(
            "Is the curve symmetrical to the {}, to the {}, or to {}?",
            "Which symmetry does it have: {}, {} or {}?",
            "To what is the curve symmetrical: {}, {} or {}?");
    private static final List<String> SYMMETRIES = List.of("y axis", "origin", "neither");
    private static final Phrasings MOVED = say(
            "Which way was the function moved from its usual place?",
            "From where it usually stands, the curve was moved where?",
            "Where was the curve moved to: left, right, up, down, or not at all?");
    private static final Phrasings LIFTED = say(
            "Move the curve up by {}. What is y at x = {} then?",
            "Lifted by {}, which value has it at x = {}?",
            "Add {} to the function: what is its value at x = {}?");
    private static final Phrasings FLIPPED = say(
            "Mirror the curve at the x axis. What is y at x = {}?",
            "Turned upside down at the x axis, what is its value at x = {}?",
            "What is minus the value at x = {}?");
    private static final Phrasings POINT =
            say("Give the coordinates of the dot.", "Where is the dot, as x and y?", "Read the dot's position.");
    private static final Phrasings SIDE = say(
            "Is the dot {}, {} or {} the curve?",
            "Does the dot lie {}, {} or {} the curve?",
            "The dot is {}, {} or {} the curve: which?");
    private static final Phrasings QUADRANT = say(
            "In which quarter of the grid is the dot: {}, {}, {} or {}?",
            "Seen from the origin, the dot lies {}, {}, {} or {}?",
            "Does the dot lie {}, {}, {} or {}?");
    private static final List<String> QUARTERS = List.of("upper right", "upper left", "lower left", "lower right");
    private static final Phrasings GAP = say(
            "How far is the dot from the curve, straight up or down?",
            "How many units lie between dot and curve, measured upright?",
            "By how much do the dot's y and the curve's y differ there?");
    private static final Phrasings COLOUR =
            say("What colour is the curve?", "Which colour does the line have?", "Name the colour of the curve.");
    private static final Phrasings DOT_COLOUR =
            say("What colour is the dot?", "Which colour does the dot have?", "Name the dot's colour.");
    private static final Phrasings STYLE =
            say("Is the curve {} or {}?", "How is the curve drawn, {} or {}?", "The line is {} or {}?");
    private static final Phrasings SUM = say(
            "Add the values at x = {} and x = {}.",
            "What do y at x = {} and y at x = {} make together?",
            "What is the sum of the values at {} and {}?");
    private static final Phrasings TIMES = say(
            "What is {} times the value at x = {}?",
            "Stretched {} times upwards, what is y at x = {}?",
            "Multiply by {} the value at x = {}.");
    private static final Phrasings ABOVE =
            say("Is the value at x = {} above {}?", "At x = {}, does y pass {}?", "Is y at x = {} more than {}?");
    private static final Phrasings END = say(
            "At its right end, does the curve go {}, {} or {}?",
            "Towards the right edge it goes {}, {} or {}?",
            "How does it leave on the right: {}, {} or {}?");
    private static final List<String> ENDS = List.of("up", "down", "level");
    private static final Phrasings EQUATION = say(
            "Which equation is it: {}, {} or {}?",
            "Choose the formula: {}, {} or {}?",
            "The curve belongs to {}, {} or {}?");
    private static final Phrasings IS = say("Is this {}?", "Does the picture show {}?", "Do you see {}?");
    private static final Phrasings PREMISE = say(
            "What colour is the {} function?",
            "Which colour does the {} function have?",
            "Name the colour of the {} function.");

    private FunctionFamilies() {}

    static void addTo(Questions<FunctionScene> questions) {
        perception(questions);
        values(questions);
        features(questions);
        questions
                .hidden((scene, random) -> {
                    List<Integer> readable = scene.readable();
                    if (readable.isEmpty()) {
                        return null;
                    }
                    int x = scene.clear() ? one(readable, random) : scene.at();
                    return Asked.number(VALUE.pick(random, x), scene.wholeValue(x), CURVE);
                })
                .yesNo(
                        "is",
                        "faithfulness/presence/absent",
                        (scene, yes, random) -> {
                            Form asked = yes ? scene.form() : other(Form.ALL, scene.form(), random);
                            return IS.pick(random, Pictogram.a(asked.words()));
                        },
                        "form")
                .premise(
                        (scene, random) -> Asked.exact(
                                PREMISE.pick(random, scene.form().kind()),
                                scene.ink().toString(),
                                "form",
                                "ink"),
                        random -> scene -> {
                            Form absent = other(Form.ALL, scene.form(), random);
                            return absent.kind().equals(scene.form().kind())
                                    ? null
                                    : PREMISE.pick(random, absent.kind());
                        })
                .describe(FunctionFamilies::describe);
    }

    private static void perception(Questions<FunctionScene> questions) {
        questions
                .even(
                        "kind",
                        "perception/recognition/function",
                        (scene, random) ->
                                Asked.exact(KIND.pick(random), scene.form().kind(), "form"))
                .ask(
                        "form",
                        "perception/recognition/figure",
                        (scene, random) ->
                                Asked.exact(FORM.pick(random), scene.form().words(), "form"))
                .clear(
                        "point",
                        "perception/reading/point",
                        (scene, random) -> Asked.exact(POINT.pick(random), scene.x() + ", " + scene.y(), DOT))
                .even(
                        "side",
                        "perception/position/relative",
                        (scene, random) -> Asked.choice(
                                SIDE.pick(random, "above", "below", "on"),
                                List.of("above", "below", "on"),
                                scene.side(),
                                DOT,
                                CURVE))
                .even(
                        "quadrant",
                        "perception/position/quadrant",
                        (scene, random) -> scene.x() == 0 || scene.y() == 0
                                ? null
                                : Asked.choice(
                                        QUADRANT.pick(random, QUARTERS.toArray()),
                                        QUARTERS,
                                        QUARTERS.get(scene.y() > 0 ? scene.x() > 0 ? 0 : 1 : scene.x() < 0 ? 2 : 3),
                                        DOT))
                .colour("colour", "perception/colour/object", COLOUR, scene -> scene.ink(), "ink")
                .colour("dot", "perception/colour/mark", DOT_COLOUR, scene -> scene.dot(), "dot-colour")
                .even(
                        "style",
                        "perception/recognition/style",
                        (scene, random) -> choice(
                                STYLE,
                                random,
                                List.of("dashed", "drawn through"),
                                scene.dashed() ? "dashed" : "drawn through",
                                "style"))
                .ground()
                .even(
                        "zeros",
                        "perception/counting/crossings",
                        (scene, random) -> count(ZEROS.pick(random), scene.solutions(0)));
    }

    private static void values(Questions<FunctionScene> questions) {
        questions
                .clear(
                        "value",
                        "perception/reading/coordinate",
                        (scene, random) ->
                                at(scene, random, x -> Asked.number(VALUE.pick(random, x), scene.wholeValue(x), CURVE)))
                .clear(
                        "intercept",
                        "reasoning/functions/intercept",
                        (scene, random) -> scene.whole(0)
                                ? Asked.number(INTERCEPT.pick(random), scene.wholeValue(0), CURVE)
                                : null)
                .clear("zero", "reasoning/functions/zero", (scene, random) -> {
                    List<Integer> zeros = scene.readable().stream()
                            .filter(x -> scene.wholeValue(x) == 0)
                            .toList();
                    return zeros.size() == 1 && scene.solutions(0) == 1 && (zeros.get(0) != 0 || random.nextInt(3) == 0)
                            ? Asked.number(ZERO.pick(random), zeros.get(0), CURVE)
                            : null;
                })
                .clear(
                        "lifted",
                        "reasoning/functions/shift",
                        (scene, random) -> at(scene, random, x -> {
                            int by = random.nextInt(1, 6);
                            int value = scene.wholeValue(x);
                            return worked(LIFTED.pick(random, by, x), value + " + " + by, value + by);
                        }))
                .clear(
                        "flipped",
                        "reasoning/spatial/mirror",
                        (scene, random) -> at(
                                scene, random, x -> Asked.number(FLIPPED.pick(random, x), -scene.wholeValue(x), CURVE)))
                .clear(
                        "change",
                        "reasoning/functions/change",
                        (scene, random) -> two(scene, random, (a, b) -> {
                            int change = scene.wholeValue(b) - scene.wholeValue(a);
                            return worked(
                                    CHANGE.pick(random, a, b),
                                    scene.wholeValue(b) + " - " + bracket(scene.wholeValue(a)),
                                    change);
                        }))
                .clear(
                        "sum",
                        "reasoning/arithmetic/sum",
                        (scene, random) -> two(
                                scene,
                                random,
                                (a, b) -> worked(
                                        SUM.pick(random, a, b),
                                        scene.wholeValue(a) + " + " + bracket(scene.wholeValue(b)),
                                        scene.wholeValue(a) + scene.wholeValue(b))))
                .clear(
                        "times",
                        "reasoning/arithmetic/product",
                        (scene, random) -> at(scene, random, x -> {
                            int times = random.nextInt(2, 6);
                            return worked(
                                    TIMES.pick(random, times, x),
                                    times + " × " + bracket(scene.wholeValue(x)),
                                    times * scene.wholeValue(x));
                        }))
                .clear("gap", "reasoning/arithmetic/difference", (scene, random) -> {
                    if (!scene.whole(scene.x()) || scene.side().equals("on") && random.nextInt(3) > 0) {
                        return null;
                    }
                    int more = Math.max(scene.y(), scene.wholeValue(scene.x()));
                    int less = Math.min(scene.y(), scene.wholeValue(scene.x()));
                    return Asked.number(GAP.pick(random), more - less, DOT, CURVE)
                            .worked(more + " - " + bracket(less) + " = " + (more - less));
                })
                .yesNo(
                        "above",
                        "reasoning/comparison/threshold",
                        (scene, yes, random) -> {
                            List<Integer> readable = scene.readable();
                            if (readable.isEmpty()) {
                                return null;
                            }
                            int x = one(readable, random);
                            int bound = scene.wholeValue(x) + (yes ? -random.nextInt(1, 4) : random.nextInt(0, 3));
                            return ABOVE.pick(random, x, bound);
                        },
                        CURVE);
    }

    private static void features(Questions<FunctionScene> questions) {
        questions
                .even("solutions", "reasoning/functions/solutions", (scene, random) -> {
                    int level = random.nextInt(-3, 4);
                    return count(SOLUTIONS.pick(random, level), scene.solutions(level));
                })
                .clear("monotony", "reasoning/functions/monotony", (scene, random) -> {
                    boolean rise = random.nextBoolean();
                    return where(
                            MONOTONY,
                            scene,
                            random,
                            List.of("rise", "fall"),
                            rise ? 0 : 1,
                            x -> Math.abs(scene.value(x)) < FunctionScene.REACH
                                    && (rise ? scene.slope(x) > 0.2 : scene.slope(x) < -0.2));
                })
                .clear("sign", "reasoning/functions/sign", (scene, random) -> {
                    boolean positive = random.nextBoolean();
                    return where(
                            SIGN,
                            scene,
                            random,
                            List.of("positive", "negative"),
                            positive ? 0 : 1,
                            x -> Math.abs(scene.value(x)) < FunctionScene.REACH
                                    && (positive ? scene.value(x) > 0.5 : scene.value(x) < -0.5));
                })
                .clear(
                        "larger",
                        "reasoning/comparison/pairwise",
                        (scene, random) -> two(scene, random, (a, b) -> {
                            if (scene.wholeValue(a) == scene.wholeValue(b)) {
                                return null;
                            }
                            List<String> options = List.of(Integer.toString(a), Integer.toString(b));
                            return Asked.choice(
                                    LARGER.pick(random, a, b),
                                    options,
                                    options.get(scene.wholeValue(a) > scene.wholeValue(b) ? 0 : 1),
                                    CURVE);
                        }))
                .clear(
                        "turn",
                        "reasoning/functions/extremum",
                        (scene, random) -> turns(scene) && (scene.dx() != 0 || random.nextInt(7) < 2)
                                ? Asked.number(TURN.pick(random), scene.dx(), CURVE)
                                : null)
                .clear(
                        "turn-value",
                        "reasoning/comparison/extremum",
                        (scene, random) -> turns(scene) && (scene.wholeValue(scene.dx()) != 0 || random.nextInt(3) == 0)
                                ? Asked.number(TURN_VALUE.pick(random), scene.wholeValue(scene.dx()), CURVE)
                                : null)
                .even(
                        "symmetry",
                        "reasoning/geometry/symmetry",
                        (scene, random) -> Asked.choice(
                                SYMMETRY.pick(random, SYMMETRIES.toArray()), SYMMETRIES, symmetry(scene), CURVE))
                .even(
                        "moved",
                        "reasoning/spatial/translation",
                        (scene, random) ->
                                // Of a line nobody could tell a move up from one to the left.
                                scene.form().kind().equals("linear")
                                        ? null
                                        : Asked.exact(MOVED.pick(random), scene.place().words, CURVE))
                .even("end", "reasoning/trend/direction", (scene, random) -> {
                    double slope = end(scene);
                    return Double.isNaN(slope)
                            ? null
                            : Asked.choice(
                                    END.pick(random, ENDS.toArray()),
                                    ENDS,
                                    ENDS.get(slope > 0.25 ? 0 : slope < -0.25 ? 1 : 2),
                                    CURVE);
                })
                .clear("equation", "reasoning/functions/equation", FunctionFamilies::equation);
    }

    /** Asks about a whole x at which the value is whole. */
    private interface AtOne {
        Asked ask(int x);
    }

    private static Asked at(FunctionScene scene, RandomGenerator random, AtOne asker) {
        List<Integer> readable = scene.readable();
        return readable.isEmpty() ? null : asker.ask(one(readable, random));
    }

    /** Asks about two of them. */
    private interface AtTwo {
        Asked ask(int a, int b);
    }

    private static Asked two(FunctionScene scene, RandomGenerator random, AtTwo asker) {
        List<Integer> readable = scene.readable();
        if (readable.size() < 2) {
            return null;
        }
        int a = one(readable, random);
        return asker.ask(a, other(readable, a, random));
    }

    private static Asked worked(String question, String steps, int result) {
        return Asked.number(question, result, CURVE).worked(steps + " = " + result);
    }

    private static String bracket(int number) {
        return number < 0 ? "(" + number + ")" : Integer.toString(number);
    }

    private static Asked count(String question, int count) {
        return count < 0 ? null : Asked.number(question, count, CURVE);
    }

    private static Asked where(
            Phrasings phrasings,
            FunctionScene scene,
            RandomGenerator random,
            List<String> options,
            int right,
            DoublePredicate fits) {
        List<Integer> places =
                IntStream.rangeClosed(-4, 4).filter(x -> fits.test(x)).boxed().toList();
        if (places.isEmpty()) {
            return null;
        }
        List<String> named = random.nextBoolean() ? options : List.of(options.get(1), options.get(0));
        return Asked.choice(
                phrasings.pick(random, one(places, random), named.get(0), named.get(1)),
                named,
                options.get(right),
                CURVE);
    }

    /** Whether it has one highest or lowest point, at its own origin. */
    private static boolean turns(FunctionScene scene) {
        return List.of("quadratic", "absolute", "bell", "arc")
                        .contains(scene.form().kind())
                && scene.whole(scene.dx());
    }

    private static String symmetry(FunctionScene scene) {
        boolean even = true;
        boolean odd = true;
        for (double x = 0.25; x < FunctionScene.REACH; x += 0.5) {
            double right = scene.value(x);
            double left = scene.value(-x);
            boolean both = Double.isNaN(left) == Double.isNaN(right);
            even &= both && !(Math.abs(left - right) > 1e-6);
            odd &= both && !(Math.abs(left + right) > 1e-6);
        }
        return even ? "y axis" : odd ? "origin" : "neither";
    }

    /** Rise of the last part that can be seen, if it leaves the picture on the right or ends near it. */
    private static double end(FunctionScene scene) {
        for (double x = FunctionScene.REACH; x > 1; x -= 0.1) {
            if (Math.abs(scene.value(x)) <= FunctionScene.REACH) {
                double slope = (scene.value(x) - scene.value(x - 0.5)) / 0.5;
                return Math.abs(slope) > 0.12 && Math.abs(slope) < 0.35 ? Double.NaN : slope;
            }
        }
        return Double.NaN;
    }

    private static Asked equation(FunctionScene scene, RandomGenerator random) {
        String right = scene.form().formula(scene.dx(), scene.dy());
        List<String> options = new ArrayList<>(List.of(right));
        while (options.size() < 3) {
            Form form = random.nextBoolean() ? scene.form() : other(Form.ALL, scene.form(), random);
            Place place = one(Arrays.asList(Place.values()), random);
            int far = random.nextInt(1, 4);
            String option = form.formula(far * place.dx, far * place.dy);
            boolean same = IntStream.rangeClosed(-20, 20)
                    .mapToDouble(i -> i / 4.0)
                    .allMatch(x -> {
                        double other = form.function().applyAsDouble(x - far * place.dx) + far * place.dy;
                        return Double.isNaN(other) && Double.isNaN(scene.value(x))
                                || Math.abs(other - scene.value(x)) < 1e-6;
                    });
            if (!options.contains(option) && !same) {
                options.add(option);
            }
        }
        Collections.shuffle(options, new Random(random.nextLong()));
        return Asked.choice(EQUATION.pick(random, options.toArray()), options, right, "form", CURVE);
    }

    private static String describe(FunctionScene scene) {
        String axes = scene.sight() == Sight.MISSING
                ? ", no axes"
                : ", moved " + scene.place().words + ", " + scene.dot() + " dot at " + scene.x() + ", " + scene.y();
        return scene.ink() + " " + (scene.dashed() ? "dashed " : "")
                + scene.form().words() + axes + ", dot " + scene.side() + " the curve, on "
                + scene.frame().ground();
    }
}
