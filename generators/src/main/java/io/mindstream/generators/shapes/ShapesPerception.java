package io.mindstream.generators.shapes;

import static io.mindstream.generators.shapes.ShapesScene.number;

import io.mindstream.generators.Asked;
import io.mindstream.generators.EvenFamily;
import io.mindstream.generators.Family;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.shapes.ShapesScene.Thing;
import io.mindstream.samples.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What can be seen at once: number, colour, form, place, and the whole scene in words. */
final class ShapesPerception {
    static final Phrasings COLOUR = new Phrasings(
            "What colour is the {}?",
            "Which colour does the {} have?",
            "Name the colour of the {}.",
            "The {} is of what colour?");

    private static final Phrasings COUNT = new Phrasings(
            "How many shapes are there?",
            "Count the shapes.",
            "How many shapes do you see?",
            "What is the number of shapes?");
    private static final Phrasings COUNT_KIND = new Phrasings(
            "How many {} are there?", "Count the {}.", "How many {} do you see?", "What is the number of {}?");
    private static final Phrasings FORM = new Phrasings(
            "What shape is the {} one?", "Which shape is {}?", "Name the {} shape.", "What is the {} thing?");
    private static final Phrasings PLACE = new Phrasings(
            "Where is the {}?",
            "In which part of the picture is the {}?",
            "Say where the {} is.",
            "What is the place of the {}?");
    private static final Phrasings AT = new Phrasings(
            "What is at the {}?",
            "What is shown at the {}?",
            "Name the shape and colour at the {}.",
            "Which shape is at the {}?");
    private static final Phrasings BESIDE = new Phrasings(
            "Is the {} {} or {} of the {}?",
            "Does the {} stand {} or {} of the {}?",
            "Where is the {}, {} or {} of the {}?");
    private static final Phrasings OVER = new Phrasings(
            "Is the {} {} or {} the {}?", "Does the {} stand {} or {} the {}?", "Where is the {}, {} or {} the {}?");
    private static final Phrasings GROUND = new Phrasings(
            "What colour is the background?",
            "Which colour is behind the shapes?",
            "Name the background colour.",
            "The shapes stand on what colour?");
    private static final Phrasings DESCRIBE = new Phrasings(
            "Describe the picture.", "What do you see?", "Describe all shapes.", "Tell me what is shown.");

    private final List<ShapesScene> scenes;

    ShapesPerception(List<ShapesScene> scenes) {
        this.scenes = scenes;
    }

    List<QuestionFamily<ShapesScene>> families() {
        return List.of(
                Family.of(
                        "shapes.count",
                        "perception/counting/all",
                        (scene, random) -> Optional.of(
                                Asked.number(COUNT.pick(random), scene.things().size(), "count"))),
                new EvenFamily<>(
                        "shapes.count-colour",
                        "perception/counting/filtered",
                        scenes,
                        scene -> byCount(scene.colours(), scene::count),
                        (scene, colour, random) -> Asked.number(
                                COUNT_KIND.pick(random, colour + " shapes"), scene.count(colour), number(colour))),
                new EvenFamily<>(
                        "shapes.count-form",
                        "perception/counting/filtered",
                        scenes,
                        scene -> byCount(scene.forms(), scene::count),
                        (scene, form, random) ->
                                Asked.number(COUNT_KIND.pick(random, form.plural()), scene.count(form), number(form))),
                Family.of("shapes.colour", "perception/colour/object", ShapesPerception::colour),
                Family.of("shapes.form", "perception/recognition/kind", ShapesPerception::form),
                Family.of("shapes.place", "perception/position/absolute", ShapesPerception::place),
                Family.of("shapes.at", "perception/recognition/object", ShapesPerception::at),
                Family.of("shapes.beside", "perception/position/relative", ShapesPerception::beside),
                Family.of(
                        "shapes.ground",
                        "perception/colour/background",
                        (scene, random) -> Optional.of(
                                Asked.exact(GROUND.pick(random), scene.ground().toString(), "ground"))),
                Family.of("shapes.describe", "perception/description/dense", ShapesPerception::describe));
    }

    static <T> Map<String, List<T>> byCount(List<T> kinds, Function<T, Integer> count) {
        Map<String, List<T>> byCount = new LinkedHashMap<>();
        kinds.forEach(kind -> byCount.computeIfAbsent(count.apply(kind).toString(), n -> new ArrayList<>())
                .add(kind));
        return byCount;
    }

    static <T> Optional<T> any(List<T> items, RandomGenerator random) {
        return items.isEmpty() ? Optional.empty() : Optional.of(items.get(random.nextInt(items.size())));
    }

    private static Optional<Asked> colour(ShapesScene scene, RandomGenerator random) {
        return any(
                        scene.things().stream()
                                .filter(thing -> scene.count(thing.form()) == 1)
                                .toList(),
                        random)
                .map(thing -> colourOf(scene, thing, random));
    }

    /** The colour of the only thing of its form. */
    static Asked colourOf(ShapesScene scene, Thing thing, RandomGenerator random) {
        return Asked.exact(
                COLOUR.pick(random, thing.form()), thing.colour().toString(), scene.facet(thing), number(thing.form()));
    }

    private static Optional<Asked> form(ShapesScene scene, RandomGenerator random) {
        return any(
                        scene.things().stream()
                                .filter(thing -> scene.count(thing.colour()) == 1)
                                .toList(),
                        random)
                .map(thing -> Asked.exact(
                        FORM.pick(random, thing.colour()),
                        thing.form().toString(),
                        scene.facet(thing),
                        number(thing.colour())));
    }

    private static Optional<Asked> place(ShapesScene scene, RandomGenerator random) {
        return any(scene.named(), random)
                .map(thing -> Asked.exact(PLACE.pick(random, thing.words()), scene.place(thing), scene.facet(thing)));
    }

    private static Optional<Asked> at(ShapesScene scene, RandomGenerator random) {
        return any(scene.things(), random)
                .map(thing -> Asked.exact(AT.pick(random, scene.place(thing)), thing.words(), scene.facet(thing)));
    }

    private static Optional<Asked> beside(ShapesScene scene, RandomGenerator random) {
        List<Thing> named = scene.named();
        if (named.size() < 2) {
            return Optional.empty();
        }
        Thing one = named.get(random.nextInt(named.size()));
        List<Thing> others = named.stream().filter(thing -> thing != one).toList();
        Thing other = others.get(random.nextInt(others.size()));
        boolean across = random.nextBoolean();
        int apart = across ? scene.column(one) - scene.column(other) : scene.row(one) - scene.row(other);
        if (apart == 0) {
            return Optional.empty();
        }
        List<String> sides = across ? List.of("left", "right") : List.of("above", "below");
        int right = apart < 0 ? 0 : 1;
        boolean swap = random.nextBoolean();
        List<String> options = swap ? List.of(sides.get(1), sides.get(0)) : sides;
        String question =
                (across ? BESIDE : OVER).pick(random, one.words(), options.get(0), options.get(1), other.words());
        return Optional.of(new Asked(
                question,
                sides.get(right),
                new Answer.Choice(options, options.indexOf(sides.get(right))),
                java.util.Set.of(scene.facet(one), scene.facet(other))));
    }

    /** Places come first: then what follows is read off one place, and need not be found before it is named. */
    private static Optional<Asked> describe(ShapesScene scene, RandomGenerator random) {
        String words = scene.things().stream()
                        .map(thing -> scene.place(thing) + " " + thing.sizedWords())
                        .collect(Collectors.joining(", "))
                + " on " + scene.ground();
        return Optional.of(new Asked(DESCRIBE.pick(random), words, new Answer.FreeText(words), Asked.EVERYTHING));
    }
}
