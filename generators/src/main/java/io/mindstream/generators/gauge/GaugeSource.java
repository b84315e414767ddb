package io.mindstream.generators.gauge;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Colour;
import io.mindstream.generators.Family;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.Source;
import io.mindstream.samples.Answer;
import io.mindstream.samples.Facts;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** One round dial with a unit, a needle and a red area that begins at a limit. */
public final class GaugeSource implements Source<GaugeScene> {
    /** Parts of the scale between needle and limit, at least: what can be told apart in 64 pixels. */
    private static final double APART = 0.08;

    /** A reading this part of the scale off is still right: half the way from one tick to the next. */
    private static final double TOLERANCE = 0.05;

    private static final List<Colour> FACES = List.of(Colour.WHITE, Colour.BLACK, Colour.CYAN, Colour.PINK);
    private static final List<Colour> NEEDLES =
            List.of(Colour.RED, Colour.ORANGE, Colour.GREEN, Colour.BLUE, Colour.PURPLE);
    private static final List<String> THIRDS = List.of("lower", "middle", "upper");

    private static final Phrasings VALUE = new Phrasings(
            "What does the gauge show?",
            "Read the gauge.",
            "What is the value on the dial?",
            "Which value does the needle show?");
    private static final Phrasings LIMIT = new Phrasings(
            "Where is the limit?", "At which value does the red area begin?", "What is the limit?", "Read the limit.");
    private static final Phrasings OVER = new Phrasings(
            "Is the value above the limit?",
            "Is the needle in the red area?",
            "Does the gauge show too much?",
            "Is the limit passed?");
    private static final Phrasings SIDE = new Phrasings(
            "Is the value {} or {} the limit?",
            "Does the needle stand {} or {} the limit?",
            "The needle: {} or {} the limit?");
    private static final Phrasings THIRD = new Phrasings(
            "Which third of the scale is the needle in: {}, {} or {}?",
            "Is the needle in the {}, {} or {} third?",
            "Does the gauge stand in the {}, {} or {} third of the scale?");
    private static final Phrasings DIFFERENCE = new Phrasings(
            "How far is the value from the limit?",
            "What is the distance between needle and limit?",
            "By how much do value and limit differ?");
    private static final Phrasings UNIT = new Phrasings(
            "What is the unit?", "Which unit does the gauge have?", "In which unit does the gauge measure?");
    private static final Phrasings QUANTITY = new Phrasings(
            "What does the gauge measure?", "Which quantity is measured?", "What kind of quantity does the dial show?");
    private static final Phrasings NEEDLE = new Phrasings(
            "What colour is the needle?", "Which colour does the needle have?", "Name the colour of the needle.");
    private static final Phrasings FACE = new Phrasings(
            "What colour is the dial?", "Which colour does the dial have?", "Name the colour behind the needle.");
    private static final Phrasings DESCRIBE =
            new Phrasings("Describe the picture.", "What do you see?", "Describe the gauge.", "Tell me what is shown.");

    @Override
    public String name() {
        return "gauge";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<String> domains() {
        return List.of("automotive/instruments/gauge");
    }

    @Override
    public GaugeScene scene(String domain, RandomGenerator random) {
        Quantity quantity = Quantity.values()[random.nextInt(Quantity.values().length)];
        int value = random.nextInt(quantity.steps() + 1);
        int apart = (int) Math.ceil(APART * quantity.steps());
        // The limit lies within 10..90 % of the scale; over or not is drawn first, so that both are equally frequent.
        int lowest = (int) Math.ceil(0.1 * quantity.steps());
        int highest = (int) Math.floor(0.9 * quantity.steps());
        boolean canBeOver = value - apart >= lowest;
        boolean over = canBeOver && (value + apart > highest || random.nextBoolean());
        int limit = over
                ? random.nextInt(lowest, value - apart + 1)
                : random.nextInt(Math.max(lowest, value + apart), highest + 1);
        return new GaugeScene(
                quantity,
                value * quantity.step,
                limit * quantity.step,
                FACES.get(random.nextInt(FACES.size())),
                NEEDLES.get(random.nextInt(NEEDLES.size())),
                (random.nextDouble() - 0.5) * 4);
    }

    @Override
    public String contentKey(GaugeScene scene) {
        return String.join(
                " ",
                scene.quantity().words,
                Integer.toString(scene.value()),
                Integer.toString(scene.limit()),
                scene.face().toString(),
                scene.needle().toString());
    }

    @Override
    public Facts facts(GaugeScene scene) {
        return new Facts(
                List.of("gauge", "scale", scene.needle() + " needle", "red area"),
                List.of(
                        "needle " + (scene.over() ? "above" : "below") + " limit",
                        "needle in " + third(scene) + " third"),
                List.of(scene.quantity().unit, Integer.toString(scene.quantity().end)),
                List.of(scene.quantity().unit + " -> " + scene.quantity().words));
    }

    @Override
    public void paint(GaugeScene scene, Graphics2D graphics, int size) {
        new GaugeDial(scene, graphics, size).paint();
    }

    private static String third(GaugeScene scene) {
        return THIRDS.get(scene.third());
    }

    @Override
    public List<QuestionFamily<GaugeScene>> families() {
        return List.of(
                Family.of(
                        "gauge.value",
                        "perception/reading/gauge",
                        (scene, random) -> Optional.of(
                                reading(scene, VALUE.pick(random), scene.value(), Set.of("value", "unit")))),
                Family.of(
                        "gauge.limit",
                        "perception/reading/gauge",
                        (scene, random) -> Optional.of(
                                reading(scene, LIMIT.pick(random), scene.limit(), Set.of("limit", "unit")))),
                Family.yesNo(
                        "gauge.over",
                        "reasoning/knowledge/rule",
                        (scene, random) -> Optional.of(
                                Asked.exact(OVER.pick(random), scene.over() ? "yes" : "no", "value", "limit"))),
                Family.of("gauge.side", "reasoning/comparison/pairwise", GaugeSource::side),
                Family.of("gauge.third", "perception/position/absolute", GaugeSource::third),
                Family.of(
                        "gauge.difference",
                        "reasoning/arithmetic/difference",
                        (scene, random) -> Optional.of(reading(
                                scene,
                                DIFFERENCE.pick(random),
                                Math.abs(scene.value() - scene.limit()),
                                Set.of("value", "limit", "unit")))),
                Family.of(
                        "gauge.unit",
                        "perception/reading/word",
                        (scene, random) -> Optional.of(Asked.exact(UNIT.pick(random), scene.quantity().unit, "unit"))),
                Family.of(
                        "gauge.quantity",
                        "reasoning/knowledge/fact",
                        (scene, random) ->
                                Optional.of(Asked.exact(QUANTITY.pick(random), scene.quantity().words, "unit"))),
                Family.of(
                        "gauge.needle",
                        "perception/colour/object",
                        (scene, random) -> Optional.of(
                                Asked.exact(NEEDLE.pick(random), scene.needle().toString(), "needle"))),
                Family.of(
                        "gauge.face",
                        "perception/colour/background",
                        (scene, random) -> Optional.of(
                                Asked.exact(FACE.pick(random), scene.face().toString(), "face"))),
                Family.of("gauge.describe", "perception/description/dense", GaugeSource::describe));
    }

    private static Asked reading(GaugeScene scene, String question, int value, Set<String> facets) {
        return new Asked(
                question, Integer.toString(value), new Answer.Number(value, TOLERANCE * scene.quantity().end), facets);
    }

    private static Optional<Asked> side(GaugeScene scene, RandomGenerator random) {
        List<String> options = random.nextBoolean() ? List.of("above", "below") : List.of("below", "above");
        String reply = scene.over() ? "above" : "below";
        return Optional.of(new Asked(
                SIDE.pick(random, options.get(0), options.get(1)),
                reply,
                new Answer.Choice(options, options.indexOf(reply)),
                Set.of("value", "limit")));
    }

    private static Optional<Asked> third(GaugeScene scene, RandomGenerator random) {
        return Optional.of(new Asked(
                THIRD.pick(random, THIRDS.toArray()),
                third(scene),
                new Answer.Choice(THIRDS, scene.third()),
                Set.of("value")));
    }

    private static Optional<Asked> describe(GaugeScene scene, RandomGenerator random) {
        String words = scene.face() + " " + scene.quantity().words + " gauge, " + scene.needle() + " needle at "
                + scene.value() + " " + scene.quantity().unit + " in the " + third(scene) + " third, limit "
                + scene.limit() + ", value " + (scene.over() ? "above" : "below") + " limit";
        return Optional.of(new Asked(DESCRIBE.pick(random), words, new Answer.FreeText(words), Asked.EVERYTHING));
    }
}
