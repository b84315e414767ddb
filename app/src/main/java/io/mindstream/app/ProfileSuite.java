package io.mindstream.app;

import io.mindstream.config.Profile;
import io.mindstream.generators.Catalog;
import io.mindstream.generators.HeldOutSuite;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.scorers.DensityFilter;
import io.mindstream.scorers.DensityScorer;
import java.util.List;

/**
 * The evaluation questions of a profile: about scenes of its sources that were held out, and that its density filter would have let into
 * training.
 */
final class ProfileSuite {
    private final HeldOutSuite suite;

    ProfileSuite(Profile profile, Catalog catalog) {
        DensityScorer scorer = DensityScorer.ofVersion(DensityScorer.VERSION);
        this.suite = new HeldOutSuite(catalog, new DensityFilter(profile.scoring()).passedBy(scorer));
    }

    /** As {@link HeldOutSuite#samples}. */
    List<Sample> samples(Split split, int perFamily, long seed) {
        return suite.samples(split, perFamily, seed);
    }
}
