package io.mindstream.generators;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.Answer;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeldOutSuiteTest {
    private static final Catalog CATALOG = Draws.catalog(64);

    @ParameterizedTest
    @EnumSource(
            value = Split.class,
            names = {"TEST", "PROBE"})
    void asksEveryFamilyEquallyOftenAboutScenesOfTheSplitOnly(Split split) {
        List<Sample> samples = new HeldOutSuite(CATALOG, facts -> true).samples(split, 6, 1);

        assertThat(samples).allSatisfy(sample -> {
            assertThat(sample.split()).isEqualTo(split);
            assertThat(sample.turns()).hasSize(1);
            assertThat(sample.turns().get(0).answer()).isNotInstanceOf(Answer.FreeText.class);
        });
        Map<String, Long> perFamily = samples.stream()
                .collect(Collectors.groupingBy(sample -> sample.turns().get(0).family(), Collectors.counting()));
        Set<String> families = new HashSet<>();
        CATALOG.sources().values().forEach(source -> source.families().stream()
                .filter(family -> !family.capability().startsWith("perception/description/"))
                .forEach(family -> families.add(family.name())));
        assertThat(perFamily.keySet()).isEqualTo(families);
        assertThat(perFamily.values()).containsOnly(6L);
    }

    @Test
    void theSameSeedGivesTheSameSuiteAndAnotherSeedAnother() {
        HeldOutSuite suite =
                new HeldOutSuite(CATALOG, facts -> true, family -> family.name().equals("shapes.count"));
        List<Sample> suiteOfOne = suite.samples(Split.TEST, 5, 1);
        assertThat(suite.samples(Split.TEST, 5, 1)).isEqualTo(suiteOfOne);
        assertThat(suite.samples(Split.TEST, 5, 2)).isNotEqualTo(suiteOfOne);
    }

    @Test
    void whatTheFilterRefusesIsNotAskedAboutAndOtherScenesTakeItsPlace() {
        HeldOutSuite suite = new HeldOutSuite(CATALOG, facts -> facts.subjects().size() > 1, family -> family.name()
                .equals("shapes.count"));

        List<Sample> samples = suite.samples(Split.TEST, 20, 1);

        assertThat(samples)
                .hasSize(20)
                .noneMatch(sample -> sample.turns().get(0).reply().equals("1"));
    }
}
