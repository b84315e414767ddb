package io.mindstream.generators.automotive;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.svg.Asker;
import io.mindstream.generators.svg.BalancedFamily;
import io.mindstream.generators.svg.Describe;
import io.mindstream.samples.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What can be asked of an instrument cluster. */
final class ClusterFamilies {
    /** Right within one tick of the speedometer, in km/h. */
    private static final double SPEED_TOLERANCE = 10;

    /** Right within half a tick of the rev counter, in thousands a minute. */
    private static final double REVS_TOLERANCE = 0.5;

    private static final String SPEED = "speed";
    private static final String REVS = "revs";
    private static final String LIMIT = "limit";
    private static final Answer.Exact NONE = new Answer.Exact(List.of("not there", "there is none", "none"));

    private static final Phrasings DIGITS = new Phrasings(
            "What speed do the digits show?", "Read the digital speed.", "How fast is the car, by the digits?");
    private static final Phrasings NEEDLE = new Phrasings(
            "What speed does the needle show?", "Read the speedometer.", "How fast is the car, by the left dial?");
    private static final Phrasings REV_COUNTER = new Phrasings(
            "What does the rev counter show, in thousands?",
            "Read the rev counter in thousands.",
            "How many thousand revs are shown?");
    private static final Phrasings ZONE = new Phrasings(
            "Are the revs low, normal or red?",
            "In which zone are the revs: low, normal or red?",
            "Does the engine turn in the low, normal or red zone?");
    private static final Phrasings FUEL = new Phrasings(
            "How many quarters of the tank are full?",
            "Read the fuel gauge in quarters.",
            "How many bars of fuel are left?");
    private static final Phrasings TEMPERATURE = new Phrasings(
            "Is the engine cold, normal or hot?",
            "What is the temperature: cold, normal or hot?",
            "Read the temperature gauge: cold, normal or hot?");
    private static final Phrasings GEAR =
            new Phrasings("Which gear is shown?", "Read the gear letter.", "What letter shows the gear?");
    private static final Phrasings LIMIT_SIGN = new Phrasings(
            "What is the speed limit on the sign?", "Read the speed limit.", "Which limit does the sign show?");
    private static final Phrasings ABOVE = new Phrasings(
            "Is the speed above or below the limit?",
            "Compare speed and limit: above or below?",
            "Is the car above or below the speed limit?");
    private static final Phrasings OVER_BY = new Phrasings(
            "By how much is the car over the speed limit?",
            "How much too fast is the car?",
            "What is the speed less the limit?");
    private static final Phrasings WARNING = new Phrasings(
            "Which warning light is lit?", "Name the warning light that is on.", "What does the lit light stand for?");
    private static final Phrasings WARNING_COLOUR = new Phrasings(
            "What colour is the warning light?",
            "Which colour does the lit light have?",
            "Name the colour of the warning light.");

    private final List<ClusterScene> scenes;

    ClusterFamilies(List<ClusterScene> scenes) {
        this.scenes = scenes;
    }

    List<QuestionFamily<ClusterScene>> all() {
        List<QuestionFamily<ClusterScene>> all = new ArrayList<>();
        all.add(family(
                "digits",
                "perception/reading/number",
                (scene, random) -> scene.digital() ? Asked.number(DIGITS.pick(random), scene.speed(), SPEED) : null));
        all.add(family(
                "needle",
                "perception/reading/gauge",
                (scene, random) ->
                        scene.digital() ? null : gauge(NEEDLE.pick(random), scene.speed(), SPEED_TOLERANCE, SPEED)));
        all.add(even(family(
                "revs",
                "perception/reading/gauge",
                (scene, random) -> scene.digital()
                        ? null
                        : gauge(REV_COUNTER.pick(random), scene.revs() / 2.0, REVS_TOLERANCE, REVS))));
        all.add(family(
                "revs-zone",
                "reasoning/knowledge/rule",
                (scene, random) -> choice(ZONE.pick(random), List.of("low", "normal", "red"), scene.revsZone(), REVS)));
        all.add(family(
                "fuel",
                "perception/reading/gauge",
                (scene, random) -> Asked.number(FUEL.pick(random), scene.fuel(), "fuel")));
        all.add(family(
                "temperature",
                "perception/reading/gauge",
                (scene, random) -> choice(
                        TEMPERATURE.pick(random),
                        List.of("cold", "normal", "hot"),
                        scene.temperature().word(),
                        "temperature")));
        all.add(family(
                "gear",
                "perception/reading/character",
                (scene, random) -> Asked.exact(GEAR.pick(random), scene.gear(), "gear")));
        all.add(family(
                "limit",
                "perception/reading/number",
                (scene, random) ->
                        scene.signed() ? Asked.number(LIMIT_SIGN.pick(random), scene.limit(), LIMIT) : null));
        all.add(even(family(
                "above",
                "reasoning/comparison/pairwise",
                (scene, random) -> scene.signed()
                        ? choice(
                                ABOVE.pick(random),
                                List.of("above", "below"),
                                scene.speed() > scene.limit() ? "above" : "below",
                                SPEED,
                                LIMIT)
                        : null)));
        all.add(family(
                "over-by",
                "reasoning/arithmetic/difference",
                (scene, random) -> scene.signed() && scene.speed() > scene.limit()
                        ? Asked.number(OVER_BY.pick(random), scene.speed() - scene.limit(), SPEED, LIMIT)
                        : null));
        all.add(family("warning", "perception/recognition/object", (scene, random) -> scene.light()
                .map(light -> Asked.exact(WARNING.pick(random), light.name(), "warning"))
                .orElse(null)));
        all.add(even(family("warning-colour", "perception/colour/object", (scene, random) -> scene.light()
                .map(light -> Asked.exact(
                        WARNING_COLOUR.pick(random), light.severity().colour(), "warning"))
                .orElse(null))));
        all.add(family("premise", "faithfulness/premise/contradicted", ClusterFamilies::premise));
        all.add(family("description", "perception/description/dense", ClusterFamilies::description));
        return List.copyOf(all);
    }

    /** Takes a sign for granted: in about one of four questions there is none. */
    private static Asked premise(ClusterScene scene, RandomGenerator random) {
        String question = LIMIT_SIGN.pick(random);
        if (scene.signed()) {
            return Asked.number(question, scene.limit(), LIMIT);
        }
        return random.nextInt(5) == 0 ? new Asked(question, NONE.canonical(), NONE, Set.of(LIMIT)) : null;
    }

    private static Asked description(ClusterScene scene, RandomGenerator random) {
        List<String> parts = new ArrayList<>();
        parts.add((scene.digital() ? "digital speed " : "speed ") + scene.speed());
        if (scene.signed()) {
            parts.add("limit " + scene.limit());
        }
        parts.add(scene.digital() ? "revs " + scene.revsZone() : "revs " + scene.revsText());
        parts.add("fuel " + scene.fuel() + " of 4");
        parts.add("engine " + scene.temperature().word());
        parts.add("gear " + scene.gear());
        scene.light().ifPresent(light -> parts.add(light.severity().colour() + " " + light.name() + " light"));
        String text = String.join(", ", parts);
        return new Asked(Describe.PHRASINGS.pick(random), text, new Answer.FreeText(text), Asked.EVERYTHING);
    }

    private static Asked gauge(String question, double value, double tolerance, String facet) {
        Answer.Number answer = new Answer.Number(value, tolerance);
        return new Asked(question, answer.canonical(), answer, Set.of(facet));
    }

    private static Asked choice(String question, List<String> options, String right, String... facets) {
        return new Asked(question, right, new Answer.Choice(options, options.indexOf(right)), Set.of(facets));
    }

    private static QuestionFamily<ClusterScene> family(String what, String capability, Asker<ClusterScene> asker) {
        return Asker.family(ClusterSource.NAME + "." + what, capability, asker);
    }

    private QuestionFamily<ClusterScene> even(QuestionFamily<ClusterScene> family) {
        return new BalancedFamily<>(family, scenes, asked -> "");
    }
}
