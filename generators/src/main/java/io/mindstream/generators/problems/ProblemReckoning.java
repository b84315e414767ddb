package io.mindstream.generators.problems;

import static io.mindstream.generators.problems.ProblemPerception.COUNT;
import static io.mindstream.generators.problems.ProblemPerception.PRICE;
import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.say;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.topics.Questions;
import io.mindstream.samples.Answer;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What is to be worked out of the numbers in the picture and those in the question; each reply shows its steps. */
final class ProblemReckoning {
    private static final Phrasings LESS = say(
            "How many more are {} than {}?",
            "By how many do the {} ones outnumber the {} ones?",
            "What is the number of {} less that of {}?");
    private static final Phrasings GET = say(
            "Mia gets {} more {}. How many has she then?",
            "{} more {} are added. How many are there now?",
            "Someone puts {} {} more into the rows. How many do they hold?");
    private static final Phrasings GIVE = say(
            "Tom takes all the {} ones and {} more are brought. How many are there?",
            "The {} ones go away, then {} others come. How many are there in the end?",
            "Without the {} ones, but with {} new ones: how many?");
    private static final Phrasings COST = say(
            "What do the {} ones cost together?",
            "How much does one pay for the {} ones?",
            "What is the price of all {} ones?");
    private static final Phrasings TOTAL = say(
            "What do all of both rows cost?",
            "How much does one pay for everything in the rows?",
            "What is the price of all things together?");
    private static final Phrasings CHANGE = say(
            "Ann buys the {} ones and pays with {}. What does she get back?",
            "For the {} ones one gives {}. How much is the change?",
            "Bought: the {} ones. Paid: {}. What comes back?");
    private static final Phrasings DEARER = say(
            "How much more do the {} ones cost than the {} ones?",
            "By how much is the row of {} dearer than that of {}?",
            "What is the difference in price of the {} row and the {} row?");
    private static final Phrasings AFFORD = say(
            "How many {} can one buy for {}?",
            "How many {} does one get who spends at most {}?",
            "The most {} that {} will buy is how many?");
    private static final Phrasings SHARE = say(
            "All are shared fairly among {} children. How many does each get?",
            "Split among {} friends, how many has each?",
            "In {} equal heaps, how many are in one heap?");
    private static final Phrasings LEFT_OVER = say(
            "Shared fairly among {} children, how many are left over?",
            "Each of {} friends gets the same. How many remain?",
            "Put into {} equal heaps as far as it goes, how many are over?");
    private static final Phrasings TIMES = say(
            "A shop has {} times as many {} as the rows. How many?",
            "{} pictures like this show how many {} in their rows?",
            "{} such boxes hold how many {}?");
    private static final Phrasings MISSING = say(
            "How many are missing to {}?", "There should be {}. How many are still to come?", "How many more make {}?");
    private static final Phrasings TRIP = say(
            "{} come, then {} go. How many are there?",
            "First {} more arrive, later {} leave: how many stay?",
            "Add {} and take {} away: how many?");
    private static final Phrasings FRACTION = say(
            "Which part of them is {}? Answer as a fraction.",
            "As a fraction of all, how many are {}?",
            "What fraction is {}?");
    private static final Phrasings PAINT = say(
            "{} of the {} ones are painted {}. How many are {} then?",
            "Paint {} {} ones {}: how many {} ones are there?",
            "If {} {} ones turn {}, how many are {}?");
    private static final Phrasings BOXES = say(
            "One bag holds {}. How many bags do all need?",
            "They are packed by {}. How many packs are needed?",
            "At most {} fit into a bag. How many bags does one need?");
    private static final Phrasings PAIRS = say(
            "In how many ways can one choose one {} and one {}?",
            "How many pairs of one {} and one {} are possible?",
            "One of {} and one of {}: how many choices?");
    private static final Phrasings SEQUENCE = say(
            "The rows go on in the same way: each changes by as much. How many has the third row?",
            "From the upper to the lower row and on in equal steps: how many come next?",
            "Continue the pattern of the rows. How many things follow?");
    private static final Phrasings ENOUGH =
            say("Is {} enough to buy all?", "Can one pay for everything with {}?", "Do {} suffice for both rows?");
    private static final Phrasings WAGE = say(
            "Three shops sell what the rows show and {} more each. How many are sold?",
            "Three boxes hold as many as the rows and {} more each. How many is that?",
            "Each of three children has what the rows show and {} more. How many have they?");

    private final double threeSteps;

    /**
     * @param steps how often a problem takes three steps where two would do
     */
    ProblemReckoning(double steps) {
        this.threeSteps = steps;
    }

    void addTo(Questions<ProblemScene> questions) {
        counting(questions);
        money(questions);
        sharing(questions);
    }

    private void counting(Questions<ProblemScene> questions) {
        questions
                .ask("less", "reasoning/arithmetic/difference", (scene, random) -> {
                    boolean upper = scene.upper() > scene.lower();
                    int less = scene.more() - scene.fewer();
                    return worked(
                            LESS.pick(random, scene.colour(upper), scene.colour(!upper)),
                            scene.more() + " - " + scene.fewer(),
                            less,
                            COUNT);
                })
                .ask("get", "reasoning/arithmetic/change", (scene, random) -> {
                    int more = random.nextInt(2, 10);
                    return worked(
                            GET.pick(random, more, scene.thing().plural()),
                            both(scene) + ", " + scene.all() + " + " + more,
                            scene.all() + more,
                            COUNT);
                })
                .ask("exchange", "reasoning/logic/exchange", (scene, random) -> {
                    boolean upper = random.nextBoolean();
                    int more = random.nextInt(2, 10);
                    int left = scene.count(!upper);
                    return worked(
                            GIVE.pick(random, scene.colour(upper), more), left + " + " + more, left + more, COUNT);
                })
                .ask("times", "reasoning/arithmetic/product", (scene, random) -> {
                    int times = random.nextInt(2, 6);
                    return worked(
                            TIMES.pick(random, times, scene.thing().plural()),
                            both(scene) + ", " + times + " × " + scene.all(),
                            times * scene.all(),
                            COUNT);
                })
                .ask("missing", "reasoning/arithmetic/missing", (scene, random) -> {
                    int goal = random.nextInt(scene.all() + 1, scene.all() + 10);
                    return worked(
                            MISSING.pick(random, goal),
                            both(scene) + ", " + goal + " - " + scene.all(),
                            goal - scene.all(),
                            COUNT);
                })
                .ask("come-and-go", "reasoning/arithmetic/multi-step", this::comeAndGo)
                .ask("paint", "reasoning/logic/transfer", (scene, random) -> {
                    boolean upper = random.nextBoolean();
                    int painted = random.nextInt(1, scene.count(upper) + 1);
                    int now = scene.count(!upper) + painted;
                    return worked(
                            PAINT.pick(
                                    random, painted, scene.colour(upper), scene.colour(!upper), scene.colour(!upper)),
                            scene.count(!upper) + " + " + painted,
                            now,
                            COUNT);
                })
                .ask(
                        "pairs",
                        "reasoning/logic/combinations",
                        (scene, random) -> worked(
                                PAIRS.pick(random, scene.above(), scene.below()),
                                scene.upper() + " × " + scene.lower(),
                                scene.upper() * scene.lower(),
                                COUNT))
                .ask("sequence", "reasoning/trend/sequence", (scene, random) -> {
                    int next = 2 * scene.lower() - scene.upper();
                    return next < 0
                            ? null
                            : worked(
                                    SEQUENCE.pick(random),
                                    scene.lower()
                                            + (scene.lower() > scene.upper() ? " + " : " - ")
                                            + (scene.more() - scene.fewer()),
                                    next,
                                    COUNT);
                });
    }

    /** Two steps, or three. */
    private Asked comeAndGo(ProblemScene scene, RandomGenerator random) {
        if (random.nextDouble() < threeSteps) {
            int more = random.nextInt(1, 6);
            int each = scene.all() + more;
            return worked(
                    WAGE.pick(random, more),
                    both(scene) + ", " + scene.all() + " + " + more + " = " + each + ", 3 × " + each,
                    3 * each,
                    COUNT);
        }
        int come = random.nextInt(3, 10);
        int go = random.nextInt(2, come + 1);
        int mid = scene.all() + come;
        return worked(
                TRIP.pick(random, come, go),
                both(scene) + ", " + scene.all() + " + " + come + " = " + mid + ", " + mid + " - " + go,
                mid - go,
                COUNT);
    }

    private static void money(Questions<ProblemScene> questions) {
        questions
                .clear("cost", "reasoning/money/cost", (scene, random) -> {
                    boolean upper = random.nextBoolean();
                    int count = scene.count(upper);
                    return worked(
                            COST.pick(random, scene.colour(upper)),
                            count + " × " + scene.price(),
                            count * scene.price(),
                            COUNT,
                            PRICE);
                })
                .clear(
                        "total",
                        "reasoning/money/total",
                        (scene, random) -> worked(
                                TOTAL.pick(random),
                                both(scene) + ", " + scene.all() + " × " + scene.price(),
                                scene.all() * scene.price(),
                                COUNT,
                                PRICE))
                .clear("back", "reasoning/money/change", (scene, random) -> {
                    boolean upper = random.nextBoolean();
                    int cost = scene.count(upper) * scene.price();
                    int paid = cost + random.nextInt(1, 16);
                    return worked(
                            CHANGE.pick(random, scene.colour(upper), paid),
                            scene.count(upper) + " × " + scene.price() + " = " + cost + ", " + paid + " - " + cost,
                            paid - cost,
                            COUNT,
                            PRICE);
                })
                .clear("dearer", "reasoning/money/difference", (scene, random) -> {
                    boolean upper = scene.upper() > scene.lower();
                    int less = scene.more() - scene.fewer();
                    return worked(
                            DEARER.pick(random, scene.colour(upper), scene.colour(!upper)),
                            scene.more() + " - " + scene.fewer() + " = " + less + ", " + less + " × " + scene.price(),
                            less * scene.price(),
                            COUNT,
                            PRICE);
                })
                .clear("afford", "reasoning/money/affordable", (scene, random) -> {
                    int bought = random.nextInt(2, 10);
                    int purse = bought * scene.price() + random.nextInt(scene.price());
                    return Asked.number(AFFORD.pick(random, scene.thing().plural(), purse), bought, PRICE)
                            .worked(bought + " × " + scene.price() + " = " + bought * scene.price());
                })
                .yesNo(
                        "enough",
                        "reasoning/money/enough",
                        (scene, yes, random) -> {
                            int cost = scene.all() * scene.price();
                            return ENOUGH.pick(random, cost + (yes ? random.nextInt(0, 6) : -random.nextInt(1, 7)));
                        },
                        COUNT,
                        PRICE);
    }

    private static void sharing(Questions<ProblemScene> questions) {
        questions
                .even("share", "reasoning/arithmetic/quotient", (scene, random) -> {
                    List<Integer> divisors = List.of(2, 3, 4, 5).stream()
                            .filter(d -> scene.all() % d == 0)
                            .toList();
                    if (divisors.isEmpty()) {
                        return null;
                    }
                    int children = one(divisors, random);
                    return worked(
                            SHARE.pick(random, children),
                            both(scene) + ", " + scene.all() + " / " + children,
                            scene.all() / children,
                            COUNT);
                })
                .ask("left-over", "reasoning/arithmetic/remainder", (scene, random) -> {
                    int children = random.nextInt(3, 6);
                    int whole = scene.all() / children * children;
                    return worked(
                            LEFT_OVER.pick(random, children),
                            both(scene) + ", " + scene.all() + " - " + whole,
                            scene.all() - whole,
                            COUNT);
                })
                .ask("boxes", "reasoning/arithmetic/rounding-up", (scene, random) -> {
                    // With larger bags two would nearly always do.
                    int holds = 2;
                    int bags = (scene.all() + holds - 1) / holds;
                    return Asked.number(BOXES.pick(random, holds), bags, COUNT)
                            .worked(both(scene) + ", " + bags + " × " + holds + " = " + bags * holds);
                })
                .ask("fraction", "reasoning/arithmetic/fraction", (scene, random) -> {
                    boolean upper = random.nextBoolean();
                    return fraction(FRACTION.pick(random, scene.colour(upper)), scene.count(upper), scene.all());
                });
    }

    /** In lowest terms, or as counted. */
    private static Asked fraction(String question, int part, int all) {
        int common = part;
        for (int rest = all; rest > 0; ) {
            int next = common % rest;
            common = rest;
            rest = next;
        }
        String least = part / common + "/" + all / common;
        return new Asked(question, least, new Answer.Exact(List.of(least, part + "/" + all)), Set.of(COUNT, "colour"))
                .worked(part + " of " + all);
    }

    private static String both(ProblemScene scene) {
        return scene.upper() + " + " + scene.lower() + " = " + scene.all();
    }

    private static Asked worked(String question, String steps, int result, String... facets) {
        return Asked.number(question, result, facets).worked(steps + " = " + result);
    }
}
