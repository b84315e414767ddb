package io.mindstream.generators.flags;

import io.mindstream.generators.Asked;
import io.mindstream.generators.EvenFamily;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.flags.FlagScene.Layout;
import io.mindstream.generators.svg.Asker;
import io.mindstream.generators.svg.BalancedFamily;
import io.mindstream.generators.svg.Describe;
import io.mindstream.generators.svg.Ink;
import io.mindstream.samples.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What can be asked of flags. Whatever tells which flag it is discloses the facet {@code flag}. */
final class FlagFamilies {
    private static final String FLAG = "flag";
    private static final String PAIR = "pair";

    /** What is said where a question takes for granted what is not there. */
    private static final Answer.Exact NONE = new Answer.Exact(List.of("not there", "there is none", "none"));

    private static final Phrasings COUNTRY = new Phrasings(
            "Which country's flag is this?",
            "Whose flag is shown?",
            "Name the country of this flag.",
            "What country does this flag belong to?");
    private static final Phrasings CAPITAL = new Phrasings(
            "What is the capital of the country whose flag is shown?",
            "Name the capital of the country with this flag.",
            "Which city is the capital of this flag's country?");
    private static final Phrasings CONTINENT = new Phrasings(
            "On which continent is the country of this flag?",
            "Which continent does this flag's country belong to?",
            "Name the continent of the country whose flag is shown.");
    private static final Phrasings COLOURS = new Phrasings(
            "What are the main colours of the flag?",
            "Which colours does the flag mainly have?",
            "Name the main colours of this flag.");
    private static final Phrasings HAS_COLOUR = new Phrasings(
            "Is {} a main colour of the flag?",
            "Does the flag have a large {} part?",
            "Is a good part of the flag {}?");
    private static final Phrasings STRIPES = new Phrasings(
            "How many stripes does the flag have?", "Count the stripes of the flag.", "What is the number of stripes?");
    private static final Phrasings ORIENTATION = new Phrasings(
            "Are the stripes of the flag horizontal or vertical?",
            "Which way do the stripes run, horizontal or vertical?",
            "Do the stripes lie or stand: horizontal or vertical?");
    private static final Phrasings STRIPE_COLOUR = new Phrasings(
            "What colour is the {} stripe of the flag?",
            "Which colour has the {} stripe?",
            "Name the colour of the {} stripe.");
    private static final Phrasings COUNT = new Phrasings(
            "How many flags are there?",
            "Count the flags.",
            "What is the number of flags?",
            "How many flags do you see?");
    private static final Phrasings POSITION = new Phrasings(
            "Where in the picture is the flag?",
            "In which part of the picture is the flag?",
            "What is the position of the flag?");
    private static final Phrasings GROUND = new Phrasings(
            "What colour is the ground behind the flag?",
            "Which colour is around the flag?",
            "Name the colour of the background.");
    private static final Phrasings SAME = new Phrasings(
            "Are the two flags the same or different?",
            "Same flag twice or different flags: same or different?",
            "Compare the two flags: same or different?");
    private static final Phrasings SIDE = new Phrasings(
            "Which country's flag is at the {}?",
            "Whose flag is shown at the {}?",
            "Name the country of the flag at the {}.");
    private static final Phrasings WHICH_SIDE = new Phrasings(
            "Where is the flag of {}?", "At which side is the flag of {}?", "Find the flag of {}: where is it?");
    private static final Phrasings PREMISE = new Phrasings(
            "What colour is the ground behind the flag of {}?",
            "Which colour is around the flag of {}?",
            "Name the background colour of the flag of {}.");

    /** Colours that many flags have and many have not. */
    private static final List<Ink> COMMON = List.of(Ink.RED, Ink.WHITE, Ink.BLUE, Ink.GREEN, Ink.YELLOW, Ink.BLACK);

    private final FlagSet set;
    private final List<FlagScene> scenes;

    FlagFamilies(FlagSet set, List<FlagScene> scenes) {
        this.set = set;
        this.scenes = scenes;
    }

    List<QuestionFamily<FlagScene>> all() {
        List<QuestionFamily<FlagScene>> all = new ArrayList<>();
        all.add(named(
                "country",
                "perception/recognition/entity",
                (scene, random) ->
                        Asked.exact(COUNTRY.pick(random), scene.flag().name(), FLAG)));
        all.add(named(
                "capital",
                "reasoning/knowledge/fact",
                (scene, random) ->
                        Asked.exact(CAPITAL.pick(random), scene.flag().capital(), FLAG)));
        all.add(even(named(
                "continent",
                "reasoning/knowledge/fact",
                (scene, random) ->
                        Asked.exact(CONTINENT.pick(random), scene.flag().continent(), FLAG))));
        all.add(single("colours", "perception/colour/object", this::colours));
        all.add(even(
                Asker.yesNo("flags.has-colour", "faithfulness/presence/absent", this::hasColour),
                asked -> asked.facets().toString()));
        all.add(even(single("stripes", "perception/counting/all", (scene, random) -> scene.flag()
                .stripes()
                .map(stripes ->
                        Asked.number(STRIPES.pick(random), stripes.bands().size(), FLAG))
                .orElse(null))));
        all.add(even(single("orientation", "perception/position/relative", (scene, random) -> scene.flag()
                .stripes()
                .map(stripes -> choice(
                        ORIENTATION.pick(random),
                        List.of("horizontal", "vertical"),
                        stripes.horizontal() ? 0 : 1,
                        FLAG))
                .orElse(null))));
        all.add(new EvenFamily<>(
                "flags.stripe-colour",
                "perception/colour/object",
                scenes,
                FlagFamilies::placesByColour,
                (scene, place, random) -> Asked.exact(
                        STRIPE_COLOUR.pick(random, place.words()), place.ink().word(), FLAG)));
        all.add(single(
                "count",
                "perception/counting/all",
                (scene, random) -> scene.layout() == Layout.REPEATED
                        ? Asked.number(COUNT.pick(random), scene.flags().size(), "count")
                        : null));
        all.add(Asker.family(
                "flags.position",
                "perception/position/absolute",
                (scene, random) -> scene.layout() == Layout.SMALL
                        ? Asked.exact(POSITION.pick(random), scene.cell().words(), "position")
                        : null));
        all.add(Asker.family(
                "flags.ground",
                "perception/colour/background",
                (scene, random) ->
                        Asked.exact(GROUND.pick(random), scene.ground().word(), "ground")));
        all.add(even(Asker.family(
                "flags.same",
                "reasoning/comparison/pairwise",
                (scene, random) -> scene.single()
                        ? null
                        : choice(SAME.pick(random), List.of("same", "different"), same(scene) ? 0 : 1, PAIR))));
        all.add(Asker.family(
                "flags.side",
                "perception/position/relative",
                (scene, random) -> scene.single()
                        ? null
                        : Asked.exact(
                                SIDE.pick(random, scene.side(scene.asked())),
                                scene.flag().name(),
                                PAIR)));
        all.add(Asker.family("flags.which-side", "perception/position/relative", this::whichSide));
        all.add(Asker.family("flags.premise", "faithfulness/premise/contradicted", this::premise));
        all.add(Asker.family("flags.description", "perception/description/dense", FlagFamilies::description));
        return List.copyOf(all);
    }

    private Asked colours(FlagScene scene, RandomGenerator random) {
        Set<String> words =
                scene.flag().colours().stream().map(Ink::word).collect(Collectors.toCollection(TreeSet::new));
        return words.isEmpty()
                ? null
                : new Asked(COLOURS.pick(random), String.join(", ", words), new Answer.Items(words), Set.of(FLAG));
    }

    private Asked hasColour(FlagScene scene, RandomGenerator random) {
        Set<Ink> main = scene.flag().colours();
        if (!scene.single() || main.isEmpty()) {
            return null;
        }
        Ink ink = COMMON.get(random.nextInt(COMMON.size()));
        return Asked.exact(
                HAS_COLOUR.pick(random, ink.word()), main.contains(ink) ? "yes" : "no", FLAG, "flag." + ink.word());
    }

    /** A stripe at an end or in the middle. */
    private record Place(String words, Ink ink) {}

    private static Map<String, List<Place>> placesByColour(FlagScene scene) {
        Map<String, List<Place>> byColour = new LinkedHashMap<>();
        Stripes stripes = scene.flag().stripes().orElse(null);
        if (scene.single() && stripes != null) {
            List<Ink> bands = stripes.bands();
            List<Place> places = new ArrayList<>();
            places.add(new Place(stripes.horizontal() ? "top" : "left", bands.get(0)));
            places.add(new Place(stripes.horizontal() ? "bottom" : "right", bands.get(bands.size() - 1)));
            if (bands.size() % 2 == 1) {
                places.add(new Place("middle", bands.get(bands.size() / 2)));
            }
            places.forEach(place -> byColour.computeIfAbsent(place.ink().word(), word -> new ArrayList<>())
                    .add(place));
        }
        return byColour;
    }

    private Asked whichSide(FlagScene scene, RandomGenerator random) {
        if (scene.single() || same(scene)) {
            return null;
        }
        return Asked.exact(WHICH_SIDE.pick(random, scene.flag().name()), scene.side(scene.asked()), PAIR);
    }

    /** In one of four cases the flag is another country's. */
    private Asked premise(FlagScene scene, RandomGenerator random) {
        if (!scene.single() || !scene.flag().named()) {
            return null;
        }
        if (random.nextInt(4) > 0) {
            return Asked.exact(
                    PREMISE.pick(random, scene.flag().name()), scene.ground().word(), FLAG, "ground");
        }
        List<Flag> all = set.all();
        Flag other = all.get(random.nextInt(all.size()));
        return other.equals(scene.flag())
                ? null
                : new Asked(PREMISE.pick(random, other.name()), NONE.canonical(), NONE, Set.of(FLAG));
    }

    private static Asked description(FlagScene scene, RandomGenerator random) {
        String ground = " on " + scene.ground().word() + " ground";
        String text;
        if (scene.single()) {
            String where =
                    scene.layout() == Layout.SMALL ? " at the " + scene.cell().words() : "";
            String times = scene.layout() == Layout.REPEATED ? scene.flags().size() + " times " : "";
            text = times + about(scene.flag()) + where + ground;
        } else {
            text = about(scene.flags().get(0).flag()) + " at the " + scene.side(0) + ", "
                    + about(scene.flags().get(1).flag()) + " at the " + scene.side(1) + "," + ground;
        }
        return new Asked(Describe.PHRASINGS.pick(random), text, new Answer.FreeText(text), Asked.EVERYTHING);
    }

    private static String about(Flag flag) {
        StringBuilder text = new StringBuilder(flag.named() ? "flag of " + flag.name() : "unknown flag");
        if (flag.stripes().isPresent()) {
            Stripes stripes = flag.stripes().get();
            text.append(stripes.horizontal() ? ", horizontal stripes " : ", vertical stripes ");
            text.append(stripes.bands().stream().map(Ink::word).collect(Collectors.joining(" ")));
        } else if (!flag.colours().isEmpty()) {
            text.append(", colours ");
            text.append(flag.colours().stream().map(Ink::word).collect(Collectors.joining(" ")));
        }
        return text.toString();
    }

    private static boolean same(FlagScene scene) {
        return scene.flags().get(0).flag().equals(scene.flags().get(1).flag());
    }

    private static Asked choice(String question, List<String> options, int right, String facet) {
        return new Asked(question, options.get(right), new Answer.Choice(options, right), Set.of(facet));
    }

    private static QuestionFamily<FlagScene> single(String what, String capability, Asker<FlagScene> asker) {
        return Asker.family(
                "flags." + what, capability, (scene, random) -> scene.single() ? asker.ask(scene, random) : null);
    }

    private static QuestionFamily<FlagScene> named(String what, String capability, Asker<FlagScene> asker) {
        return single(what, capability, (scene, random) -> scene.flag().named() ? asker.ask(scene, random) : null);
    }

    private QuestionFamily<FlagScene> even(QuestionFamily<FlagScene> family) {
        return even(family, asked -> "");
    }

    private QuestionFamily<FlagScene> even(QuestionFamily<FlagScene> family, Function<Asked, String> topic) {
        return new BalancedFamily<>(family, scenes, topic);
    }
}
