package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.config.Profile;
import io.mindstream.config.ProfileLoader;
import io.mindstream.generators.Catalog;
import io.mindstream.generators.Source;
import io.mindstream.samples.Ids;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.scorers.DensityFilter;
import io.mindstream.scorers.DensityScorer;
import io.mindstream.scorers.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** At the default threshold density decides what is trained and, in the same way, what is asked in evaluation. */
class ProfileSuiteTest {
    private static final int SCENES = 200;

    private final Profile profile = new ProfileLoader().defaults();
    private final Catalog catalog =
            Catalog.discover(profile.name(), profile.picture(), profile.generation(), profile.labels());
    private final DensityScorer scorer = DensityScorer.ofVersion(DensityScorer.VERSION);

    @Test
    void noSceneOfTheSuiteIsBelowTheThresholdAndNoFamilyIsLeftOut() {
        List<Sample> suite = new ProfileSuite(profile, catalog).samples(Split.TEST, 8, 7);

        assertThat(suite).allSatisfy(sample -> assertThat(density(sample).total())
                .as(sample.provenance().contentKey())
                .isGreaterThanOrEqualTo(profile.scoring().densityThreshold()));
        Set<String> families = new HashSet<>();
        catalog.sources().values().forEach(source -> source.families().stream()
                .filter(family -> !family.capability().startsWith("perception/description/"))
                .forEach(family -> families.add(family.name())));
        Map<String, Long> asked = suite.stream()
                .collect(Collectors.groupingBy(sample -> sample.turns().get(0).family(), Collectors.counting()));
        assertThat(asked).containsOnlyKeys(families);
        assertThat(asked.values()).containsOnly(8L);
    }

    @Test
    void theFilterRefusesSomeOfWhatTheSourcesDrawAndNoDomainWhole() {
        DensityFilter filter = new DensityFilter(profile.scoring());
        int refused = 0;
        for (Source<?> source : catalog.sources().values()) {
            for (String domain : source.domains()) {
                int refusedHere = refused(source, domain, filter);
                assertThat(refusedHere).as(domain).isLessThan(SCENES / 2);
                refused += refusedHere;
            }
        }
        assertThat(refused).isPositive();
    }

    private <S> int refused(Source<S> source, String domain, DensityFilter filter) {
        int refused = 0;
        for (long seed = 0; seed < SCENES; seed++) {
            S scene = source.scene(domain, new SplittableRandom(seed));
            Optional<Verdict> verdict = filter.judge(scorer.score(source.facts(scene)));
            refused += verdict.isPresent() ? 1 : 0;
        }
        return refused;
    }

    private Ids density(Sample sample) {
        return scorer.score(catalog.draw(
                        sample.provenance().source(),
                        sample.label().domain(),
                        sample.provenance().seed())
                .observation()
                .facts());
    }
}
