package io.mindstream.generators.changes;

import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.say;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Colour;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.changes.ChangeScene.Item;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Pictogram;
import io.mindstream.generators.topics.Questions;
import io.mindstream.generators.topics.Sight;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What is asked about two panels. Whatever tells things of one panel tells some of the change, so most turns exclude each other. */
final class ChangeFamilies {
    private static final String THINGS = "things";
    private static final String COUNT = "count";

    private static final Phrasings KIND =
            say("What happened to the {}?", "From left to right, how did the {} change?", "What was done with the {}?");
    private static final Phrasings CHANGED = say(
            "Which thing changed from the left panel to the right?",
            "What is different between the panels? Name the thing.",
            "Which of the things was changed, added or taken away?");
    private static final Phrasings REVERSE = say(
            "Read from right to left, what happens to the {}?",
            "If the right panel came first, what would happen to the {}?",
            "Backwards, how does the {} change?");
    private static final Phrasings UNDO = say(
            "What must be done in the right panel to get the left one?",
            "How can the change be undone?",
            "What would make the right panel like the left?");
    private static final Phrasings COLOUR = say(
            "What colour is the {} in the {} panel?",
            "Which colour has the {} of the {} panel?",
            "Name the colour of the {} in the {} panel.");
    private static final Phrasings COUNTED = say(
            "How many things are in the {} panel?",
            "Count the things of the {} panel.",
            "The {} panel shows how many things?");
    private static final Phrasings BOTH = say(
            "How many things do both panels show together?",
            "Count the things of both panels.",
            "Add the numbers of things of the two panels.");
    private static final Phrasings SAME = say(
            "How many things are just the same in both panels?",
            "Count what did not change.",
            "How many things stayed as they were?");
    private static final Phrasings FULLER = say(
            "Which panel shows more things: {}, {} or {}?",
            "Where are more things, {}, {} or {}?",
            "More things are in which panel: {}, {} or {}?");
    private static final List<String> PANELS = List.of("left", "right", "neither");
    private static final Phrasings ONLY = say(
            "What is only in the {} panel?",
            "Which thing does the {} panel alone show?",
            "Name what is in the {} panel and not in the other.");
    private static final Phrasings WHERE = say(
            "In which panel is the {}: {}, {} or {}?",
            "Where is the {}: {}, {} or {}?",
            "The {} is to be seen {}, {} or in {}?");
    private static final List<String> WHERES = List.of("left", "right", "both");
    private static final Phrasings ROW = say(
            "In the {} panel, is the {} at the {}, {} or {}?",
            "The {} panel: does the {} stand at the {}, {} or {}?",
            "Within the {} panel, is the {}'s row the {}, {} or {}?");
    private static final Phrasings ABOVE = say(
            "In the left panel, is the {} {} or {} the {}?",
            "On the left side, does the {} stand {} or {} the {}?",
            "Left panel: the {} is {} or {} the {}?");
    private static final Phrasings LARGER = say(
            "In which panel is the {} larger: {}, {} or {}?",
            "Where is the {} larger, {}, {} or {}?",
            "The {} is larger in which panel: {}, {} or {}?");
    private static final Phrasings BORDER = say(
            "What colour is the border of the {} panel?",
            "Which colour frames the {} panel?",
            "Name the colour around the {} panel.");
    private static final Phrasings GROUP = say(
            "To which group does the changed thing belong?",
            "Of what group is the thing that changed?",
            "Under which heading would one file what changed?");
    private static final Phrasings TOP = say(
            "Line by line, which thing comes first in the {} panel?",
            "In the {} panel, what comes first, read line by line?",
            "Reading the {} panel like a page, what stands first?");
    private static final Phrasings OF_COLOUR = say(
            "How many {} things are there in both panels together?",
            "Count the {} things of the two panels.",
            "Left and right together, how many things are {}?");
    private static final Phrasings NEXT = say(
            "{} things are put into the right panel. How many has it then?",
            "After {} more come into the right panel, how many does it hold?",
            "Add {} things on the right: how many are there on that side?");
    private static final Phrasings IN =
            say("Is there {} in the {} panel?", "Do you see {} in the {} panel?", "Can {} be found in the {} panel?");
    private static final Phrasings OVER = say(
            "Do both panels show more than {} things?",
            "Are there over {} things in the two panels?",
            "Together, more than {} things?");

    private ChangeFamilies() {}

    static void addTo(Questions<ChangeScene> questions) {
        changes(questions);
        panels(questions);
        questions
                .hidden((scene, random) -> Asked.number(
                        COUNTED.pick(random, "right"), scene.panel(false).size(), COUNT))
                .yesNo(
                        "in",
                        "faithfulness/presence/absent",
                        (scene, yes, random) -> {
                            boolean left = random.nextBoolean();
                            Pictogram thing = yes
                                    ? one(scene.panel(left), random).thing()
                                    : one(
                                            ChangeSource.THINGS.stream()
                                                    .filter(t ->
                                                            scene.find(left, t).isEmpty())
                                                    .toList(),
                                            random);
                            return IN.pick(random, thing.a(), side(left));
                        },
                        THINGS)
                .premise(
                        ChangeFamilies::colour,
                        random -> scene -> COLOUR.pick(
                                random,
                                one(
                                                ChangeSource.THINGS.stream()
                                                        .filter(t -> !scene.shows(t))
                                                        .toList(),
                                                random)
                                        .name(),
                                side(random.nextBoolean())))
                .describe(ChangeFamilies::describe);
    }

    private static void changes(Questions<ChangeScene> questions) {
        questions
                .clear(
                        "kind",
                        "perception/change/kind",
                        (scene, random) -> Asked.exact(
                                KIND.pick(random, scene.thing().name()),
                                scene.change().toString(),
                                THINGS))
                .clear(
                        "changed",
                        "perception/change/object",
                        (scene, random) ->
                                Asked.exact(CHANGED.pick(random), scene.thing().name(), THINGS))
                .clear(
                        "reverse",
                        "reasoning/logic/reverse",
                        (scene, random) ->
                                Asked.exact(REVERSE.pick(random, scene.thing().name()), scene.change().reverse, THINGS))
                .clear(
                        "undo",
                        "reasoning/logic/inverse",
                        (scene, random) -> Asked.exact(UNDO.pick(random), undo(scene), THINGS))
                .clear("only", "perception/change/only", (scene, random) -> {
                    boolean left = scene.before() != null && (scene.after() == null || random.nextBoolean());
                    boolean both = scene.before() != null && scene.after() != null;
                    if (both && scene.change() != Change.REPLACED) {
                        return null;
                    }
                    return Asked.exact(
                            ONLY.pick(random, side(left)),
                            (left ? scene.before() : scene.after()).thing().name(),
                            THINGS);
                })
                .even("where", "perception/change/where", (scene, random) -> {
                    String where = scene.after() == null || scene.change() == Change.REPLACED
                            ? "left"
                            : scene.before() == null ? "right" : "both";
                    return Asked.choice(
                            WHERE.pick(random, scene.thing().name(), WHERES.get(0), WHERES.get(1), WHERES.get(2)),
                            WHERES,
                            where,
                            THINGS);
                })
                .even("larger", "perception/change/size", (scene, random) -> {
                    if (scene.before() == null || scene.after() == null || scene.change() == Change.REPLACED) {
                        return null;
                    }
                    String larger = scene.change() == Change.GROWN
                            ? "right"
                            : scene.change() == Change.SHRUNK ? "left" : "neither";
                    return Asked.choice(
                            LARGER.pick(random, scene.thing().name(), PANELS.get(0), PANELS.get(1), PANELS.get(2)),
                            PANELS,
                            larger,
                            THINGS);
                })
                .even("fuller", "reasoning/comparison/pairwise", (scene, random) -> {
                    int more = scene.panel(true).size() - scene.panel(false).size();
                    return Asked.choice(
                            FULLER.pick(random, PANELS.toArray()),
                            PANELS,
                            more > 0 ? "left" : more < 0 ? "right" : "neither",
                            COUNT,
                            THINGS);
                })
                .clear(
                        "same",
                        "perception/change/unchanged",
                        (scene, random) ->
                                Asked.number(SAME.pick(random), scene.others().size(), THINGS, COUNT))
                .even(
                        "group",
                        "perception/recognition/category",
                        (scene, random) ->
                                Asked.exact(GROUP.pick(random), scene.thing().group(), THINGS));
    }

    private static void panels(Questions<ChangeScene> questions) {
        questions
                .clear("colour", "perception/colour/object", ChangeFamilies::colour)
                .ask(
                        "count",
                        "perception/counting/filtered",
                        (scene, random) -> Asked.number(
                                COUNTED.pick(random, "left"), scene.panel(true).size(), COUNT))
                .clear(
                        "both",
                        "perception/counting/all",
                        (scene, random) -> Asked.number(
                                BOTH.pick(random),
                                scene.panel(true).size() + scene.panel(false).size(),
                                COUNT))
                .clear("next", "reasoning/arithmetic/change", (scene, random) -> {
                    int more = random.nextInt(2, 9);
                    int now = scene.panel(false).size();
                    return Asked.number(NEXT.pick(random, more), now + more, COUNT)
                            .worked(now + " + " + more + " = " + (now + more));
                })
                .ask("row", "perception/position/absolute", (scene, random) -> {
                    boolean left = scene.sight() != Sight.CLEAR || random.nextBoolean();
                    Item item = one(scene.panel(left), random);
                    return Asked.choice(
                            ROW.pick(random, side(left), item.thing().name(), "top", "middle", "bottom"),
                            ChangeScene.ROWS,
                            item.row(),
                            THINGS);
                })
                .ask("above", "perception/position/relative", ChangeFamilies::above)
                .ask("border", "perception/colour/part", (scene, random) -> {
                    boolean left = scene.sight() == Sight.MISSING || random.nextBoolean();
                    return Asked.exact(
                            BORDER.pick(random, side(left)),
                            (left ? scene.left() : scene.right()).toString(),
                            "border");
                })
                .ask("first", "perception/recognition/object", (scene, random) -> {
                    boolean left = scene.sight() != Sight.CLEAR || random.nextBoolean();
                    Item first = scene.panel(left).stream()
                            .min(Comparator.comparingInt(Item::cell))
                            .orElseThrow();
                    return Asked.exact(
                            TOP.pick(random, side(left)), first.thing().name(), THINGS);
                })
                .even("of-colour", "perception/counting/colour", (scene, random) -> {
                    Colour colour = one(Frame.INKS, random);
                    long count = List.of(true, false).stream()
                            .flatMap(left -> scene.panel(left).stream())
                            .filter(item -> item.colour() == colour)
                            .count();
                    return Asked.number(OF_COLOUR.pick(random, colour), (int) count, THINGS);
                })
                .yesNo(
                        "over",
                        "reasoning/comparison/threshold",
                        (scene, yes, random) -> {
                            int both = scene.panel(true).size()
                                    + scene.panel(false).size();
                            return OVER.pick(random, both + (yes ? -random.nextInt(1, 3) : random.nextInt(0, 2)));
                        },
                        COUNT)
                .ground();
    }

    private static String side(boolean left) {
        return left ? "left" : "right";
    }

    private static Asked colour(ChangeScene scene, RandomGenerator random) {
        boolean left = random.nextBoolean();
        Item item = one(scene.panel(left), random);
        return Asked.exact(
                COLOUR.pick(random, item.thing().name(), side(left)),
                item.colour().toString(),
                THINGS);
    }

    private static Asked above(ChangeScene scene, RandomGenerator random) {
        List<Item> items = scene.panel(true);
        Item one = one(items, random);
        Item other = one(items, random);
        if (one.cell() / 2 == other.cell() / 2) {
            return null;
        }
        List<String> options = random.nextBoolean() ? List.of("above", "below") : List.of("below", "above");
        return Asked.choice(
                ABOVE.pick(
                        random,
                        one.thing().name(),
                        options.get(0),
                        options.get(1),
                        other.thing().name()),
                options,
                one.cell() < other.cell() ? "above" : "below",
                THINGS);
    }

    private static String undo(ChangeScene scene) {
        String thing = scene.thing().name();
        return switch (scene.change()) {
            case ADDED -> "remove the " + thing;
            case REMOVED -> "add the " + thing;
            case RECOLOURED -> "paint the " + thing + " " + scene.before().colour();
            case MOVED -> "move the " + thing + " back";
            case GROWN -> "shrink the " + thing;
            case SHRUNK -> "enlarge the " + thing;
            case REPLACED ->
                "put the " + thing + " for the " + scene.after().thing().name();
        };
    }

    private static String describe(ChangeScene scene) {
        String right = scene.clear() ? "right " + list(scene.panel(false)) : "right panel not to be seen";
        return "left " + list(scene.panel(true)) + "; " + right
                + (scene.clear() ? "; " + scene.thing().name() + " " + scene.change() : "");
    }

    private static String list(List<Item> items) {
        return items.stream().map(Item::words).collect(Collectors.joining(", "));
    }
}
