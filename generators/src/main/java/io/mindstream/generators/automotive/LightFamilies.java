package io.mindstream.generators.automotive;

import io.mindstream.generators.Asked;
import io.mindstream.generators.EvenFamily;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.automotive.LightScene.Slot;
import io.mindstream.generators.svg.Asker;
import io.mindstream.generators.svg.BalancedFamily;
import io.mindstream.generators.svg.Describe;
import io.mindstream.samples.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What can be asked of warning lights. A light's name tells its colour, so colours are asked by place; which lights there are discloses the
 * facet {@code lights}.
 */
final class LightFamilies {
    private static final String LIGHTS = "lights";
    private static final Answer.Exact NONE = new Answer.Exact(List.of("not there", "there is none", "none"));

    private static final Phrasings NAME = new Phrasings(
            "Which warning light is lit?",
            "Name the light that is on.",
            "Which light glows?",
            "What does the lit light stand for?");
    private static final Phrasings BY_COLOUR =
            new Phrasings("Which light is {}?", "Name the {} light.", "What does the {} light stand for?");
    private static final Phrasings AT = new Phrasings(
            "Which light is at the {}?", "Name the light at the {}.", "What does the light at the {} stand for?");
    private static final Phrasings COUNT =
            new Phrasings("How many warning lights are lit?", "Count the lit lights.", "How many lights are on?");
    private static final Phrasings COUNT_COLOUR =
            new Phrasings("How many {} lights are lit?", "Count the {} lights.", "What is the number of {} lights?");
    private static final Phrasings COLOUR_AT = new Phrasings(
            "What colour is the light at the {}?",
            "Which colour does the light at the {} have?",
            "Name the colour of the {} light.");
    private static final Phrasings PLACE = new Phrasings(
            "Where is the {} light?", "At which place is the {} light?", "Find the {} light: where is it?");
    private static final Phrasings ACTION = new Phrasings(
            "What should the driver do: stop, service or drive on?",
            "Do the lights ask to stop, to service or to drive on?",
            "What is to be done: stop, service or drive on?");
    private static final Phrasings GRAVEST = new Phrasings(
            "Which lit light is the most urgent?", "Name the gravest of the lit lights.", "Which light matters most?");
    private static final Phrasings LIT =
            new Phrasings("Is the {} light lit?", "Is the {} light on?", "Does the {} light glow?");

    private final List<Light> table;
    private final List<LightScene> scenes;

    LightFamilies(List<Light> table, List<LightScene> scenes) {
        this.table = table;
        this.scenes = scenes;
    }

    List<QuestionFamily<LightScene>> all() {
        List<QuestionFamily<LightScene>> all = new ArrayList<>();
        all.add(family(
                "name",
                "perception/recognition/entity",
                (scene, random) -> scene.lit().size() == 1
                        ? Asked.exact(NAME.pick(random), scene.lit().get(0).name(), LIGHTS)
                        : null));
        all.add(family("by-colour", "perception/recognition/object", LightFamilies::byColour));
        all.add(family("at", "perception/recognition/entity", (scene, random) -> {
            Slot slot = scene.slots().get(random.nextInt(scene.slots().size()));
            return slot.light() == null
                    ? null
                    : Asked.exact(
                            AT.pick(random, scene.place(slot.light())),
                            slot.light().name(),
                            LIGHTS);
        }));
        all.add(family(
                "count",
                "perception/counting/all",
                (scene, random) -> Asked.number(COUNT.pick(random), scene.lit().size(), "count")));
        all.add(new EvenFamily<>(
                name("count-colour"),
                "perception/counting/filtered",
                scenes,
                LightFamilies::coloursByCount,
                (scene, severity, random) -> Asked.number(
                        COUNT_COLOUR.pick(random, severity.colour()),
                        scene.lit(severity).size(),
                        "count",
                        LIGHTS)));
        all.add(new EvenFamily<>(
                name("colour-at"),
                "perception/colour/object",
                scenes,
                LightFamilies::litByColour,
                (scene, light, random) -> Asked.exact(
                        COLOUR_AT.pick(random, scene.place(light)),
                        light.severity().colour(),
                        LIGHTS)));
        all.add(family("place", "perception/position/absolute", (scene, random) -> {
            Light light = one(scene.lights(), random);
            return Asked.exact(PLACE.pick(random, light.name()), scene.place(light), LIGHTS);
        }));
        all.add(even(family("action", "reasoning/knowledge/rule", (scene, random) -> {
            List<String> actions = List.of("stop", "service", "drive on");
            int right = actions.indexOf(scene.gravest().action());
            return new Asked(
                    ACTION.pick(random), actions.get(right), new Answer.Choice(actions, right), Set.of(LIGHTS));
        })));
        all.add(family("gravest", "reasoning/comparison/extremum", (scene, random) -> {
            List<Light> gravest = scene.lit(scene.gravest());
            return scene.lit().size() > 1 && gravest.size() == 1 && scene.gravest() != Severity.ON
                    ? Asked.exact(GRAVEST.pick(random), gravest.get(0).name(), LIGHTS)
                    : null;
        }));
        all.add(new BalancedFamily<>(
                Asker.yesNo(name("lit"), "faithfulness/presence/absent", this::isLit), scenes, asked -> asked.facets()
                        .toString()));
        all.add(family("premise", "faithfulness/premise/contradicted", this::premise));
        all.add(family("description", "perception/description/dense", LightFamilies::description));
        return List.copyOf(all);
    }

    private static Asked byColour(LightScene scene, RandomGenerator random) {
        List<Severity> single = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            // There is but one blue light, so its colour would give it away.
            if (severity != Severity.BEAM && scene.lit(severity).size() == 1) {
                single.add(severity);
            }
        }
        if (single.isEmpty()) {
            return null;
        }
        Severity severity = one(single, random);
        return Asked.exact(
                BY_COLOUR.pick(random, severity.colour()),
                scene.lit(severity).get(0).name(),
                LIGHTS);
    }

    /** By colour and count, so that the counts come out even for each colour that a question names. */
    private static Map<String, List<Severity>> coloursByCount(LightScene scene) {
        Map<String, List<Severity>> byCount = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            if (severity != Severity.BEAM) {
                byCount.put(severity.colour() + " " + scene.lit(severity).size(), List.of(severity));
            }
        }
        return byCount;
    }

    private static Map<String, List<Light>> litByColour(LightScene scene) {
        Map<String, List<Light>> byColour = new LinkedHashMap<>();
        scene.lit().forEach(light -> byColour.computeIfAbsent(light.severity().colour(), colour -> new ArrayList<>())
                .add(light));
        return byColour;
    }

    private Asked isLit(LightScene scene, RandomGenerator random) {
        boolean yes = random.nextBoolean();
        List<Light> of = yes
                ? scene.lit()
                : table.stream().filter(light -> !scene.lit().contains(light)).toList();
        Light light = one(of, random);
        return Asked.exact(LIT.pick(random, light.name()), yes ? "yes" : "no", LIGHTS, "lit." + light.name());
    }

    /** In one of four cases the question is for a light that is not there. */
    private Asked premise(LightScene scene, RandomGenerator random) {
        List<Light> there = scene.lights();
        if (random.nextInt(4) > 0) {
            Light light = one(there, random);
            return Asked.exact(PLACE.pick(random, light.name()), scene.place(light), LIGHTS);
        }
        Light absent =
                one(table.stream().filter(light -> !there.contains(light)).toList(), random);
        return new Asked(PLACE.pick(random, absent.name()), NONE.canonical(), NONE, Set.of(LIGHTS));
    }

    private static Asked description(LightScene scene, RandomGenerator random) {
        List<String> parts = new ArrayList<>();
        for (Slot slot : scene.slots()) {
            if (slot.light() != null) {
                String colour = slot.lit() ? slot.light().severity().colour() : "dark";
                parts.add(scene.place(slot.light()) + " " + colour + " "
                        + slot.light().name());
            }
        }
        String text = "lights: " + String.join(", ", parts);
        return new Asked(Describe.PHRASINGS.pick(random), text, new Answer.FreeText(text), Asked.EVERYTHING);
    }

    private static <T> T one(List<T> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }

    private static String name(String what) {
        return LightSource.NAME + "." + what;
    }

    private static QuestionFamily<LightScene> family(String what, String capability, Asker<LightScene> asker) {
        return Asker.family(name(what), capability, asker);
    }

    private QuestionFamily<LightScene> even(QuestionFamily<LightScene> family) {
        return new BalancedFamily<>(family, scenes, asked -> "");
    }
}
