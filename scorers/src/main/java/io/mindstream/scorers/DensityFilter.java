package io.mindstream.scorers;

import io.mindstream.config.ScoringSettings;
import io.mindstream.samples.Facts;
import io.mindstream.samples.Ids;
import io.mindstream.samples.Rejection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps what is dense enough to ask about, and says how much to ask. */
public final class DensityFilter {
    private final ScoringSettings settings;

    public DensityFilter(ScoringSettings settings) {
        this.settings = settings;
    }

    /** Refuses an observation whose total is below {@code scoring.densityThreshold}, naming all four dimensions. */
    public Optional<Verdict> judge(Ids ids) {
        if (ids.total() >= settings.densityThreshold()) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(
                Rejection.Reason.DENSITY,
                String.format(
                        Locale.ROOT,
                        "density: total %.3f is below %.3f (subjects %.2f, relations %.2f, text %.2f, knowledge %.2f)",
                        ids.total(),
                        settings.densityThreshold(),
                        ids.subjects(),
                        ids.relations(),
                        ids.text(),
                        ids.knowledge())));
    }

    /** What is known of scenes that are not refused: for those who may not score, such as the evaluation suite. */
    public Predicate<Facts> passedBy(DensityScorer scorer) {
        return facts -> judge(scorer.score(facts)).isEmpty();
    }

    /** Question turns that the picture gets over all of its samples: in proportion to the total, at least one. */
    public int turns(Ids ids) {
        return Math.max(1, (int) Math.round(ids.total() * settings.turnsAtFullDensity()));
    }
}
