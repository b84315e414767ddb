package io.mindstream.scorers;

import io.mindstream.config.LabelTree;
import io.mindstream.config.ScoringSettings;
import io.mindstream.samples.Observation;
import io.mindstream.samples.Sample;
import java.util.List;
import java.util.Optional;

/** All quality rules, in the order in which they are asked: a new rule is a class and a line here. */
final class QualityRules {
    private final List<PictureRule> ofPictures =
            List.of(new HashMatches(), new Decodable(), new SizeAsNamed(), new NotBlank());
    private final List<SampleRule> ofSamples;

    QualityRules(ScoringSettings settings, LabelTree domains, LabelTree capabilities) {
        this.ofSamples = List.of(
                new TrainSplit(),
                new LabelInTrees(domains, capabilities),
                new TextLength(settings),
                new CleanText(),
                new ReplyAccepted(),
                new TurnsIndependent(),
                new ContentAddressed());
    }

    /** The first rule that the picture breaks. */
    Optional<Verdict> judge(PictureEvidence evidence) {
        return ofPictures.stream()
                .flatMap(rule -> rule.judge(evidence).stream())
                .findFirst();
    }

    /** The first rule that the sample breaks, its pictures apart. */
    Optional<Verdict> judge(Observation observation, Sample sample) {
        return ofSamples.stream()
                .flatMap(rule -> rule.judge(observation, sample).stream())
                .findFirst();
    }
}
