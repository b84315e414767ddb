package io.mindstream.generators.receipts;

import static io.mindstream.generators.topics.Questions.choice;
import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.other;
import static io.mindstream.generators.topics.Questions.say;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.receipts.ReceiptScene.Line;
import io.mindstream.generators.topics.Questions;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What is asked about receipts. */
final class ReceiptFamilies {
    private static final String PRICES = "prices";
    private static final String COUNTS = "counts";
    private static final String NAMES = "names";
    private static final String DATE = "date";

    private static final Phrasings PRICE = say(
            "What was paid for {}?",
            "Read the price behind {}.",
            "How much did {} come to?",
            "Which price stands at {}?");
    private static final Phrasings HOW_MANY =
            say("How many were bought of {}?", "Which number stands before {}?", "What is the quantity of {}?");
    private static final Phrasings EACH = say(
            "What did one cost of {}?", "What is the price of a single piece of {}?", "By the piece, how much is {}?");
    private static final Phrasings TOTAL = say("What is the total?", "Read the total.", "How much was paid in all?");
    private static final Phrasings SHOP =
            say("What is the shop called?", "Read the name of the shop.", "Which name stands at the top?");
    private static final Phrasings DAY =
            say("On which day of the month was it?", "Read the day of the date.", "Which day is printed?");
    private static final Phrasings MONTH =
            say("Which month is printed?", "In which month was it bought?", "Read the month.");
    private static final Phrasings LINES = say(
            "How many lines are there between head and total?",
            "How many different things were bought?",
            "Count the lines of goods.");
    private static final Phrasings PIECES =
            say("How many pieces were bought altogether?", "Add the quantities.", "What do the quantities sum up to?");
    private static final Phrasings EXTREME =
            say("Which line is the {}?", "What came out as the {}?", "Name the {} of the lines.");
    private static final Phrasings PAIR = say(
            "What cost more, {} or {}?", "Was more paid for {} or for {}?", "Compare {} and {}: which came to more?");
    private static final Phrasings DIFFERENCE = say(
            "How much more or less was {} than {}?",
            "By how much do {} and {} differ?",
            "What is the difference between {} and {}?");
    private static final Phrasings SUM =
            say("What did {} and {} cost together?", "Add the prices of {} and {}.", "What is the sum for {} and {}?");
    private static final Phrasings WITHOUT = say(
            "What is the total without {}?",
            "{} is given back. What remains of the total?",
            "Had one not bought {}, what would the total be?");
    private static final Phrasings AGAIN = say(
            "Had one taken all of {} twice, what would the total be?",
            "The line of {} is charged again. What is the new total?",
            "Add the price of {} once more to the total.");
    private static final Phrasings BACK = say(
            "One pays with {}. How much comes back?",
            "{} is handed over. What is the change?",
            "Out of {}, what is left after paying?");
    private static final Phrasings REBATE = say(
            "A voucher takes off {}. What is to pay?",
            "With a rebate of {}, how much is it?",
            "{} less than printed is to be paid. How much?");
    private static final Phrasings SPLIT = say(
            "{} friends share the total. What does each pay?",
            "Split into {} equal parts, how much is a part of the total?",
            "Each of {} persons pays the same. How much?");
    private static final Phrasings KIND = say(
            "What kind of shop is it?",
            "Where was this bought, by the goods?",
            "Which kind of shop sells such things?");
    private static final Phrasings LINE_OF = say(
            "In which line is {}?",
            "{} is line number what?",
            "Counted from the top without the head, which line is {}?");
    private static final Phrasings IN_LINE =
            say("What was bought in line {}?", "What is named in line {}?", "Read the name in line {}.");
    private static final Phrasings LOOKUP =
            say("What cost {}?", "At which name stands the price {}?", "For what was {} paid?");
    private static final Phrasings BOUGHT = say("Was {} bought?", "Is {} on the receipt?", "Does the receipt list {}?");
    private static final Phrasings OVER =
            say("Is the total above {}?", "Did it cost more than {} in all?", "Does the total pass {}?");
    private static final Phrasings PARITY =
            say("Is the total {} or {}?", "The number at the total: {} or {}?", "Is the sum to pay {} or {}?");
    private static final Phrasings DEARER = say(
            "Each piece of {} gets {} dearer. What is the new total?",
            "One adds {1} to the price of each {0}. What is the total then?",
            "If every piece of {} cost {} more, what would the total be?");
    private static final Phrasings CENTS = say(
            "The total is in euros. How many cents is it?",
            "Give the total in cents, printed in euros.",
            "How many cents are that many euros in all?");
    private static final Phrasings LATER = say(
            "The goods can be returned for {} days. Which day is the last?",
            "{} days after the printed day it is the what?",
            "Add {} days to the date: which day of the month?");
    private static final Phrasings BAND = say(
            "What colour is the head?",
            "Which colour has the band at the top?",
            "Name the colour behind the shop's name.");
    private static final Phrasings INK = say(
            "What colour is the total printed in?",
            "Which colour does the total have?",
            "Name the colour of the last line.");
    private static final Phrasings NEXT =
            say("What stands right {} {}?", "Which name comes just {} {}?", "Name the line directly {} {}.");

    private ReceiptFamilies() {}

    static void addTo(Questions<ReceiptScene> questions) {
        reading(questions);
        lines(questions);
        total(questions);
        questions
                .hidden((scene, random) -> Asked.number(DAY.pick(random), scene.day(), DATE))
                .yesNo(
                        "bought",
                        "faithfulness/presence/absent",
                        (scene, yes, random) -> BOUGHT.pick(
                                random, yes ? one(scene.lines(), random).name() : absent(scene, random)),
                        NAMES)
                .premise(
                        (scene, random) -> price(one(scene.lines(), random), random),
                        random -> scene -> PRICE.pick(random, absent(scene, random)))
                .describe(ReceiptFamilies::describe);
    }

    private static void reading(Questions<ReceiptScene> questions) {
        questions
                .ask("price", "perception/reading/price", (scene, random) -> price(scene.line(), random))
                .ask("quantity", "perception/reading/quantity", (scene, random) -> {
                    Line line = any(scene, random);
                    return Asked.number(HOW_MANY.pick(random, line.name()), line.count(), COUNTS);
                })
                .ask(
                        "total",
                        "perception/reading/total",
                        (scene, random) -> Asked.number(TOTAL.pick(random), scene.total(), PRICES))
                .ask(
                        "shop",
                        "perception/reading/word",
                        (scene, random) -> Asked.exact(SHOP.pick(random), scene.name(), "shop"))
                .clear(
                        "month",
                        "perception/reading/date",
                        (scene, random) -> Asked.exact(MONTH.pick(random), scene.month(), DATE))
                .clear(
                        "day",
                        "perception/reading/day",
                        (scene, random) -> Asked.number(DAY.pick(random), scene.day(), DATE))
                .ask(
                        "lines",
                        "perception/counting/all",
                        (scene, random) ->
                                Asked.number(LINES.pick(random), scene.lines().size(), "lines"))
                .ask("line-of", "perception/position/order", (scene, random) -> {
                    int index = random.nextInt(scene.lines().size());
                    return Asked.number(
                            LINE_OF.pick(random, scene.lines().get(index).name()), index + 1, NAMES);
                })
                .ask("in-line", "perception/reading/list", (scene, random) -> {
                    int index = random.nextInt(scene.lines().size());
                    return Asked.exact(
                            IN_LINE.pick(random, index + 1),
                            scene.lines().get(index).name(),
                            NAMES);
                })
                .ask("next", "perception/position/relative", (scene, random) -> {
                    int index = random.nextInt(scene.lines().size() - 1);
                    boolean below = random.nextBoolean();
                    Line from = scene.lines().get(below ? index : index + 1);
                    Line to = scene.lines().get(below ? index + 1 : index);
                    return Asked.exact(NEXT.pick(random, below ? "below" : "above", from.name()), to.name(), NAMES);
                })
                .ask("lookup", "perception/reading/lookup", (scene, random) -> {
                    Line line = any(scene, random);
                    return Asked.exact(LOOKUP.pick(random, line.price()), line.name(), PRICES, NAMES);
                })
                .ask(
                        "kind",
                        "perception/recognition/category",
                        (scene, random) -> Asked.exact(
                                KIND.pick(random), scene.good().shop().replace('-', ' '), NAMES))
                .colour("band", "perception/colour/object", BAND, scene -> scene.band(), "band")
                .colour("ink", "perception/colour/mark", INK, scene -> scene.ink(), "ink")
                .ground();
    }

    private static void lines(Questions<ReceiptScene> questions) {
        questions
                .ask("each", "reasoning/arithmetic/quotient", (scene, random) -> {
                    Line line = any(scene, random);
                    return Asked.number(EACH.pick(random, line.name()), line.each(), PRICES, COUNTS)
                            .worked(line.price() + " / " + line.count() + " = " + line.each());
                })
                .ask("pieces", "reasoning/arithmetic/total", (scene, random) -> {
                    int pieces = scene.lines().stream().mapToInt(Line::count).sum();
                    String terms = scene.lines().stream()
                            .map(line -> Integer.toString(line.count()))
                            .collect(Collectors.joining(" + "));
                    return Asked.number(PIECES.pick(random), pieces, COUNTS).worked(terms + " = " + pieces);
                })
                .ask("extreme", "reasoning/comparison/extremum", (scene, random) -> {
                    boolean most = random.nextBoolean();
                    Comparator<Line> order = Comparator.comparingInt(Line::price);
                    Line line = scene.lines().stream()
                            .max(most ? order : order.reversed())
                            .orElseThrow();
                    return Asked.exact(EXTREME.pick(random, most ? "dearest" : "cheapest"), line.name(), PRICES, NAMES);
                })
                .ask("pair", "reasoning/comparison/pairwise", (scene, random) -> {
                    Line one = scene.line();
                    Line two = other(scene.lines(), one, random);
                    boolean swap = random.nextBoolean();
                    List<String> options = swap ? List.of(two.name(), one.name()) : List.of(one.name(), two.name());
                    return Asked.choice(
                            PAIR.pick(random, options.toArray()),
                            options,
                            one.price() > two.price() ? one.name() : two.name(),
                            PRICES);
                })
                .ask("difference", "reasoning/arithmetic/difference", (scene, random) -> {
                    Line two = other(scene.lines(), scene.line(), random);
                    int more = Math.max(scene.line().price(), two.price());
                    int less = Math.min(scene.line().price(), two.price());
                    return worked(
                            DIFFERENCE.pick(random, scene.line().name(), two.name()), more + " - " + less, more - less);
                })
                .ask("sum", "reasoning/arithmetic/sum", (scene, random) -> {
                    Line two = other(scene.lines(), scene.line(), random);
                    return worked(
                            SUM.pick(random, scene.line().name(), two.name()),
                            scene.line().price() + " + " + two.price(),
                            scene.line().price() + two.price());
                });
    }

    private static void total(Questions<ReceiptScene> questions) {
        questions
                .ask(
                        "without",
                        "reasoning/logic/exclusion",
                        (scene, random) -> worked(
                                WITHOUT.pick(random, scene.line().name()),
                                scene.total() + " - " + scene.line().price(),
                                scene.total() - scene.line().price()))
                .ask(
                        "again",
                        "reasoning/money/total",
                        (scene, random) -> worked(
                                AGAIN.pick(random, scene.line().name()),
                                scene.total() + " + " + scene.line().price(),
                                scene.total() + scene.line().price()))
                .ask("back", "reasoning/money/change", (scene, random) -> {
                    int paid = scene.total() + random.nextInt(1, 21);
                    return worked(BACK.pick(random, paid), paid + " - " + scene.total(), paid - scene.total());
                })
                .ask("rebate", "reasoning/money/rebate", (scene, random) -> {
                    int off = random.nextInt(1, Math.min(10, scene.total()));
                    return worked(REBATE.pick(random, off), scene.total() + " - " + off, scene.total() - off);
                })
                .ask("split", "reasoning/money/share", (scene, random) -> {
                    List<Integer> friends = List.of(2, 3, 4, 5).stream()
                            .filter(n -> scene.total() % n == 0)
                            .toList();
                    if (friends.isEmpty()) {
                        return null;
                    }
                    int n = one(friends, random);
                    return worked(SPLIT.pick(random, n), scene.total() + " / " + n, scene.total() / n);
                })
                .ask("dearer", "reasoning/arithmetic/multi-step", (scene, random) -> {
                    Line line = scene.line();
                    int by = random.nextInt(1, 6);
                    String form = one(DEARER.forms(), random);
                    String question = form.contains("{0}")
                            ? form.replace("{0}", line.name()).replace("{1}", Integer.toString(by))
                            : new Phrasings(form).pick(random, line.name(), by);
                    int more = by * line.count();
                    return Asked.number(question, scene.total() + more, PRICES, COUNTS)
                            .worked(line.count() + " × " + by + " = " + more + ", " + scene.total() + " + " + more
                                    + " = " + (scene.total() + more));
                })
                .yesNo(
                        "over",
                        "reasoning/comparison/threshold",
                        (scene, yes, random) ->
                                OVER.pick(random, scene.total() + (yes ? -random.nextInt(1, 8) : random.nextInt(0, 7))),
                        PRICES)
                .ask("parity", "reasoning/arithmetic/parity", (scene, random) -> {
                    // More than half of the totals are even.
                    boolean even = scene.total() % 2 == 0;
                    return even && random.nextInt(4) == 0
                            ? null
                            : choice(PARITY, random, List.of("odd", "even"), even ? "even" : "odd", PRICES);
                })
                .ask(
                        "cents",
                        "reasoning/arithmetic/conversion",
                        (scene, random) -> worked(CENTS.pick(random), scene.total() + " × 100", 100 * scene.total()))
                .clear("later", "reasoning/time/date", (scene, random) -> {
                    if (scene.day() > 26) {
                        return null;
                    }
                    int days = random.nextInt(1, 29 - scene.day());
                    return Asked.number(LATER.pick(random, days), scene.day() + days, DATE)
                            .worked(scene.day() + " + " + days + " = " + (scene.day() + days));
                });
    }

    private static Asked worked(String question, String steps, int result) {
        return Asked.number(question, result, PRICES).worked(steps + " = " + result);
    }

    /** The topic's line mostly, or any. */
    private static Line any(ReceiptScene scene, RandomGenerator random) {
        return random.nextInt(3) == 0 ? one(scene.lines(), random) : scene.line();
    }

    private static Asked price(Line line, RandomGenerator random) {
        return Asked.number(PRICE.pick(random, line.name()), line.price(), PRICES);
    }

    private static String absent(ReceiptScene scene, RandomGenerator random) {
        List<String> there = scene.lines().stream().map(Line::name).toList();
        return one(
                scene.good().others().stream()
                        .filter(name -> !there.contains(name))
                        .toList(),
                random);
    }

    private static String describe(ReceiptScene scene) {
        String lines = scene.lines().stream()
                .map(line -> line.count() + " " + line.name() + " " + line.price())
                .collect(Collectors.joining(", "));
        return scene.band() + " receipt of " + scene.name()
                + (scene.clear() ? ", " + scene.day() + " " + scene.month() : ", no date") + ": " + lines + ", "
                + scene.ink() + " total " + scene.total() + ", on "
                + scene.frame().ground();
    }
}
