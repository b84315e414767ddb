package io.mindstream.generators.text;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Family;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.samples.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** What is asked about a line of text. Whatever tells a character tells part of the text, so most turns exclude each other. */
final class TextFamilies {
    private static final List<String> KINDS = List.of("number", "code", "word");

    private static final Phrasings WORD =
            new Phrasings("Which word is this?", "Read the word.", "What word is written here?", "The word says what?");
    private static final Phrasings CODE =
            new Phrasings("Read the code.", "Which code is this?", "What code is printed here?", "The code says what?");
    private static final Phrasings NUMBER = new Phrasings(
            "Read the number.", "Which number is this?", "What number is printed here?", "The number says what?");
    private static final Phrasings SINGLE = new Phrasings(
            "Which character is this?",
            "Read the character.",
            "What single character is shown?",
            "Name the character.");
    private static final Phrasings FIRST =
            new Phrasings("What is the first character?", "Which character comes first?", "Name the first character.");
    private static final Phrasings LAST =
            new Phrasings("What is the last character?", "Which character comes last?", "Name the last character.");
    private static final Phrasings LENGTH = new Phrasings(
            "How many characters are there?", "Count the characters.", "How long is the text, in characters?");
    private static final Phrasings KIND = new Phrasings(
            "Is this a {}, a {} or a {}?", "What is written here, a {}, a {} or a {}?", "Which is it: {}, {} or {}?");
    private static final Phrasings CLASS = new Phrasings(
            "Is the first character a {} or a {}?",
            "Does it begin with a {} or a {}?",
            "What comes first, a {} or a {}?");
    private static final Phrasings COLOUR = new Phrasings(
            "What colour is the text?", "Which colour are the characters?", "Name the colour of the text.");
    private static final Phrasings GROUND = new Phrasings(
            "What colour is behind the text?", "Which colour does the paper have?", "Name the background colour.");
    private static final Phrasings CONTAINS =
            new Phrasings("Is there a {} in the text?", "Does the text contain {}?", "Do you see the character {}?");
    private static final Phrasings DESCRIBE =
            new Phrasings("Describe the picture.", "What do you see?", "Describe the text.", "Tell me what is shown.");

    static final List<QuestionFamily<TextScene>> ALL = List.of(
            reading("text.word", "perception/reading/word", WORD, TextScene::word, TextScene::text),
            reading(
                    "text.code",
                    "perception/reading/word",
                    CODE,
                    scene -> scene.kind().equals("code"),
                    TextScene::text),
            Family.of("text.number", "perception/reading/number", TextFamilies::number),
            reading("text.single", "perception/reading/character", SINGLE, TextScene::single, TextScene::text),
            reading("text.first", "perception/reading/character", FIRST, scene -> !scene.single(), TextScene::first),
            reading("text.last", "perception/reading/character", LAST, scene -> !scene.single(), TextScene::last),
            Family.of(
                    "text.length",
                    "perception/counting/all",
                    (scene, random) -> Optional.of(
                            Asked.number(LENGTH.pick(random), scene.text().length(), "length"))),
            Family.of("text.kind", "perception/recognition/kind", TextFamilies::kind),
            Family.of("text.begins", "perception/recognition/kind", TextFamilies::begins),
            Family.of(
                    "text.colour",
                    "perception/colour/object",
                    (scene, random) -> Optional.of(
                            Asked.exact(COLOUR.pick(random), scene.colour().toString(), "colour"))),
            Family.of(
                    "text.ground",
                    "perception/colour/background",
                    (scene, random) -> Optional.of(
                            Asked.exact(GROUND.pick(random), scene.ground().toString(), "ground"))),
            Family.yesNo("text.contains", "faithfulness/presence/absent", TextFamilies::contains),
            Family.of("text.describe", "perception/description/dense", TextFamilies::describe));

    private TextFamilies() {}

    private static QuestionFamily<TextScene> reading(
            String name,
            String capability,
            Phrasings phrasings,
            Predicate<TextScene> fits,
            Function<TextScene, String> reply) {
        return Family.of(
                name,
                capability,
                (scene, random) -> fits.test(scene)
                        ? Optional.of(Asked.exact(phrasings.pick(random), reply.apply(scene), "text", "length"))
                        : Optional.empty());
    }

    private static Optional<Asked> number(TextScene scene, RandomGenerator random) {
        if (!scene.kind().equals("number")) {
            return Optional.empty();
        }
        return Optional.of(new Asked(
                NUMBER.pick(random),
                scene.text(),
                new Answer.Number(Integer.parseInt(scene.text()), 0),
                Set.of("text", "length")));
    }

    private static Optional<Asked> kind(TextScene scene, RandomGenerator random) {
        // Words fill a domain of their own, so half of them are left out here.
        if (scene.single() || scene.word() && random.nextBoolean()) {
            return Optional.empty();
        }
        return Optional.of(new Asked(
                KIND.pick(random, KINDS.toArray()),
                scene.kind(),
                new Answer.Choice(KINDS, KINDS.indexOf(scene.kind())),
                Set.of("text")));
    }

    private static Optional<Asked> begins(TextScene scene, RandomGenerator random) {
        if (scene.word() || scene.single()) {
            return Optional.empty();
        }
        List<String> options = random.nextBoolean() ? List.of("letter", "digit") : List.of("digit", "letter");
        String reply = Character.isDigit(scene.text().charAt(0)) ? "digit" : "letter";
        return Optional.of(new Asked(
                CLASS.pick(random, options.toArray()),
                reply,
                new Answer.Choice(options, options.indexOf(reply)),
                Set.of("text")));
    }

    /** A character that is there, or one of the same alphabet in its stead: so each is as often there as not. */
    private static Optional<Asked> contains(TextScene scene, RandomGenerator random) {
        if (scene.word() || scene.single()) {
            return Optional.empty();
        }
        String there = scene.text();
        char asked = there.charAt(random.nextInt(there.length()));
        boolean yes = random.nextBoolean();
        if (!yes) {
            String alphabet = Character.isDigit(asked) ? TextSource.DIGITS : TextSource.LETTERS;
            do {
                asked = alphabet.charAt(random.nextInt(alphabet.length()));
            } while (there.indexOf(asked) >= 0);
        }
        return Optional.of(Asked.exact(CONTAINS.pick(random, asked), yes ? "yes" : "no", "text"));
    }

    private static Optional<Asked> describe(TextScene scene, RandomGenerator random) {
        // Spelt out as well: tokens of several characters say nothing of where each of them stands.
        String spelt =
                scene.single() ? "" : ": " + String.join(" ", scene.text().split(""));
        String words = scene.colour() + " " + scene.kind() + " " + scene.text() + spelt + " on " + scene.ground();
        return Optional.of(new Asked(DESCRIBE.pick(random), words, new Answer.FreeText(words), Asked.EVERYTHING));
    }
}
