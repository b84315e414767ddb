package io.mindstream.generators.charts;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Colour;
import io.mindstream.generators.EvenFamily;
import io.mindstream.generators.Family;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.charts.ChartScene.Bars;
import io.mindstream.generators.charts.ChartScene.Part;
import io.mindstream.generators.charts.ChartScene.Parted;
import io.mindstream.generators.charts.ChartScene.Pie;
import io.mindstream.samples.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What is asked of charts with coloured parts: bars and slices. */
final class PartedFamilies {
    /** A value read one step of the figures off is still right. */
    static final double TOLERANCE = 5;

    /** Of the questions of {@code charts.premise} this part asks for what is not there. */
    private static final double CONTRADICTED = 0.25;

    private static final Phrasings COUNT =
            new Phrasings("How many {}s are there?", "Count the {}s.", "What is the number of {}s?");
    private static final Phrasings VALUE = new Phrasings(
            "What is the value of the {} bar?",
            "Read the {} bar.",
            "How high is the {} bar?",
            "Which value has the {} bar?");
    private static final Phrasings SHARE = new Phrasings(
            "How many per cent is the {} slice?",
            "What is the share of the {} slice?",
            "Which percentage has the {} slice?");
    private static final Phrasings EXTREMUM = new Phrasings(
            "What colour is the {} {}?", "Name the colour of the {} {}.", "Which colour does the {} {} have?");
    private static final Phrasings COMPARE = new Phrasings(
            "Which {} is larger, {} or {}?", "Which {} has more, {} or {}?", "Name the larger {}: {} or {}?");
    private static final Phrasings DIFFERENCE = new Phrasings(
            "What is the difference between the {} and the {} bar?",
            "By how much do the {} and the {} bar differ?",
            "How far apart are the {} and the {} bar?");
    private static final Phrasings AT = new Phrasings(
            "What colour is the {} bar?", "Name the colour of the {} bar.", "Which colour does the {} bar have?");
    private static final Phrasings ABOVE =
            new Phrasings("How many bars are above 50?", "Count the bars above 50.", "How many bars pass 50?");
    private static final Phrasings HALF = new Phrasings(
            "Is the {} slice more than half?",
            "Does the {} slice fill over half of the pie?",
            "Is {} over half of the pie?");

    private final List<ChartScene> scenes;

    PartedFamilies(List<ChartScene> scenes) {
        this.scenes = scenes;
    }

    List<QuestionFamily<ChartScene>> families() {
        return List.of(
                family(
                        "charts.count",
                        "perception/counting/all",
                        Parted.class,
                        (chart, random) -> Optional.of(Asked.number(
                                COUNT.pick(random, chart.part()), chart.parts().size(), "count"))),
                family(
                        "charts.value",
                        "perception/reading/chart",
                        Bars.class,
                        (bars, random) -> Optional.of(value(any(bars, random), random))),
                new EvenFamily<>(
                        "charts.share",
                        "perception/reading/chart",
                        scenes,
                        PartedFamilies::shares,
                        PartedFamilies::share),
                family(
                        "charts.tallest",
                        "reasoning/comparison/extremum",
                        Bars.class,
                        (bars, random) ->
                                Optional.of(extremum(bars, random.nextBoolean() ? "tallest" : "shortest", random))),
                family(
                        "charts.largest",
                        "reasoning/comparison/extremum",
                        Pie.class,
                        (pie, random) ->
                                Optional.of(extremum(pie, random.nextBoolean() ? "largest" : "smallest", random))),
                family("charts.compare", "reasoning/comparison/pairwise", Parted.class, PartedFamilies::compare),
                new EvenFamily<>(
                        "charts.difference",
                        "reasoning/arithmetic/difference",
                        scenes,
                        PartedFamilies::differences,
                        PartedFamilies::difference),
                new EvenFamily<>(
                        "charts.above",
                        "perception/counting/filtered",
                        scenes,
                        PartedFamilies::above,
                        (scene, above, random) ->
                                Asked.number(ABOVE.pick(random), above, "above").mentioning(ChartFamilies.KIND)),
                family("charts.at", "perception/colour/object", Bars.class, PartedFamilies::at),
                Family.yesNo(
                        "charts.half",
                        "reasoning/knowledge/rule",
                        (scene, random) -> scene instanceof Pie pie
                                ? half(pie, random).map(asked -> asked.mentioning(ChartFamilies.KIND))
                                : Optional.empty()),
                family("charts.premise", "faithfulness/premise/contradicted", Bars.class, PartedFamilies::premise));
    }

    /** Makes the question about a chart of that kind. */
    private interface Asking<C> {
        Optional<Asked> ask(C chart, RandomGenerator random);
    }

    private static <C extends ChartScene> QuestionFamily<ChartScene> family(
            String name, String capability, Class<C> kind, Asking<C> asking) {
        return Family.of(
                name,
                capability,
                (scene, random) -> kind.isInstance(scene)
                        ? asking.ask(kind.cast(scene), random).map(asked -> asked.mentioning(ChartFamilies.KIND))
                        : Optional.empty());
    }

    private static String facet(Part part) {
        return "part." + part.colour();
    }

    private static Part any(Parted chart, RandomGenerator random) {
        return chart.parts().get(random.nextInt(chart.parts().size()));
    }

    private static Asked reading(String question, int value, String... facets) {
        return new Asked(question, Integer.toString(value), new Answer.Number(value, TOLERANCE), Set.of(facets));
    }

    private static Asked value(Part bar, RandomGenerator random) {
        return reading(VALUE.pick(random, bar.colour()), bar.value(), facet(bar));
    }

    private static Map<String, List<Part>> shares(ChartScene scene) {
        Map<String, List<Part>> byShare = new LinkedHashMap<>();
        if (scene instanceof Pie pie) {
            pie.parts().forEach(part -> byShare.put(Integer.toString(part.value()), List.of(part)));
        }
        return byShare;
    }

    private static Asked share(ChartScene scene, Part slice, RandomGenerator random) {
        return reading(SHARE.pick(random, slice.colour()), slice.value(), facet(slice), "half")
                .mentioning(ChartFamilies.KIND);
    }

    private static Asked extremum(Parted chart, String which, RandomGenerator random) {
        Part part = which.equals("tallest") || which.equals("largest") ? chart.largest() : chart.smallest();
        return Asked.exact(
                EXTREMUM.pick(random, which, chart.part()), part.colour().toString(), facet(part), "half");
    }

    private static Optional<Asked> compare(Parted chart, RandomGenerator random) {
        Part one = any(chart, random);
        Part other = any(chart, random);
        if (one == other) {
            return Optional.empty();
        }
        List<String> options = List.of(one.colour().toString(), other.colour().toString());
        return Optional.of(Asked.choice(
                COMPARE.pick(random, chart.part(), one.colour(), other.colour()),
                options,
                options.get(one.value() > other.value() ? 0 : 1),
                facet(one),
                facet(other)));
    }

    private static Map<String, List<List<Part>>> differences(ChartScene scene) {
        Map<String, List<List<Part>>> byDifference = new LinkedHashMap<>();
        if (scene instanceof Bars bars) {
            for (Part one : bars.parts()) {
                for (Part other : bars.parts()) {
                    if (one != other) {
                        String difference = Integer.toString(Math.abs(one.value() - other.value()));
                        byDifference
                                .computeIfAbsent(difference, d -> new ArrayList<>())
                                .add(List.of(one, other));
                    }
                }
            }
        }
        return byDifference;
    }

    private static Asked difference(ChartScene scene, List<Part> pair, RandomGenerator random) {
        Part one = pair.get(0);
        Part other = pair.get(1);
        return reading(
                        DIFFERENCE.pick(random, one.colour(), other.colour()),
                        Math.abs(one.value() - other.value()),
                        facet(one),
                        facet(other))
                .mentioning(ChartFamilies.KIND);
    }

    private static Map<String, List<Integer>> above(ChartScene scene) {
        if (!(scene instanceof Bars bars)) {
            return Map.of();
        }
        int above =
                (int) bars.parts().stream().filter(part -> part.value() > 50).count();
        return Map.of(Integer.toString(above), List.of(above));
    }

    private static Optional<Asked> at(Bars bars, RandomGenerator random) {
        int last = bars.parts().size() - 1;
        boolean first = random.nextBoolean();
        Part part = bars.parts().get(first ? 0 : last);
        return Optional.of(Asked.exact(
                AT.pick(random, first ? "first" : "last"), part.colour().toString(), first ? "first" : "last"));
    }

    private static Optional<Asked> half(Pie pie, RandomGenerator random) {
        Part largest = pie.largest();
        boolean over = largest.value() > 50;
        // Without a slice of over half the largest is asked about most, since it is the one that might be.
        Part slice = over || random.nextDouble() < 0.7 ? largest : any(pie, random);
        return Optional.of(Asked.exact(HALF.pick(random, slice.colour()), over ? "yes" : "no", facet(slice), "half"));
    }

    private static Optional<Asked> premise(Bars bars, RandomGenerator random) {
        if (random.nextDouble() >= CONTRADICTED) {
            return Optional.of(value(any(bars, random), random));
        }
        List<Colour> absent =
                Colour.THINGS.stream().filter(colour -> !bars.has(colour)).toList();
        Colour colour = absent.get(random.nextInt(absent.size()));
        return Optional.of(Asked.exact(VALUE.pick(random, colour), "there is no " + colour + " bar", "part." + colour));
    }
}
