package io.mindstream.scorers;

import io.mindstream.config.LabelTree;
import io.mindstream.config.ScoringSettings;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.PictureLoader;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the quality rules of every sample of a candidate, and signs those that pass. Holds no state: whether something was seen before is
 * for the caller to find out, by {@link Sample#id()} for exact duplicates and by {@link SampleSignature} for near ones.
 *
 * <p>Safe for use by several threads when the loader is. A picture is decoded once, however many samples show it.
 */
public final class Curator {
    private final QualityRules rules;
    private final PictureLoader loader;

    public Curator(ScoringSettings settings, LabelTree domains, LabelTree capabilities, PictureLoader loader) {
        this.rules = new QualityRules(settings, domains, capabilities);
        this.loader = loader;
    }

    /** One result for each sample, in their order. */
    public List<Judged> judge(Candidate candidate) {
        Map<ImageRef, SeenPicture> pictures = new HashMap<>();
        List<Judged> judged = new ArrayList<>(candidate.samples().size());
        for (Sample sample : candidate.samples()) {
            judged.add(judge(candidate, sample, pictures));
        }
        return judged;
    }

    private Judged judge(Candidate candidate, Sample sample, Map<ImageRef, SeenPicture> pictures) {
        Optional<Verdict> verdict = rules.judge(candidate.observation(), sample);
        if (verdict.isPresent()) {
            return new Judged(sample, verdict, Optional.empty());
        }
        for (ImageRef image : sample.images()) {
            SeenPicture picture = pictures.computeIfAbsent(image, this::look);
            if (picture.verdict().isPresent()) {
                return new Judged(sample, picture.verdict(), Optional.empty());
            }
        }
        // The content-id rule has made sure that there is at least one picture. The first one leads.
        PictureSignature picture =
                pictures.get(sample.images().get(0)).signature().orElseThrow();
        SampleSignature signature = new SampleSignature(picture, DialogueSignature.of(sample));
        return new Judged(sample, Optional.empty(), Optional.of(signature));
    }

    private SeenPicture look(ImageRef image) {
        byte[] bytes;
        try {
            bytes = loader.load(image);
        } catch (IOException e) {
            Verdict verdict = new Verdict(Rejection.Reason.PICTURE, "picture-loads: " + e.getMessage());
            return new SeenPicture(Optional.of(verdict), Optional.empty());
        }
        PictureEvidence evidence = PictureEvidence.of(image, bytes);
        Optional<Verdict> verdict = rules.judge(evidence);
        return verdict.isPresent()
                ? new SeenPicture(verdict, Optional.empty())
                : new SeenPicture(verdict, evidence.picture().map(PictureSignature::of));
    }

    private record SeenPicture(Optional<Verdict> verdict, Optional<PictureSignature> signature) {}
}
