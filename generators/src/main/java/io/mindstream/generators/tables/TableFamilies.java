package io.mindstream.generators.tables;

import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.other;
import static io.mindstream.generators.topics.Questions.say;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.tables.TableScene.Row;
import io.mindstream.generators.topics.Questions;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What is asked about tables. */
final class TableFamilies {
    private static final String VALUES = "values";
    private static final String NAMES = "names";
    private static final String MARKS = "marks";

    /** Of these nobody would write a unit. */
    private static final List<String> COUNTED = List.of("number", "place", "size", "points");

    private static final Phrasings VALUE =
            say("What is the {} of {}?", "Read the {} of {}.", "Which {} does the table give for {}?");
    private static final Phrasings LOOKUP =
            say("Which row has {} {}?", "For which row is the {} {}?", "Name the row whose {} is {}.");
    private static final Phrasings HEAD =
            say("What stands at the head of the numbers?", "Read the heading.", "Which word heads the table?");
    private static final Phrasings COUNT = say(
            "How many rows are there below the heading?",
            "Count the rows without the heading.",
            "How many names are listed?");
    private static final Phrasings ABOVE = say(
            "How many rows have {} above {}?", "Count the rows with {} over {}.", "In how many rows does {} pass {}?");
    private static final Phrasings TICKS =
            say("How many rows are ticked?", "Count the ticks.", "What is the number of ticks?");
    private static final Phrasings MARK =
            say("Is {} {} or {}?", "Which mark has {}: {} or {}?", "The row of {}: {} or {}?");
    private static final Phrasings IN_ROW =
            say("Which name stands in row {}?", "What is listed in row {}?", "Read the name of row {}.");
    private static final Phrasings ROW_OF =
            say("In which row is {}?", "What is the number of the row of {}?", "{} stands in which row?");
    private static final Phrasings NEXT =
            say("Which name stands right {} {}?", "What comes directly {} {}?", "Name the row just {} {}.");
    private static final Phrasings EXTREME =
            say("Which row has the {} {}?", "Name the row with the {} {}.", "Where is the {} {}?");
    private static final Phrasings SECOND = say(
            "Which row has the second largest {}?",
            "Name the row that comes second by {}.",
            "Ordered by {}, largest first, what is second?");
    private static final Phrasings PAIR = say(
            "Which has more {}, {} or {}?",
            "Is the {} larger for {} or for {}?",
            "Compare {}: {} or {}, which has more?");
    private static final Phrasings DIFFERENCE = say(
            "By how much does {} differ between {} and {}?",
            "What is the difference in {} of {} and {}?",
            "How far apart in {} are {} and {}?");
    private static final Phrasings SUM =
            say("What is the {} of {} and {} together?", "Add the {} of {} and {}.", "Sum up the {} of {} and {}.");
    private static final Phrasings TOTAL =
            say("What do all numbers add up to?", "What is the total of the {}?", "Sum the whole column.");
    private static final Phrasings MEAN = say(
            "What is the mean {} of {} and {}?",
            "Half way between {} and {}, what is the {}?",
            "Give the average {} of {} and {}.");
    private static final Phrasings TIMES = say(
            "What is {} times the {} of {}?",
            "Take {} times the {} of {}: how much is it?",
            "How much is {} times the {} of {}?");
    private static final Phrasings GROWS = say(
            "The {} of {} grows by {}. What is it then?",
            "The {} of {} goes up by {}. What is the new number?",
            "Let the {} of {} rise by {}: what comes out?");
    private static final Phrasings RANGE = say(
            "How far apart are the largest and the smallest number?",
            "What is the range of the numbers?",
            "Largest less smallest: how much?");
    private static final Phrasings TICKED_SUM = say(
            "What do the numbers of the ticked rows make together?",
            "Add the {} of all ticked rows.",
            "What is the total of the rows with a tick?");
    private static final Phrasings PARITY =
            say("Is the {} of {} {} or {}?", "The {} of {}: {} or {}?", "Which is the {} of {}, {} or {}?");
    private static final Phrasings OVER =
            say("Is the {} of {} above {}?", "Does {} of {} pass {}?", "Is {} of {} more than {}?");
    private static final Phrasings UNIT = say(
            "In which unit are the numbers?",
            "What unit belongs to the numbers?",
            "Which unit would one write behind the numbers?");
    private static final Phrasings THEME =
            say("What is the table about?", "Which theme does the table have?", "To what do these numbers belong?");
    private static final Phrasings TREND = say(
            "From top to bottom, do the numbers {}, {} or {}?",
            "Going down, the numbers {}, {} or {}: which?",
            "Read downwards, do the numbers {}, {}, or {}?");
    private static final List<String> TRENDS = List.of("rise", "fall", "neither");
    private static final Phrasings BAND = say(
            "What colour is the heading's band?",
            "Which colour does the heading have?",
            "Name the colour behind the heading.");
    private static final Phrasings INK = say(
            "What colour are the ticks and crosses?",
            "Which colour do the marks have?",
            "Name the colour of the marks.");
    private static final Phrasings ROW_FOR =
            say("Is {} in the table?", "Is there a row for {}?", "Does the table list {}?");
    private static final Phrasings NEEDED = say(
            "How much does the {} of {} lack to {}?",
            "How far is the {} of {} below {}?",
            "By how much must the {} of {} grow to reach {}?");

    private TableFamilies() {}

    static void addTo(Questions<TableScene> questions) {
        perception(questions);
        comparison(questions);
        arithmetic(questions);
        questions
                .hidden((scene, random) -> value(
                        scene,
                        scene.clear() ? one(scene.rows(), random) : scene.rows().get(scene.hidden()),
                        random))
                .yesNo(
                        "listed",
                        "faithfulness/presence/absent",
                        (scene, yes, random) -> ROW_FOR.pick(
                                random, yes ? one(scene.rows(), random).name() : absent(scene, random)),
                        NAMES)
                .premise(
                        (scene, random) -> value(scene, one(scene.rows(), random), random),
                        random -> scene -> VALUE.pick(random, scene.column().name(), absent(scene, random)))
                .describe(TableFamilies::describe);
    }

    private static void perception(Questions<TableScene> questions) {
        questions
                .clear(
                        "value",
                        "perception/reading/table",
                        (scene, random) -> value(scene, one(scene.rows(), random), random))
                .clear("lookup", "perception/reading/lookup", (scene, random) -> {
                    Row row = one(scene.rows(), random);
                    return Asked.exact(
                            LOOKUP.pick(random, scene.column().name(), row.value()), row.name(), VALUES, NAMES);
                })
                .ask(
                        "head",
                        "perception/reading/heading",
                        (scene, random) ->
                                Asked.exact(HEAD.pick(random), scene.column().name(), "head"))
                .ask(
                        "rows",
                        "perception/counting/all",
                        (scene, random) -> scene.rows().size() == 4 && random.nextInt(3) > 0
                                ? null
                                : Asked.number(COUNT.pick(random), scene.rows().size(), "count"))
                .even("above", "perception/counting/filtered", (scene, random) -> {
                    int above = random.nextInt(scene.rows().size() + 1);
                    List<Row> sorted = scene.sorted();
                    int bound = above == sorted.size()
                            ? sorted.get(above - 1).value() - 1
                            : sorted.get(above).value();
                    return Asked.number(ABOVE.pick(random, scene.column().name(), bound), above, VALUES)
                            .mentioning("head");
                })
                .even(
                        "ticks",
                        "perception/counting/marks",
                        (scene, random) ->
                                Asked.number(TICKS.pick(random), scene.ticked().size(), MARKS))
                .ask("mark", "perception/recognition/mark", (scene, random) -> {
                    Row row = one(scene.rows(), random);
                    List<String> options =
                            random.nextBoolean() ? List.of("ticked", "crossed") : List.of("crossed", "ticked");
                    return Asked.choice(
                            MARK.pick(random, row.name(), options.get(0), options.get(1)),
                            options,
                            row.ticked() ? "ticked" : "crossed",
                            MARKS);
                })
                .ask("in-row", "perception/reading/word", (scene, random) -> {
                    int row = random.nextInt(scene.rows().size());
                    return Asked.exact(
                            IN_ROW.pick(random, row + 1), scene.rows().get(row).name(), NAMES);
                })
                .ask("row-of", "perception/position/absolute", (scene, random) -> {
                    int row = random.nextInt(scene.rows().size());
                    return Asked.number(
                            ROW_OF.pick(random, scene.rows().get(row).name()), row + 1, NAMES);
                })
                .ask("next", "perception/position/relative", (scene, random) -> {
                    int row = random.nextInt(scene.rows().size() - 1);
                    boolean below = random.nextBoolean();
                    Row from = scene.rows().get(below ? row : row + 1);
                    Row to = scene.rows().get(below ? row + 1 : row);
                    return Asked.exact(NEXT.pick(random, below ? "below" : "above", from.name()), to.name(), NAMES);
                })
                .ask(
                        "theme",
                        "perception/recognition/kind",
                        (scene, random) ->
                                Asked.exact(THEME.pick(random), scene.column().theme(), "head", NAMES))
                .colour("band", "perception/colour/object", BAND, scene -> scene.band(), "band")
                .colour("ink", "perception/colour/mark", INK, scene -> scene.ink(), "ink")
                .ground();
    }

    private static void comparison(Questions<TableScene> questions) {
        questions
                .clear("extreme", "reasoning/comparison/extremum", (scene, random) -> {
                    boolean most = random.nextBoolean();
                    Row row = scene.sorted().get(most ? 0 : scene.rows().size() - 1);
                    return Asked.exact(
                            EXTREME.pick(
                                    random,
                                    most ? "largest" : "smallest",
                                    scene.column().name()),
                            row.name(),
                            VALUES,
                            NAMES);
                })
                .clear(
                        "second",
                        "reasoning/comparison/rank",
                        (scene, random) -> scene.rows().size() < 3
                                ? null
                                : Asked.exact(
                                        SECOND.pick(random, scene.column().name()),
                                        scene.sorted().get(1).name(),
                                        VALUES,
                                        NAMES))
                .clear("pair", "reasoning/comparison/pairwise", (scene, random) -> {
                    Row one = one(scene.rows(), random);
                    Row other = other(scene.rows(), one, random);
                    List<String> options = List.of(one.name(), other.name());
                    return Asked.choice(
                            PAIR.pick(random, scene.column().name(), one.name(), other.name()),
                            options,
                            options.get(one.value() > other.value() ? 0 : 1),
                            VALUES);
                })
                .clear("parity", "reasoning/arithmetic/parity", (scene, random) -> {
                    Row row = one(scene.rows(), random);
                    List<String> options = random.nextBoolean() ? List.of("odd", "even") : List.of("even", "odd");
                    return Asked.choice(
                            PARITY.pick(random, scene.column().name(), row.name(), options.get(0), options.get(1)),
                            options,
                            row.value() % 2 == 0 ? "even" : "odd",
                            VALUES);
                })
                .yesNo(
                        "over",
                        "reasoning/comparison/threshold",
                        (scene, yes, random) -> {
                            Row row = one(scene.rows(), random);
                            int bound = row.value() + (yes ? -random.nextInt(1, 6) : random.nextInt(0, 5));
                            return OVER.pick(random, scene.column().name(), row.name(), bound);
                        },
                        VALUES)
                .ask(
                        "unit",
                        "reasoning/knowledge/unit",
                        (scene, random) -> COUNTED.contains(scene.column().unit())
                                ? null
                                : Asked.exact(UNIT.pick(random), scene.column().unit(), "head"))
                .even(
                        "trend",
                        "reasoning/trend/direction",
                        (scene, random) ->
                                Asked.choice(TREND.pick(random, TRENDS.toArray()), TRENDS, scene.trend(), VALUES));
    }

    private static void arithmetic(Questions<TableScene> questions) {
        questions
                .clear("difference", "reasoning/arithmetic/difference", (scene, random) -> {
                    Row one = one(scene.rows(), random);
                    Row other = other(scene.rows(), one, random);
                    int more = Math.max(one.value(), other.value());
                    int less = Math.min(one.value(), other.value());
                    return worked(
                            DIFFERENCE.pick(random, scene.column().name(), one.name(), other.name()),
                            more + " - " + less,
                            more - less);
                })
                .clear("sum", "reasoning/arithmetic/sum", (scene, random) -> {
                    Row one = one(scene.rows(), random);
                    Row other = other(scene.rows(), one, random);
                    return worked(
                            SUM.pick(random, scene.column().name(), one.name(), other.name()),
                            one.value() + " + " + other.value(),
                            one.value() + other.value());
                })
                .clear(
                        "total",
                        "reasoning/arithmetic/total",
                        (scene, random) -> sum(fill(TOTAL, random, scene), scene.rows(), Row::value, VALUES))
                .clear(
                        "ticked-sum",
                        "reasoning/logic/condition",
                        (scene, random) -> scene.ticked().size() < 2
                                ? null
                                : sum(fill(TICKED_SUM, random, scene), scene.ticked(), Row::value, VALUES, MARKS))
                .clear("mean", "reasoning/arithmetic/mean", (scene, random) -> {
                    Row one = one(scene.rows(), random);
                    Row other = other(scene.rows(), one, random);
                    int sum = one.value() + other.value();
                    if (sum % 2 == 1) {
                        return null;
                    }
                    String question = MEAN.pick(random, scene.column().name(), one.name(), other.name());
                    if (question.startsWith("Half")) {
                        question = "Half way between " + one.name() + " and " + other.name() + ", what is the "
                                + scene.column().name() + "?";
                    }
                    return worked(
                            question, one.value() + " + " + other.value() + " = " + sum + ", " + sum + " / 2", sum / 2);
                })
                .clear("times", "reasoning/arithmetic/product", (scene, random) -> {
                    Row row = one(scene.rows(), random);
                    int times = random.nextInt(2, 6);
                    return worked(
                            TIMES.pick(random, times, scene.column().name(), row.name()),
                            times + " × " + row.value(),
                            times * row.value());
                })
                .clear("grows", "reasoning/arithmetic/change", (scene, random) -> {
                    Row row = one(scene.rows(), random);
                    int by = random.nextInt(2, 20);
                    return worked(
                            GROWS.pick(random, scene.column().name(), row.name(), by),
                            row.value() + " + " + by,
                            row.value() + by);
                })
                .clear("lacks", "reasoning/arithmetic/missing", (scene, random) -> {
                    Row row = one(scene.rows(), random);
                    int lacks = random.nextInt(2, 20);
                    return worked(
                            NEEDED.pick(random, scene.column().name(), row.name(), row.value() + lacks),
                            (row.value() + lacks) + " - " + row.value(),
                            lacks);
                })
                .clear("range", "reasoning/arithmetic/range", (scene, random) -> {
                    List<Row> sorted = scene.sorted();
                    int most = sorted.get(0).value();
                    int least = sorted.get(sorted.size() - 1).value();
                    return worked(RANGE.pick(random), most + " - " + least, most - least);
                });
    }

    private static Asked worked(String question, String steps, int result) {
        return Asked.number(question, result, VALUES).worked(steps + " = " + result);
    }

    private static Asked sum(String question, List<Row> rows, ToIntFunction<Row> value, String... facets) {
        int sum = rows.stream().mapToInt(value).sum();
        String terms = rows.stream()
                .map(row -> Integer.toString(value.applyAsInt(row)))
                .collect(Collectors.joining(" + "));
        return Asked.number(question, sum, facets).worked(terms + " = " + sum);
    }

    /** Some of the wordings name the column, others do not. */
    private static String fill(Phrasings phrasings, RandomGenerator random, TableScene scene) {
        String form = one(phrasings.forms(), random);
        return form.replace("{}", scene.column().name());
    }

    private static Asked value(TableScene scene, Row row, RandomGenerator random) {
        return Asked.number(VALUE.pick(random, scene.column().name(), row.name()), row.value(), VALUES)
                .mentioning("head");
    }

    private static String absent(TableScene scene, RandomGenerator random) {
        List<String> there = scene.rows().stream().map(Row::name).toList();
        return one(
                scene.column().rows().stream()
                        .filter(name -> !there.contains(name))
                        .toList(),
                random);
    }

    private static String describe(TableScene scene) {
        StringBuilder words =
                new StringBuilder(scene.band() + " heading " + scene.column().name());
        for (int i = 0; i < scene.rows().size(); i++) {
            Row row = scene.rows().get(i);
            words.append(", ").append(row.name()).append(' ');
            words.append(scene.clear() || i != scene.hidden() ? Integer.toString(row.value()) : "no number");
            words.append(row.ticked() ? " ticked" : " crossed");
        }
        return words + ", on " + scene.frame().ground();
    }
}
