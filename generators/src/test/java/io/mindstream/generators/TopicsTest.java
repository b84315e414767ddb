package io.mindstream.generators;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.config.DifficultySettings;
import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.topics.Scene;
import io.mindstream.generators.topics.Sight;
import io.mindstream.generators.topics.TopicSource;
import io.mindstream.samples.Answer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sources of topics hold to beside what all sources do. */
class TopicsTest {
    private static final Catalog CATALOG = Draws.catalog(64);
    private static final Pattern STEP = Pattern.compile("^(\\(?-?\\d+\\)?(?: [-+×/] \\(?-?\\d+\\)?)+) = (-?\\d+)$");

    private static final Pattern BRACKETS = Pattern.compile("\\((\\d+ [-+] \\d+)\\)");

    static Stream<TopicSource<?, ?>> sources() {
        return CATALOG.sources().values().stream()
                .filter(TopicSource.class::isInstance)
                .map(source -> (TopicSource<?, ?>) source);
    }

    @Test
    void fortyThousandPairsCanBeAskedAndNoSourceHasMoreThanAQuarterOfThem() {
        TreeMap<String, Integer> pairs = new TreeMap<>();
        CATALOG.labels().values().forEach(names -> names.forEach(name -> pairs.merge(name, 1, Integer::sum)));
        int all = CATALOG.labels().size();

        assertThat(all).as("%s", pairs).isGreaterThanOrEqualTo(40_000);
        assertThat(pairs.values()).as("%s", pairs).allMatch(count -> count <= all / 4);
    }

    @ParameterizedTest
    @MethodSource("sources")
    <S extends Scene> void stepsAreRightAndEndInTheAnswer(TopicSource<?, S> source) {
        Set<String> worked = new HashSet<>();
        Draws.scenes(source, 1500, (scene, random) -> {
            for (QuestionFamily<S> family : source.families()) {
                family.ask(scene, random.split())
                        .filter(asked -> asked.reply().contains(Answer.THEREFORE))
                        .ifPresent(asked -> {
                            worked.add(family.name());
                            assertThat(asked.answer().accepts(Answer.conclusion(asked.reply())))
                                    .isTrue();
                            Arrays.stream(asked.reply()
                                            .split(Answer.THEREFORE)[0]
                                            .split(", ?"))
                                    .map(step -> STEP.matcher(withoutBrackets(step.strip())))
                                    .filter(Matcher::matches)
                                    .forEach(step -> assertThat(evaluate(step.group(1)))
                                            .as(family.name() + ": " + asked.question() + " " + asked.reply())
                                            .isEqualTo(Integer.parseInt(step.group(2))));
                        });
            }
        });
        // What changes between panels is seen, and hardly ever reckoned.
        assertThat(worked).hasSizeGreaterThanOrEqualTo(source.name().equals("changes") ? 1 : 4);
    }

    /** With what stands in brackets worked out; a negative number keeps them. */
    private static String withoutBrackets(String step) {
        return BRACKETS.matcher(step).replaceAll(inner -> Integer.toString(evaluate(inner.group(1))));
    }

    /** From left to right, multiplication and division first. */
    private static int evaluate(String expression) {
        String[] parts = expression.replace("(", "").replace(")", "").split(" ");
        int sum = 0;
        int term = Integer.parseInt(parts[0]);
        for (int i = 1; i < parts.length; i += 2) {
            int next = Integer.parseInt(parts[i + 1]);
            switch (parts[i]) {
                case "×" -> term *= next;
                case "/" -> {
                    assertThat(term % next).as(expression).isZero();
                    term /= next;
                }
                default -> {
                    sum += term;
                    term = parts[i].equals("-") ? -next : next;
                }
            }
        }
        return sum + term;
    }

    @ParameterizedTest
    @MethodSource("sources")
    <S extends Scene> void whatCannotBeSeenHasAReplyThatSaysSo(TopicSource<?, S> source) {
        TreeMap<Sight, Set<String>> replies = new TreeMap<>();
        TreeMap<Sight, Integer> scenes = new TreeMap<>();
        Draws.scenes(source, 1500, (scene, random) -> {
            scenes.merge(scene.sight(), 1, Integer::sum);
            source.families().stream()
                    .filter(family -> family.capability().startsWith("faithfulness/answerability/"))
                    .forEach(family -> family.ask(scene, random.split())
                            .ifPresent(asked -> replies.computeIfAbsent(scene.sight(), sight -> new HashSet<>())
                                    .add(asked.reply())));
        });
        assertThat(replies.get(Sight.SMEARED)).containsExactly("cannot be read");
        assertThat(replies.get(Sight.MISSING)).containsExactly("not shown");
        assertThat(replies.get(Sight.CLEAR)).hasSizeGreaterThan(2).doesNotContain("cannot be read", "not shown");
        assertThat(scenes.get(Sight.CLEAR)).isBetween(1000, 1250);
    }

    @ParameterizedTest
    @MethodSource("sources")
    <S extends Scene> void aSmearedPictureDiffersFromAClearOneAndFromOneThatLeavesItOut(TopicSource<?, S> source) {
        // The same seed gives the same scene but for what is hidden; so scenes are compared by what they show.
        TreeMap<Sight, String> pictures = new TreeMap<>();
        String domain = source.domains().get(0);
        for (long seed = 0; pictures.size() < 3; seed++) {
            S scene = source.scene(domain, new SplittableRandom(seed));
            pictures.put(
                    scene.sight(),
                    new Painter(64)
                            .paint(paint -> source.paint(scene, paint, 64))
                            .sha256());
        }
        assertThat(new HashSet<>(pictures.values())).hasSize(3);
    }

    @Test
    void theKnobsTurnClutterNoiseAndSize() {
        for (TopicSource<?, ?> easy : made(new DifficultySettings(0, 0, 0, 0))) {
            scenes(easy).forEach(scene -> {
                assertThat(scene.frame().marks()).isEmpty();
                assertThat(scene.frame().specks()).isEmpty();
                assertThat(scene.frame().scale()).isEqualTo(1);
            });
        }
        for (TopicSource<?, ?> hard : made(new DifficultySettings(1, 1, 1, 1))) {
            scenes(hard).forEach(scene -> {
                assertThat(scene.frame().marks()).isNotEmpty();
                assertThat(scene.frame().specks()).isNotEmpty();
                assertThat(scene.frame().scale()).isBetween(5 / 6.0 - 1e-9, 1.0);
            });
        }
    }

    @Test
    void theKnobOfStepsGivesProblemsOfThreeSteps() {
        assertThat(threeSteps(0)).isZero();
        assertThat(threeSteps(1)).isGreaterThan(900);
    }

    private static int threeSteps(double steps) {
        TopicSource<?, ?> problems = made(new DifficultySettings(0, 0, 0, steps)).stream()
                .filter(source -> source.name().equals("problems"))
                .findAny()
                .orElseThrow();
        return threeSteps(problems);
    }

    private static <S extends Scene> int threeSteps(TopicSource<?, S> problems) {
        QuestionFamily<S> family = problems.families().stream()
                .filter(candidate -> candidate.name().equals("problems.come-and-go"))
                .findAny()
                .orElseThrow();
        int[] three = new int[1];
        Draws.scenes(
                problems,
                1000,
                (scene, random) -> three[0] +=
                        family.ask(scene, random).orElseThrow().reply().contains("3 ×") ? 1 : 0);
        return three[0];
    }

    private static List<TopicSource<?, ?>> made(DifficultySettings difficulty) {
        GenerationSettings settings = new GenerationSettings(List.of(), 48, 3, true, difficulty);
        return ServiceLoader.load(SourceProvider.class).stream()
                .<Source<?>>map(provider -> provider.get().create(settings))
                .filter(TopicSource.class::isInstance)
                .<TopicSource<?, ?>>map(source -> (TopicSource<?, ?>) source)
                .toList();
    }

    private static List<Scene> scenes(TopicSource<?, ?> source) {
        return Draws.some(source.domains(), 20).stream()
                .<Scene>map(domain -> source.scene(domain, new SplittableRandom(domain.hashCode())))
                .toList();
    }
}
