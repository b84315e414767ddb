package io.mindstream.generators.icons;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.icons.IconScene.Layout;
import io.mindstream.generators.svg.Asker;
import io.mindstream.generators.svg.BalancedFamily;
import io.mindstream.generators.svg.Describe;
import io.mindstream.samples.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What can be asked of icons. The facets {@code nameN} and {@code colourN} stand for what the N-th icon is and what colour it has. */
final class IconFamilies {
    private static final String GROUND_FACET = "ground";

    private static final Answer.Exact NONE = new Answer.Exact(List.of("not there", "there is none", "none"));

    private static final Phrasings NAME = new Phrasings(
            "What does the icon show?",
            "Name the thing in the picture.",
            "What is this a picture of?",
            "What is shown?");
    private static final Phrasings KIND = new Phrasings(
            "What kind of thing is shown?",
            "Which kind of thing does the icon stand for?",
            "To which group does the thing belong?");
    private static final Phrasings COLOUR = new Phrasings(
            "What colour is the icon?", "Which colour does the icon have?", "Name the colour of the icon.");
    private static final Phrasings COLOUR_OF =
            new Phrasings("What colour is the {}?", "Which colour does the {} have?", "Name the colour of the {}.");
    private static final Phrasings BY_COLOUR =
            new Phrasings("What is {}?", "Which thing is {}?", "Name the {} thing.", "What is the {} icon?");
    private static final Phrasings GROUND = new Phrasings(
            "What colour is the background?", "Which colour is behind the icon?", "Name the background colour.");
    private static final Phrasings POSITION = new Phrasings(
            "Where in the picture is the icon?",
            "In which part of the picture is the icon?",
            "What is the position of the icon?");
    private static final Phrasings COUNT = new Phrasings(
            "How many icons are there?",
            "Count the icons.",
            "What is the number of icons?",
            "How many icons do you see?");
    private static final Phrasings SIDE =
            new Phrasings("What is at the {}?", "What is shown at the {}?", "Name the thing at the {}.");
    private static final Phrasings WHICH_SIDE =
            new Phrasings("Where is the {}?", "At which side is the {}?", "Find the {}: where is it?");
    private static final Phrasings PRESENCE =
            new Phrasings("Is there any {}?", "Do you see any {}?", "Does the picture show any {}?");

    private final IconSet set;
    private final List<IconScene> scenes;

    IconFamilies(IconSet set, List<IconScene> scenes) {
        this.set = set;
        this.scenes = scenes;
    }

    List<QuestionFamily<IconScene>> all() {
        List<QuestionFamily<IconScene>> all = new ArrayList<>();
        all.add(single(
                "name",
                "perception/recognition/entity",
                (scene, random) -> scene.named() ? name(NAME.pick(random), scene.icon(0), "name0") : null));
        all.add(even(single(
                "kind",
                "perception/recognition/kind",
                (scene, random) -> scene.named()
                        ? Asked.exact(KIND.pick(random), scene.icon(0).kind(), "name0")
                        : null)));
        all.add(even(single(
                "colour",
                "perception/colour/object",
                (scene, random) -> Asked.exact(COLOUR.pick(random), scene.ink(0).word(), "colour0"))));
        all.add(pair("colour-of", "perception/colour/object", this::colourOf));
        all.add(pair("by-colour", "perception/recognition/object", (scene, random) -> {
            int index = random.nextInt(2);
            return name(
                    BY_COLOUR.pick(random, scene.ink(index).word()),
                    scene.icon(index),
                    "name" + index,
                    "colour" + index);
        }));
        all.add(Asker.family(
                "icons.ground",
                "perception/colour/background",
                (scene, random) ->
                        Asked.exact(GROUND.pick(random), scene.ground().word(), GROUND_FACET)));
        all.add(single(
                "position",
                "perception/position/absolute",
                (scene, random) -> scene.layout() == Layout.SMALL
                        ? Asked.exact(POSITION.pick(random), scene.cell().words(), "position")
                        : null));
        all.add(single(
                "count",
                "perception/counting/all",
                (scene, random) -> scene.layout() == Layout.REPEATED
                        ? Asked.number(COUNT.pick(random), scene.icons().size(), "count")
                        : null));
        all.add(pair("side", "perception/position/relative", (scene, random) -> {
            int index = random.nextInt(2);
            return name(SIDE.pick(random, scene.side(index)), scene.icon(index), "name" + index);
        }));
        all.add(pair("which-side", "perception/position/relative", (scene, random) -> {
            int index = random.nextInt(2);
            return Asked.exact(WHICH_SIDE.pick(random, scene.icon(index).name()), scene.side(index), "name" + index);
        }));
        all.add(Asker.yesNo("icons.presence", "faithfulness/presence/absent", this::presence));
        all.add(Asker.family("icons.premise", "faithfulness/premise/contradicted", this::premise));
        all.add(Asker.family("icons.description", "perception/description/dense", IconFamilies::description));
        return List.copyOf(all);
    }

    private Asked colourOf(IconScene scene, RandomGenerator random) {
        int index = random.nextInt(2);
        return Asked.exact(
                COLOUR_OF.pick(random, scene.icon(index).name()),
                scene.ink(index).word(),
                "name" + index,
                "colour" + index);
    }

    private Asked presence(IconScene scene, RandomGenerator random) {
        if (!scene.named()) {
            return null;
        }
        boolean yes = random.nextBoolean();
        Icon icon = yes ? scene.icon(scene.pair() ? random.nextInt(2) : 0) : absent(scene, random);
        return Asked.exact(PRESENCE.pick(random, icon.name()), yes ? "yes" : "no", "name0", "name1");
    }

    /** In one of four cases the question is for something that is not there. */
    private Asked premise(IconScene scene, RandomGenerator random) {
        if (!scene.named()) {
            return null;
        }
        if (random.nextInt(4) == 0) {
            String question = COLOUR_OF.pick(random, absent(scene, random).name());
            return new Asked(question, NONE.canonical(), NONE, Set.of("name0", "name1"));
        }
        int index = scene.pair() ? random.nextInt(2) : 0;
        return Asked.exact(
                COLOUR_OF.pick(random, scene.icon(index).name()),
                scene.ink(index).word(),
                "name0",
                "name1",
                "colour" + index);
    }

    /** An icon of the same domain that is not shown. */
    private Icon absent(IconScene scene, RandomGenerator random) {
        List<Icon> others = set.named(scene.icon(0).domain()).stream()
                .filter(icon ->
                        scene.icons().stream().noneMatch(placed -> placed.icon().equals(icon)))
                .toList();
        return others.get(random.nextInt(others.size()));
    }

    private static Asked description(IconScene scene, RandomGenerator random) {
        String ground = " on " + scene.ground().word() + " ground";
        String text =
                switch (scene.layout()) {
                    case LARGE -> about(scene, 0) + ground;
                    case SMALL -> scene.cell().words() + " " + about(scene, 0) + ground;
                    case REPEATED -> scene.icons().size() + " times " + about(scene, 0) + ground;
                    case SIDE_BY_SIDE, STACKED ->
                        scene.side(0) + " " + about(scene, 0) + ", " + scene.side(1) + " " + about(scene, 1) + ground;
                };
        return new Asked(Describe.PHRASINGS.pick(random), text, new Answer.FreeText(text), Asked.EVERYTHING);
    }

    private static String about(IconScene scene, int index) {
        Icon icon = scene.icon(index);
        return scene.ink(index).word() + " " + (icon.named() ? icon.name() : "icon");
    }

    private static Asked name(String question, Icon icon, String... facets) {
        return new Asked(question, icon.name(), new Answer.Exact(icon.accepted()), Set.of(facets));
    }

    private static QuestionFamily<IconScene> single(String what, String capability, Asker<IconScene> asker) {
        return Asker.family(
                "icons." + what, capability, (scene, random) -> scene.pair() ? null : asker.ask(scene, random));
    }

    private static QuestionFamily<IconScene> pair(String what, String capability, Asker<IconScene> asker) {
        return Asker.family(
                "icons." + what, capability, (scene, random) -> scene.pair() ? asker.ask(scene, random) : null);
    }

    private QuestionFamily<IconScene> even(QuestionFamily<IconScene> family) {
        return new BalancedFamily<>(family, scenes, asked -> "");
    }
}
