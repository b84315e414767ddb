package io.mindstream.generators.shapes;

import static io.mindstream.generators.shapes.ShapesPerception.any;
import static io.mindstream.generators.shapes.ShapesPerception.colourOf;
import static io.mindstream.generators.shapes.ShapesScene.number;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Colour;
import io.mindstream.generators.EvenFamily;
import io.mindstream.generators.Family;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.shapes.ShapesScene.Size;
import io.mindstream.generators.shapes.ShapesScene.Thing;
import io.mindstream.samples.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** What has to be worked out from several shapes, and what is not there. */
final class ShapesReasoning {
    /** Of the questions of {@code shapes.premise} this part asks for what is not there. */
    private static final double CONTRADICTED = 0.25;

    private static final Phrasings LARGER = new Phrasings(
            "Which is larger, the {} or the {}?",
            "What is bigger, the {} or the {}?",
            "Name the larger one: the {} or the {}?");
    private static final Phrasings LARGEST = new Phrasings(
            "What colour is the {} shape?", "Which colour does the {} shape have?", "Name the colour of the {} shape.");
    private static final Phrasings MORE = new Phrasings(
            "Are there more {} or more {} shapes?",
            "Which are more, the {} or the {} shapes?",
            "Which colour occurs more often, {} or {}?");
    private static final Phrasings SUM = new Phrasings(
            "How many {} and {} shapes are there together?",
            "Add the {} and the {} shapes.",
            "What is the sum of {} and {} shapes?");
    private static final Phrasings DIFFERENCE = new Phrasings(
            "How many more {} than {} shapes are there?",
            "By how many do the {} shapes exceed the {} ones?",
            "What is the number of {} shapes less the {} ones?");
    private static final Phrasings PRESENT = new Phrasings(
            "Is there any {}?", "Do you see any {}?", "Does the picture show any {}?", "Can any {} be seen?");

    private final List<ShapesScene> scenes;

    ShapesReasoning(List<ShapesScene> scenes) {
        this.scenes = scenes;
    }

    private record Pair(Colour one, Colour other) {}

    List<QuestionFamily<ShapesScene>> families() {
        return List.of(
                Family.of("shapes.larger", "reasoning/comparison/pairwise", ShapesReasoning::larger),
                Family.of("shapes.more", "reasoning/comparison/pairwise", ShapesReasoning::more),
                Family.of("shapes.largest", "reasoning/comparison/extremum", ShapesReasoning::largest),
                new EvenFamily<>(
                        "shapes.sum",
                        "reasoning/arithmetic/sum",
                        scenes,
                        scene -> pairs(scene, 1),
                        (scene, pair, random) -> Asked.number(
                                SUM.pick(random, pair.one(), pair.other()),
                                scene.count(pair.one()) + scene.count(pair.other()),
                                number(pair.one()),
                                number(pair.other()))),
                new EvenFamily<>(
                        "shapes.difference",
                        "reasoning/arithmetic/difference",
                        scenes,
                        scene -> pairs(scene, -1),
                        (scene, pair, random) -> Asked.number(
                                DIFFERENCE.pick(random, pair.one(), pair.other()),
                                scene.count(pair.one()) - scene.count(pair.other()),
                                number(pair.one()),
                                number(pair.other()))),
                Family.yesNo("shapes.present", "faithfulness/presence/absent", ShapesReasoning::present),
                Family.of("shapes.premise", "faithfulness/premise/contradicted", ShapesReasoning::premise));
    }

    private static Map<String, List<Pair>> pairs(ShapesScene scene, int sign) {
        Map<String, List<Pair>> byResult = new LinkedHashMap<>();
        for (Colour one : scene.colours()) {
            for (Colour other : scene.colours()) {
                int result = scene.count(one) + sign * scene.count(other);
                if (one != other && result >= 0) {
                    byResult.computeIfAbsent(Integer.toString(result), r -> new ArrayList<>())
                            .add(new Pair(one, other));
                }
            }
        }
        return byResult;
    }

    private static Optional<Asked> larger(ShapesScene scene, RandomGenerator random) {
        List<Thing> named = scene.named();
        if (named.size() < 2) {
            return Optional.empty();
        }
        Thing one = named.get(random.nextInt(named.size()));
        return any(named.stream().filter(thing -> thing.size() != one.size()).toList(), random)
                .map(other -> {
                    List<String> options = List.of(one.words(), other.words());
                    int right = one.size().scale > other.size().scale ? 0 : 1;
                    return new Asked(
                            LARGER.pick(random, options.get(0), options.get(1)),
                            options.get(right),
                            new Answer.Choice(options, right),
                            Set.of(scene.facet(one), scene.facet(other)));
                });
    }

    private static Optional<Asked> more(ShapesScene scene, RandomGenerator random) {
        List<Colour> colours = scene.colours();
        Colour one = colours.get(random.nextInt(colours.size()));
        return any(
                        colours.stream()
                                .filter(c -> scene.count(c) != scene.count(one))
                                .toList(),
                        random)
                .map(other -> {
                    List<String> options = List.of(one.toString(), other.toString());
                    int right = scene.count(one) > scene.count(other) ? 0 : 1;
                    return new Asked(
                            MORE.pick(random, one, other),
                            options.get(right),
                            new Answer.Choice(options, right),
                            Set.of(number(one), number(other)));
                });
    }

    private static Optional<Asked> largest(ShapesScene scene, RandomGenerator random) {
        boolean largest = random.nextBoolean();
        Size extreme = scene.things().stream()
                .map(Thing::size)
                .reduce((a, b) -> largest == a.compareTo(b) > 0 ? a : b)
                .orElseThrow();
        List<Thing> extremes =
                scene.things().stream().filter(thing -> thing.size() == extreme).toList();
        if (scene.things().size() < 2 || extremes.size() != 1) {
            return Optional.empty();
        }
        return Optional.of(Asked.exact(
                LARGEST.pick(random, largest ? "largest" : "smallest"),
                extremes.get(0).colour().toString(),
                scene.facet(extremes.get(0))));
    }

    private static Optional<Asked> present(ShapesScene scene, RandomGenerator random) {
        boolean yes = random.nextBoolean();
        Thing model = scene.things().get(random.nextInt(scene.things().size()));
        if (yes) {
            return Optional.of(
                    Asked.exact(PRESENT.pick(random, model.words()), "yes", scene.facet(model), number(model.words())));
        }
        // Half of the time the colour is there on another form, half of the time the form in another colour.
        Colour colour = model.colour();
        Form form = model.form();
        if (random.nextBoolean()) {
            form = any(without(Form.values(), other -> scene.has(model.colour(), other)), random)
                    .orElseThrow();
        } else {
            colour = any(without(Colour.THINGS.toArray(Colour[]::new), other -> scene.has(other, model.form())), random)
                    .orElseThrow();
        }
        String words = colour + " " + form;
        return Optional.of(Asked.exact(PRESENT.pick(random, words), "no", number(colour), number(form)));
    }

    private static <T> List<T> without(T[] all, Predicate<T> there) {
        return Arrays.stream(all).filter(there.negate()).toList();
    }

    private static Optional<Asked> premise(ShapesScene scene, RandomGenerator random) {
        if (random.nextDouble() >= CONTRADICTED) {
            return any(
                            scene.things().stream()
                                    .filter(thing -> scene.count(thing.form()) == 1)
                                    .toList(),
                            random)
                    .map(thing -> colourOf(scene, thing, random));
        }
        return any(
                        List.of(Form.values()).stream()
                                .filter(form -> scene.count(form) == 0)
                                .toList(),
                        random)
                .map(form ->
                        Asked.exact(ShapesPerception.COLOUR.pick(random, form), "there is no " + form, number(form)));
    }
}
