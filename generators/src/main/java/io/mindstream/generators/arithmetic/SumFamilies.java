package io.mindstream.generators.arithmetic;

import static io.mindstream.generators.topics.Questions.choice;
import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.other;
import static io.mindstream.generators.topics.Questions.say;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.topics.Questions;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** What is asked about sums. */
final class SumFamilies {
    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final String SIGN = "sign";

    private static final List<Sign> SIGNS = Arrays.asList(Sign.values());
    private static final List<Notation> NOTATIONS = Arrays.asList(Notation.values());

    private static final Phrasings NUMBER = say(
            "Which number is shown in the field?",
            "What number does the upper field show?",
            "How much is in the white field?");
    private static final Phrasings NOTATION = say(
            "How is the upper number shown?",
            "By what does the field show its number?",
            "In which way is the first number given?");
    private static final Phrasings SECOND_NUMBER =
            say("Which number is printed below?", "Read the number below the field.", "What is the second number?");
    private static final Phrasings WHICH_SIGN = say(
            "Which sign stands before the lower number?",
            "What is the sign: {}, {} or {}?",
            "Read the sign: {}, {} or {}?");
    private static final Phrasings RESULT =
            say("Work it out.", "What is the result?", "What comes out?", "Solve the sum in the picture.");
    private static final Phrasings DOUBLE = say(
            "What is {} times the number in the field?",
            "Take the upper number {} times.",
            "Multiply the number in the field by {}.");
    private static final Phrasings MORE = say(
            "What is {} more than the number in the field?",
            "Add {} to the upper number.",
            "The number in the field and {}: how much?");
    private static final Phrasings TO_THIRTY = say(
            "How much is missing from the upper number to {}?",
            "What must be added to the number in the field to make {}?",
            "From the field's number up to {}, how far is it?");
    private static final Phrasings APART = say(
            "How far apart are the two numbers?",
            "By how much do upper and lower number differ?",
            "What is the difference of both numbers, sign left aside?");
    private static final Phrasings TOGETHER = say(
            "What do the two numbers add up to, whatever the sign?",
            "Add both numbers.",
            "Upper and lower number together: how much?");
    private static final Phrasings LARGER = say(
            "Which number is larger, the {} or the {}?",
            "Is the {} or the {} number larger?",
            "Larger: the {} or the {} one?");
    private static final Phrasings PARITY = say(
            "Is the number in the field {} or {}?",
            "The upper number: {} or {}?",
            "Shown above is an {} or an {} number?");
    private static final Phrasings ROMAN = say(
            "Write the upper number in Roman numerals.",
            "What is the number in the field in Roman numerals?",
            "Give the shown number as a Roman one.");
    private static final Phrasings IN_WORDS = say(
            "Write the upper number as a word.",
            "Spell the number in the field.",
            "Which word names the shown number?");
    private static final Phrasings BINARY = say(
            "Write the upper number in binary.",
            "What is the number in the field with digits 0 and 1 only?",
            "Give the shown number to base two.");
    private static final Phrasings PRIME =
            say("Is the upper number {} or {}?", "The number in the field is {} or {}?", "Shown above: {} or {}?");
    private static final List<String> PRIMES = List.of("a prime", "composite");
    private static final Phrasings SQUARE = say(
            "What is the square of the upper number?",
            "Multiply the number in the field by itself.",
            "The shown number times itself is what?");
    private static final Phrasings REMAINDER = say(
            "Divide the upper number by {}: what is left over?",
            "What remains of the number in the field after taking away all {}s?",
            "The shown number by {}: which remainder?");
    private static final Phrasings SEQUENCE = say(
            "Begin with the upper number and add {} each time. What is the third number?",
            "From the number in the field on in steps of {}: what is two steps on?",
            "Count on from the shown number by {}, twice. Where are you?");
    private static final Phrasings OTHER_SIGN = say(
            "With the sign {} instead, what would come out?",
            "Were the sign {}, what would the result be?",
            "Put {} for the sign: what is the result?");
    private static final Phrasings INVERSE = say(
            "What undoes the step in the picture?",
            "Which step leads back from the result to the upper number?",
            "How does one get back to the number in the field?");
    private static final Phrasings THEN = say(
            "Work it out and add {}. What do you get?",
            "The result and {} more: how much?",
            "After the sum, {} comes on top. What is it in the end?");
    private static final Phrasings THEN_TWICE = say(
            "Work it out, add {} and double. What do you get?",
            "Twice the sum of the result and {}: how much?",
            "The result and {} more, all taken twice: how much?");
    private static final Phrasings TENS = say(
            "Round the upper number to tens.",
            "Which ten is nearest to the number in the field?",
            "To the nearest ten, what is the shown number?");
    private static final Phrasings INK = say(
            "What colour is what stands in the field?",
            "Which colour does the upper number have?",
            "Name the colour in the white field.");
    private static final Phrasings PRINT = say(
            "What colour is the sign?",
            "Which colour does the lower line have?",
            "Name the colour of sign and number below.");
    private static final Phrasings OVER = say(
            "Is the number in the field above {}?", "Does the upper number pass {}?", "Is more than {} shown above?");
    private static final Phrasings BY = say("Is the number shown by {}?", "Do you see {}?", "Does the field hold {}?");
    private static final Phrasings DONE =
            say("Which number is {}?", "What is {} in the picture?", "Name the number that is {}.");

    private final double threeSteps;

    /**
     * @param steps how often a problem takes three steps where two would do
     */
    SumFamilies(double steps) {
        this.threeSteps = steps;
    }

    void addTo(Questions<SumScene> questions) {
        perception(questions);
        first(questions);
        both(questions);
        questions
                .hidden((scene, random) -> Asked.number(SECOND_NUMBER.pick(random), scene.second(), SECOND))
                .yesNo(
                        "by",
                        "faithfulness/presence/absent",
                        (scene, yes, random) -> BY.pick(
                                random, (yes ? scene.notation() : other(NOTATIONS, scene.notation(), random)).words),
                        "notation")
                .premise(
                        (scene, random) ->
                                Asked.number(DONE.pick(random, scene.sign().done), scene.second(), SECOND, SIGN),
                        random -> scene -> DONE.pick(random, other(SIGNS, scene.sign(), random).done))
                .describe(SumFamilies::describe);
    }

    private static void perception(Questions<SumScene> questions) {
        questions
                .ask(
                        "number",
                        "perception/reading/numeral",
                        (scene, random) -> Asked.number(NUMBER.pick(random), scene.number(), FIRST))
                .ask(
                        "notation",
                        "perception/recognition/style",
                        (scene, random) -> Asked.exact(NOTATION.pick(random), scene.notation().words, "notation"))
                .clear(
                        "second",
                        "perception/reading/number",
                        (scene, random) -> Asked.number(SECOND_NUMBER.pick(random), scene.second(), SECOND))
                .ask("sign", "perception/recognition/symbol", (scene, random) -> {
                    String form = one(WHICH_SIGN.forms(), random);
                    List<String> words = SIGNS.stream().map(sign -> sign.word).toList();
                    String question = form.contains("{}") ? new Phrasings(form).pick(random, words.toArray()) : form;
                    return Asked.exact(question, scene.sign().word, SIGN);
                })
                .colour("ink", "perception/colour/object", INK, scene -> scene.ink(), "ink")
                .colour("print", "perception/colour/mark", PRINT, scene -> scene.print(), "print")
                .ground();
    }

    private static void first(Questions<SumScene> questions) {
        questions
                .ask("times", "reasoning/arithmetic/product", (scene, random) -> {
                    int times = random.nextInt(2, 7);
                    return worked(
                            DOUBLE.pick(random, times), times + " × " + scene.number(), times * scene.number(), FIRST);
                })
                .ask("more", "reasoning/arithmetic/change", (scene, random) -> {
                    int more = random.nextInt(2, 15);
                    return worked(MORE.pick(random, more), scene.number() + " + " + more, scene.number() + more, FIRST);
                })
                .ask("missing", "reasoning/arithmetic/missing", (scene, random) -> {
                    int goal = random.nextInt(25, 41);
                    return worked(
                            TO_THIRTY.pick(random, goal), goal + " - " + scene.number(), goal - scene.number(), FIRST);
                })
                .even(
                        "parity",
                        "reasoning/arithmetic/parity",
                        (scene, random) -> choice(
                                PARITY,
                                random,
                                List.of("odd", "even"),
                                scene.number() % 2 == 0 ? "even" : "odd",
                                FIRST))
                .ask(
                        "roman",
                        "reasoning/notation/roman",
                        (scene, random) -> scene.notation() == Notation.ROMAN
                                ? null
                                : Asked.exact(ROMAN.pick(random), Notation.roman(scene.number()), FIRST))
                .ask(
                        "words",
                        "reasoning/notation/words",
                        (scene, random) -> scene.notation() == Notation.WORDS
                                ? null
                                : Asked.exact(IN_WORDS.pick(random), Notation.words(scene.number()), FIRST))
                .ask(
                        "binary",
                        "reasoning/notation/binary",
                        (scene, random) ->
                                Asked.exact(BINARY.pick(random), Integer.toBinaryString(scene.number()), FIRST))
                .even(
                        "prime",
                        "reasoning/number/prime",
                        (scene, random) ->
                                choice(PRIME, random, PRIMES, PRIMES.get(prime(scene.number()) ? 0 : 1), FIRST))
                .ask(
                        "square",
                        "reasoning/arithmetic/square",
                        (scene, random) -> worked(
                                SQUARE.pick(random),
                                scene.number() + " × " + scene.number(),
                                scene.number() * scene.number(),
                                FIRST))
                .ask("remainder", "reasoning/arithmetic/remainder", (scene, random) -> {
                    int by = random.nextInt(3, 6);
                    int whole = scene.number() / by * by;
                    return worked(
                            REMAINDER.pick(random, by), scene.number() + " - " + whole, scene.number() - whole, FIRST);
                })
                .ask("sequence", "reasoning/trend/sequence", (scene, random) -> {
                    int step = random.nextInt(2, 10);
                    int second = scene.number() + step;
                    return worked(
                            SEQUENCE.pick(random, step),
                            scene.number() + " + " + step + " = " + second + ", " + second + " + " + step,
                            second + step,
                            FIRST);
                })
                .even(
                        "tens",
                        "reasoning/arithmetic/rounding",
                        (scene, random) -> scene.number() % 10 == 5
                                ? null
                                : Asked.number(TENS.pick(random), (scene.number() + 5) / 10 * 10, FIRST))
                .yesNo(
                        "over",
                        "reasoning/comparison/threshold",
                        (scene, yes, random) -> OVER.pick(
                                random, scene.number() + (yes ? -random.nextInt(1, 5) : random.nextInt(0, 4))),
                        FIRST);
    }

    private void both(Questions<SumScene> questions) {
        questions
                .clear(
                        "result",
                        "reasoning/arithmetic/expression",
                        (scene, random) ->
                                worked(RESULT.pick(random), scene.expression(), scene.result(), FIRST, SECOND, SIGN))
                .clear("apart", "reasoning/arithmetic/difference", (scene, random) -> {
                    int more = Math.max(scene.number(), scene.second());
                    int less = Math.min(scene.number(), scene.second());
                    return worked(APART.pick(random), more + " - " + less, more - less, FIRST, SECOND);
                })
                .clear(
                        "together",
                        "reasoning/arithmetic/sum",
                        (scene, random) -> worked(
                                TOGETHER.pick(random),
                                scene.number() + " + " + scene.second(),
                                scene.number() + scene.second(),
                                FIRST,
                                SECOND))
                .even(
                        "larger",
                        "reasoning/comparison/pairwise",
                        (scene, random) -> scene.number() == scene.second()
                                ? null
                                : choice(
                                        LARGER,
                                        random,
                                        List.of("upper", "lower"),
                                        scene.number() > scene.second() ? "upper" : "lower",
                                        FIRST,
                                        SECOND))
                .clear("other-sign", "reasoning/logic/counterfactual", (scene, random) -> {
                    Sign sign = other(SIGNS, scene.sign(), random);
                    return worked(
                            OTHER_SIGN.pick(random, sign.word),
                            scene.number() + " " + sign.symbol + " " + scene.second(),
                            sign.apply(scene.number(), scene.second()),
                            FIRST,
                            SECOND,
                            SIGN);
                })
                .clear(
                        "inverse",
                        "reasoning/logic/inverse",
                        (scene, random) -> Asked.exact(
                                INVERSE.pick(random), scene.sign().inverse + " " + scene.second(), SECOND, SIGN))
                .clear("then", "reasoning/arithmetic/multi-step", this::then);
    }

    /** Two steps, or three. */
    private Asked then(SumScene scene, RandomGenerator random) {
        int more = random.nextInt(2, 10);
        int sum = scene.result() + more;
        String steps = scene.expression() + " = " + scene.result() + ", " + scene.result() + " + " + more + " = " + sum;
        return random.nextDouble() < threeSteps
                ? Asked.number(THEN_TWICE.pick(random, more), 2 * sum, FIRST, SECOND, SIGN)
                        .worked(steps + ", 2 × " + sum + " = " + 2 * sum)
                : Asked.number(THEN.pick(random, more), sum, FIRST, SECOND, SIGN)
                        .worked(steps);
    }

    private static Asked worked(String question, String steps, int result, String... facets) {
        return Asked.number(question, result, facets).worked(steps + " = " + result);
    }

    private static boolean prime(int number) {
        for (int i = 2; i * i <= number; i++) {
            if (number % i == 0) {
                return false;
            }
        }
        return number > 1;
    }

    private static String describe(SumScene scene) {
        String second = scene.clear() ? Integer.toString(scene.second()) : "a number not to be read";
        return scene.ink() + " " + scene.notation().words + " for " + scene.number() + ", below " + scene.print() + " "
                + scene.sign().word + " " + second + ", on " + scene.frame().ground();
    }
}
