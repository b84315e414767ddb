package io.mindstream.generators;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.config.LabelTree;
import io.mindstream.samples.Facts;
import io.mindstream.samples.Split;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every source that is found, now or later, must hold to. */
class SourcesTest {
    private static final int SCENES = 4000;

    /** Catalogues by size of picture, made once: each of them reads flags and icons. */
    private static final Map<Integer, Catalog> ONE = Map.of(64, Draws.catalog(64), 160, Draws.catalog(160));

    private static final Map<Integer, Catalog> OTHER = Map.of(64, Draws.catalog(64), 160, Draws.catalog(160));

    static java.util.stream.Stream<Source<?>> sources() {
        return ONE.get(64).sources().values().stream();
    }

    @Test
    void labelsAreLeavesOfTheTreesAndNamesBeginWithTheSource() {
        LabelTree domains = Draws.LABELS.domain();
        LabelTree capabilities = Draws.LABELS.capability();
        Set<String> names = new HashSet<>();
        sources().forEach(source -> {
            assertThat(source.domains()).isNotEmpty().allMatch(domains::isLeaf);
            for (QuestionFamily<?> family : source.families()) {
                assertThat(capabilities.isLeaf(family.capability()))
                        .as("%s: %s", family.name(), family.capability())
                        .isTrue();
                assertThat(family.name()).startsWith(source.name() + ".");
                assertThat(names.add(family.name()))
                        .as("%s twice", family.name())
                        .isTrue();
            }
        });
        assertThat(names.size()).isGreaterThanOrEqualTo(28);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void theSameSeedGivesTheSameBytesAndAnotherSeedAnotherScene(Source<?> source) {
        for (int size : new int[] {64, 160}) {
            Catalog one = ONE.get(size);
            Catalog other = OTHER.get(size);
            for (String domain : Draws.some(source.domains(), 20)) {
                Set<String> pictures = new HashSet<>();
                for (long seed = 1; seed <= 8; seed++) {
                    Drawn<?> once = one.draw(source.name(), domain, seed);
                    Drawn<?> again = other.draw(source.name(), domain, seed);
                    assertThat(again.observation()).isEqualTo(once.observation());
                    assertThat(again.scene()).isEqualTo(once.scene());
                    pictures.add(once.observation().image().sha256());
                }
                assertThat(pictures).hasSizeGreaterThanOrEqualTo(5);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    <S> void theTextOfAQuestionDoesNotGiveItsAnswerAway(Source<S> source) {
        Map<String, Replies> byFamily = new LinkedHashMap<>();
        Map<String, Replies> byText = new HashMap<>();
        Draws.scenes(source, SCENES, (scene, random) -> {
            for (QuestionFamily<S> family : source.families()) {
                family.ask(scene, random.split()).ifPresent(asked -> {
                    assertThat(asked.answer().accepts(asked.reply())).isTrue();
                    assertThat(asked.question()).doesNotContain("{}").isNotBlank();
                    if (!asked.facets().equals(Asked.EVERYTHING)) {
                        byFamily.computeIfAbsent(family.name(), Replies::new).add(asked);
                        byText.computeIfAbsent(asked.question(), Replies::new).add(asked);
                    }
                });
            }
        });
        List<String> unbalanced = new ArrayList<>();
        byFamily.values().forEach(replies -> replies.report(unbalanced));
        byText.values().stream()
                .filter(replies -> replies.count() >= 150)
                .forEach(replies -> replies.report(unbalanced));
        assertThat(unbalanced).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sources")
    <S> void everyFamilyFindsEnoughToAskInSeveralPhrasings(Source<S> source) {
        Map<String, Set<String>> beginnings = new HashMap<>();
        Map<String, Integer> asked = new HashMap<>();
        Draws.scenes(source, 1000, (scene, random) -> source.families()
                .forEach(family -> family.ask(scene, random.split()).ifPresent(question -> {
                    asked.merge(family.name(), 1, Integer::sum);
                    beginnings
                            .computeIfAbsent(family.name(), name -> new HashSet<>())
                            .add(question.question());
                    boolean describes = family.capability().startsWith("perception/description/");
                    assertThat(question.facets().contains("*"))
                            .as(family.name())
                            .isEqualTo(describes);
                })));
        for (QuestionFamily<S> family : source.families()) {
            assertThat(asked.getOrDefault(family.name(), 0)).as(family.name()).isGreaterThanOrEqualTo(100);
            assertThat(beginnings.get(family.name()).size()).as(family.name()).isGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    <S> void equalKeysHaveEqualFactsAndFillAllSplits(Source<S> source) {
        Map<String, Facts> factsOf = new HashMap<>();
        Map<Split, Integer> splits = new EnumMap<>(Split.class);
        Draws.scenes(source, SCENES, (scene, random) -> {
            String key = source.contentKey(scene);
            Facts facts = source.facts(scene);
            assertThat(factsOf.putIfAbsent(key, facts)).isIn(facts, null);
            splits.merge(Split.of(source.name() + ":" + key), 1, Integer::sum);
        });
        assertThat(factsOf.size()).isGreaterThan(100);
        assertThat(splits.get(Split.TEST)).isGreaterThan(SCENES / 40);
        assertThat(splits.get(Split.PROBE)).isGreaterThan(SCENES / 80);
        assertThat(splits.get(Split.TRAIN)).isGreaterThan(SCENES / 2);
    }

    @ParameterizedTest
    @MethodSource("sources")
    <S> void descriptionsAreShort(Source<S> source) {
        Draws.scenes(source, 500, (scene, random) -> source.families().stream()
                .filter(family -> family.capability().startsWith("perception/description/"))
                .forEach(family -> assertThat(family.ask(scene, random))
                        .hasValueSatisfying(asked -> assertThat(asked.reply().split("[ ,]+"))
                                .as(asked.reply())
                                .hasSizeLessThanOrEqualTo(40))));
    }
}
