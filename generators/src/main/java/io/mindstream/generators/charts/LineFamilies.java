package io.mindstream.generators.charts;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Family;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.charts.ChartScene.Line;
import io.mindstream.samples.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** What is asked of line charts. */
final class LineFamilies {
    private static final List<String> PLACES = List.of("left", "middle", "right");

    private static final Phrasings TREND =
            new Phrasings("How does the line go?", "What is the trend of the line?", "How does the line develop?");
    private static final Phrasings PEAK = new Phrasings(
            "Where is the highest point of the line: {}, {} or {}?",
            "Is the line highest at the {}, {} or {}?",
            "The line peaks where: {}, {} or {}?");
    private static final Phrasings VALUE = new Phrasings(
            "What is the value at the {} of the line?",
            "Read the {} of the line.",
            "At which value is the {} of the line?");
    private static final Phrasings ENDS = new Phrasings(
            "Is the end of the line {} or {} than its start?",
            "Does the line end {} or {} than it starts?",
            "Compared with its start, is the end of the line {} or {}?");
    private static final Phrasings COLOUR = new Phrasings(
            "What colour is the line?", "Which colour does the line have?", "Name the colour of the line.");

    static final List<QuestionFamily<ChartScene>> ALL = List.of(
            family(
                    "charts.trend",
                    "reasoning/trend/direction",
                    (line, random) -> Asked.exact(TREND.pick(random), line.trend().words, "trend")),
            family(
                    "charts.peak",
                    "reasoning/comparison/extremum",
                    (line, random) -> Asked.choice(PEAK.pick(random, PLACES.toArray()), PLACES, line.peak(), "trend")),
            family("charts.point", "perception/reading/chart", LineFamilies::point),
            family("charts.ends", "reasoning/comparison/pairwise", LineFamilies::ends),
            family(
                    "charts.line-colour",
                    "perception/colour/object",
                    (line, random) ->
                            Asked.exact(COLOUR.pick(random), line.colour().toString(), "colour")));

    private LineFamilies() {}

    private static QuestionFamily<ChartScene> family(
            String name, String capability, BiFunction<Line, RandomGenerator, Asked> asking) {
        return Family.of(
                name,
                capability,
                (scene, random) -> scene instanceof Line line
                        ? Optional.of(asking.apply(line, random).mentioning(ChartFamilies.KIND))
                        : Optional.empty());
    }

    private static Asked point(Line line, RandomGenerator random) {
        boolean start = random.nextBoolean();
        int value = start ? line.start() : line.end();
        return new Asked(
                VALUE.pick(random, start ? "start" : "end"),
                Integer.toString(value),
                new Answer.Number(value, PartedFamilies.TOLERANCE),
                Set.of("ends"));
    }

    private static Asked ends(Line line, RandomGenerator random) {
        List<String> options = random.nextBoolean() ? List.of("higher", "lower") : List.of("lower", "higher");
        return Asked.choice(
                ENDS.pick(random, options.toArray()),
                options,
                line.end() > line.start() ? "higher" : "lower",
                "ends",
                "trend");
    }
}
