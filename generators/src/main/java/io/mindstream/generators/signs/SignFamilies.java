package io.mindstream.generators.signs;

import static io.mindstream.generators.topics.Questions.choice;
import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.other;
import static io.mindstream.generators.topics.Questions.say;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.topics.Pictogram;
import io.mindstream.generators.topics.Questions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** What is asked about road signs. */
final class SignFamilies {
    private static final String PLATE = "plate";
    private static final String SIGN = "sign";
    private static final String BESIDE = "beside";

    private static final Phrasings MEANING =
            say("What does the sign mean?", "Say what the sign says.", "Which sign is this?", "What is this sign for?");
    private static final Phrasings CLASS = say(
            "Which class of sign is it?", "What kind of road sign is this?", "To which class does the sign belong?");
    private static final Phrasings MOTIF =
            say("What is on the sign?", "What does the sign show?", "Name what stands on the sign.");
    private static final Phrasings SHAPE = say(
            "Which shape has the sign?",
            "What is the shape of the sign?",
            "Is the sign a circle, a square, a triangle or a diamond?");
    private static final Phrasings BORDER = say(
            "What is the leading colour of the sign?",
            "Which colour marks this sign?",
            "By which colour does one know this class of sign?");
    private static final Phrasings DEMAND = say(
            "What does such a sign ask of a driver?",
            "What should a driver do at such a sign?",
            "How does a driver follow a sign of this class?");
    private static final Phrasings MAY =
            say("Does the sign let {} pass?", "May {} go on here, by the sign?", "Is the way open for {}?");
    private static final Phrasings METRES =
            say("How many metres does the plate say?", "Read the plate.", "Which distance is on the plate, in metres?");
    private static final Phrasings LEFT_OVER = say(
            "A car has driven {} metres of the way to the place. How far is it still?",
            "After {} metres, how many metres remain?",
            "{} metres are behind you. How many of those on the plate are ahead?");
    private static final Phrasings LATER_SIGN = say(
            "The next exit comes {} metres after that place. How far is it from here?",
            "{} metres beyond the place is a bridge. How far away is the bridge?",
            "Go to the place and {} metres more: how far is that?");
    private static final Phrasings SECONDS = say(
            "At {} metres a second, how many seconds does it take to the place?",
            "A vehicle makes {} metres a second. After how many seconds is it there?",
            "How many seconds does one need at {} metres a second?");
    private static final Phrasings TWICE = say(
            "What is {} times the distance on the plate?",
            "How many metres is it to walk the way {} times?",
            "Take the plate's distance {} times: how many metres?");
    private static final Phrasings HALF = say(
            "How many metres is it to half way?",
            "What is half the distance on the plate?",
            "A rest stands half way. How far is it?");
    private static final Phrasings CENTIMETRES = say(
            "How many centimetres are that on the plate?",
            "Give the plate's distance in centimetres.",
            "What is the distance in centimetres?");
    private static final Phrasings OVER = say(
            "Is it more than {} metres to the place?",
            "Is the number on the plate above {}?",
            "Does the plate say more than {}?");
    private static final Phrasings CLOSER = say(
            "Another plate says {} m. Which place is nearer, {} or {}?",
            "Compare with a place {} m away: nearer is {} or {}?",
            "A second place lies {} m away. Nearer is {} or {}?");
    private static final Phrasings POLE =
            say("What colour is the post?", "Which colour does the sign's post have?", "Name the colour of the pole.");
    private static final Phrasings THINGS =
            say("What stands beside the sign?", "Which things are at the roadside?", "Name what is next to the sign.");
    private static final Phrasings COUNT =
            say("How many {} are beside the sign?", "Count the {}.", "What is the number of {}?");
    private static final Phrasings TINT = say(
            "What colour are the things beside the sign?",
            "Which colour has what stands beside the sign?",
            "Name the colour of what is next to the sign.");
    private static final Phrasings WHERE = say(
            "Does the sign stand {} or {} of the other things?",
            "Where is the sign, {} or {} of the rest?",
            "The sign: {} or {} of what is beside it?");
    private static final Phrasings HALF_OF = say(
            "In which half of the picture is the sign, {} or {}?",
            "Is the sign in the {} or the {} half?",
            "The post stands in the {} or the {} half?");
    private static final Phrasings IS = say("Does the sign mean {}?", "Is this the sign for: {}?", "Does it say {}?");
    private static final Phrasings ADD = say(
            "{} more {} are planted. How many are there then?",
            "Add {} {}: how many stand there?",
            "With {} {} more, how many does one count?");

    private final List<Motif> motifs;

    SignFamilies(List<Motif> motifs) {
        this.motifs = motifs;
    }

    void addTo(Questions<SignScene> questions) {
        perception(questions);
        plate(questions);
        questions
                .ask(
                        "meaning",
                        "reasoning/knowledge/fact",
                        (scene, random) -> Asked.exact(MEANING.pick(random), scene.meaning(), SIGN))
                .even(
                        "demand",
                        "reasoning/knowledge/rule",
                        (scene, random) -> Asked.exact(DEMAND.pick(random), scene.kind().demand, SIGN))
                .yesNo("may", "reasoning/logic/permission", this::may, SIGN)
                .clear("add", "reasoning/arithmetic/change", (scene, random) -> {
                    int more = random.nextInt(2, 9);
                    return Asked.number(ADD.pick(random, more, scene.beside().plural()), scene.count() + more, BESIDE)
                            .worked(scene.count() + " + " + more + " = " + (scene.count() + more));
                })
                .hidden(SignFamilies::metres)
                .yesNo(
                        "is",
                        "faithfulness/presence/absent",
                        (scene, yes, random) -> {
                            String asked = yes ? scene.meaning() : otherMeaning(scene, random);
                            return IS.pick(random, asked);
                        },
                        SIGN)
                .premise(
                        (scene, random) -> count(scene, random),
                        random -> scene -> COUNT.pick(
                                random,
                                other(SignSource.ROADSIDE, scene.beside(), random)
                                        .plural()))
                .describe(SignFamilies::describe);
    }

    private void perception(Questions<SignScene> questions) {
        questions
                .even(
                        "class",
                        "perception/recognition/kind",
                        (scene, random) -> Asked.exact(CLASS.pick(random), scene.kind().words, SIGN))
                .ask("motif", "perception/recognition/symbol", (scene, random) -> {
                    String name = scene.motif() instanceof Motif.Arrow
                            ? "arrow " + scene.motif().name()
                            : scene.motif().name();
                    return Asked.exact(MOTIF.pick(random), name, SIGN);
                })
                .even(
                        "shape",
                        "perception/recognition/figure",
                        (scene, random) -> Asked.exact(SHAPE.pick(random), scene.kind().shape, SIGN))
                .even(
                        "border",
                        "perception/colour/object",
                        (scene, random) -> Asked.exact(BORDER.pick(random), scene.kind().border, SIGN))
                .clear("metres", "perception/reading/sign", SignFamilies::metres)
                .colour("post", "perception/colour/part", POLE, scene -> scene.pole(), "post")
                .ask(
                        "beside",
                        "perception/recognition/object",
                        (scene, random) -> Asked.exact(THINGS.pick(random), scene.besideWords(), BESIDE))
                .ask("count", "perception/counting/all", SignFamilies::count)
                .colour("tint", "perception/colour/mark", TINT, scene -> scene.tint(), "tint")
                .ask(
                        "where",
                        "perception/position/relative",
                        (scene, random) -> choice(
                                WHERE, random, List.of("left", "right"), scene.left() ? "left" : "right", "where"))
                .ask(
                        "half",
                        "perception/position/absolute",
                        (scene, random) -> choice(
                                HALF_OF, random, List.of("left", "right"), scene.left() ? "left" : "right", "where"))
                .ground();
    }

    private static void plate(Questions<SignScene> questions) {
        questions
                .clear("remain", "reasoning/arithmetic/difference", (scene, random) -> {
                    if (scene.metres() < 100) {
                        return null;
                    }
                    int gone = 10 * random.nextInt(1, Math.min(10, scene.metres() / 10));
                    return worked(LEFT_OVER.pick(random, gone), scene.metres() + " - " + gone, scene.metres() - gone);
                })
                .clear("beyond", "reasoning/arithmetic/sum", (scene, random) -> {
                    int more = 50 * random.nextInt(1, 8);
                    return worked(LATER_SIGN.pick(random, more), scene.metres() + " + " + more, scene.metres() + more);
                })
                .clear("seconds", "reasoning/arithmetic/quotient", (scene, random) -> {
                    int speed = one(List.of(5, 10, 25), random);
                    return worked(SECONDS.pick(random, speed), scene.metres() + " / " + speed, scene.metres() / speed);
                })
                .clear("times", "reasoning/arithmetic/product", (scene, random) -> {
                    int times = random.nextInt(2, 6);
                    return worked(TWICE.pick(random, times), times + " × " + scene.metres(), times * scene.metres());
                })
                .clear(
                        "half-way",
                        "reasoning/arithmetic/half",
                        (scene, random) -> worked(HALF.pick(random), scene.metres() + " / 2", scene.metres() / 2))
                .clear(
                        "centimetres",
                        "reasoning/arithmetic/conversion",
                        (scene, random) ->
                                worked(CENTIMETRES.pick(random), scene.metres() + " × 100", 100 * scene.metres()))
                .yesNo(
                        "over",
                        "reasoning/comparison/threshold",
                        (scene, yes, random) -> OVER.pick(
                                random, scene.metres() + 25 * (yes ? -random.nextInt(1, 5) : random.nextInt(0, 4))),
                        PLATE)
                .clear("nearer", "reasoning/comparison/pairwise", (scene, random) -> {
                    int other = scene.metres() + 50 * random.nextInt(1, 4) * (random.nextBoolean() ? 1 : -1);
                    if (other <= 0) {
                        return null;
                    }
                    List<String> options =
                            random.nextBoolean() ? List.of("this", "the other") : List.of("the other", "this");
                    return Asked.choice(
                            CLOSER.pick(random, other, options.get(0), options.get(1)),
                            options,
                            scene.metres() < other ? "this" : "the other",
                            PLATE);
                });
    }

    private static Asked worked(String question, String steps, int result) {
        return Asked.number(question, result, PLATE).worked(steps + " = " + result);
    }

    private static Asked metres(SignScene scene, RandomGenerator random) {
        return Asked.number(METRES.pick(random), scene.metres(), PLATE);
    }

    private static Asked count(SignScene scene, RandomGenerator random) {
        return Asked.number(COUNT.pick(random, scene.beside().plural()), scene.count(), BESIDE, "count");
    }

    /** Whether a thing may pass: all but those that are forbidden, or none but those that are commanded. */
    private String may(SignScene scene, boolean yes, RandomGenerator random) {
        boolean ban = scene.kind() == SignClass.PROHIBITION;
        if (!(scene.motif() instanceof Motif.Thing thing) || !ban && scene.kind() != SignClass.COMMAND) {
            return null;
        }
        Pictogram asked = thing.pictogram();
        if (yes == ban) {
            List<Pictogram> things = motifs.stream()
                    .map(motif -> motif instanceof Motif.Thing candidate ? candidate.pictogram() : null)
                    .filter(Objects::nonNull)
                    .toList();
            asked = other(things, asked, random);
        }
        return MAY.pick(random, asked.plural());
    }

    private String otherMeaning(SignScene scene, RandomGenerator random) {
        String meaning = null;
        while (meaning == null || meaning.equals(scene.meaning())) {
            // Half of them are of another class with the same motif: what it shows alone does not tell.
            boolean same = random.nextBoolean();
            SignClass kind = same ? one(Arrays.asList(SignClass.values()), random) : scene.kind();
            meaning = (same ? scene.motif() : one(motifs, random)).meaning(kind);
        }
        return meaning;
    }

    private static String describe(SignScene scene) {
        String plate = scene.clear() ? "plate " + scene.metres() + " m" : "no distance to be read";
        return scene.kind().shape + " sign " + scene.meaning() + " at the " + (scene.left() ? "left" : "right")
                + " on a "
                + scene.pole() + " post, " + plate + ", " + scene.count() + " " + scene.tint() + " "
                + scene.besideWords() + " beside it, on " + scene.frame().ground();
    }
}
