package io.mindstream.generators.problems;

import static io.mindstream.generators.topics.Questions.choice;
import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.other;
import static io.mindstream.generators.topics.Questions.say;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Pictogram;
import io.mindstream.generators.topics.Questions;
import java.util.List;
import java.util.random.RandomGenerator;

/** What can be seen of a problem before it is one. */
final class ProblemPerception {
    static final String COUNT = "count";
    static final String PRICE = "price";
    private static final String NAME = "name";

    private static final Phrasings NAMED =
            say("Which things are shown?", "What is in the rows?", "Name the things in the picture.");
    private static final Phrasings GROUP = say(
            "To which group do the things belong?",
            "Under which heading would one file the things?",
            "Of what group are they?");
    private static final Phrasings ROW =
            say("How many {} are {}?", "How many {} of colour {} are there?", "Of the {}, how many are {}?");
    private static final Phrasings ALL = say(
            "How many {} are in both rows?",
            "Count the {} of the two rows.",
            "How many {} are there in the rows together?");
    private static final Phrasings COLOUR = say(
            "What colour are the {} in the {} row?",
            "Which colour have the {} of the {} row?",
            "Name the colour of the {} in the {} row.");
    private static final Phrasings WHICH_ROW = say(
            "In which row are the {} {}, {} or {}?",
            "Are the {} {} in the {} or the {} row?",
            "The {} {}: {} or {} row?");
    private static final Phrasings PRICED =
            say("What does one cost?", "Which number stands behind the sign =?", "Read the price of one.");
    private static final Phrasings MORE = say(
            "Are more of them {} or {}?",
            "Which colour has more, {} or {}?",
            "Of which are there more, {} or {} ones?");
    private static final Phrasings OVER = say(
            "Are there more than {} {} in the rows?",
            "Do the rows hold more than {} {}?",
            "More than {} {}: true of the rows?");
    private static final Phrasings PARITY = say(
            "Is the number of things in the rows {} or {}?",
            "Counted together, are they {} or {} in number?",
            "Both rows together: {} or {}?");
    private static final Phrasings THERE =
            say("Do the rows show any {}?", "Do you see {}?", "Are there {} in the picture?");

    void addTo(Questions<ProblemScene> questions) {
        questions
                .ask(
                        "name",
                        "perception/recognition/object",
                        (scene, random) ->
                                Asked.exact(NAMED.pick(random), scene.thing().plural(), NAME))
                .even(
                        "group",
                        "perception/recognition/category",
                        (scene, random) ->
                                Asked.exact(GROUP.pick(random), scene.thing().group(), NAME))
                .ask("row", "perception/counting/filtered", ProblemPerception::row)
                .ask("all", "perception/counting/all", (scene, random) -> Asked.number(
                                ALL.pick(random, scene.thing().plural()), scene.all(), COUNT)
                        .mentioning(NAME))
                .ask("colour", "perception/colour/object", (scene, random) -> {
                    boolean upper = random.nextBoolean();
                    return Asked.exact(
                                    COLOUR.pick(random, scene.thing().plural(), upper ? "upper" : "lower"),
                                    scene.colour(upper).toString(),
                                    "colour")
                            .mentioning(NAME);
                })
                .ask("which-row", "perception/position/absolute", (scene, random) -> {
                    boolean upper = random.nextBoolean();
                    List<String> options = random.nextBoolean() ? List.of("upper", "lower") : List.of("lower", "upper");
                    return Asked.choice(
                                    WHICH_ROW.pick(
                                            random,
                                            scene.colour(upper),
                                            scene.thing().plural(),
                                            options.get(0),
                                            options.get(1)),
                                    options,
                                    upper ? "upper" : "lower",
                                    "colour")
                            .mentioning(NAME);
                })
                .clear("price", "perception/reading/price", ProblemPerception::price)
                .ask(
                        "more",
                        "reasoning/comparison/pairwise",
                        (scene, random) -> choice(
                                MORE,
                                random,
                                List.of(scene.above().toString(), scene.below().toString()),
                                scene.colour(scene.upper() > scene.lower()).toString(),
                                COUNT,
                                "colour"))
                .yesNo(
                        "over",
                        "reasoning/comparison/threshold",
                        (scene, yes, random) -> OVER.pick(
                                random,
                                scene.all() + (yes ? -random.nextInt(1, 4) : random.nextInt(0, 3)),
                                scene.thing().plural()),
                        COUNT)
                .ask("parity", "reasoning/arithmetic/parity", (scene, random) -> {
                    // Both parities would not come alike often out of two rows of different numbers.
                    boolean even = scene.all() % 2 == 0;
                    return !even && random.nextInt(3) == 0
                            ? null
                            : choice(PARITY, random, List.of("odd", "even"), even ? "even" : "odd", COUNT);
                })
                .ground()
                .hidden(ProblemPerception::price)
                .yesNo(
                        "there",
                        "faithfulness/presence/absent",
                        (scene, yes, random) -> THERE.pick(
                                random,
                                (yes
                                                ? scene.thing()
                                                : other(
                                                        Pictogram.list(
                                                                scene.thing().group()),
                                                        scene.thing(),
                                                        random))
                                        .plural()),
                        NAME)
                .premise(ProblemPerception::row, random -> scene -> {
                    List<String> absent = Frame.INKS.stream()
                            .filter(ink -> ink != scene.above() && ink != scene.below())
                            .map(Object::toString)
                            .toList();
                    return ROW.pick(random, scene.thing().plural(), one(absent, random));
                })
                .describe(ProblemPerception::describe);
    }

    private static Asked row(ProblemScene scene, RandomGenerator random) {
        boolean upper = random.nextBoolean();
        return Asked.number(
                        ROW.pick(random, scene.thing().plural(), scene.colour(upper)),
                        scene.count(upper),
                        COUNT,
                        "colour")
                .mentioning(NAME);
    }

    private static Asked price(ProblemScene scene, RandomGenerator random) {
        return Asked.number(PRICED.pick(random), scene.price(), PRICE);
    }

    private static String describe(ProblemScene scene) {
        return "upper row " + scene.upper() + " " + scene.above() + " "
                + scene.thing().counted(scene.upper())
                + ", lower row " + scene.lower() + " " + scene.below() + " "
                + scene.thing().counted(scene.lower()) + ", one costs "
                + (scene.clear() ? scene.price() : "an unknown amount")
                + ", on " + scene.frame().ground();
    }
}
