package io.mindstream.scorers;

import io.mindstream.config.LabelTree;
import io.mindstream.config.ProfileLoader;
import io.mindstream.config.ScoringSettings;
import io.mindstream.samples.Answer;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.Facts;
import io.mindstream.samples.Ids;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Label;
import io.mindstream.samples.Observation;
import io.mindstream.samples.PictureLoader;
import io.mindstream.samples.Provenance;
import io.mindstream.samples.Request;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.samples.Stage;
import io.mindstream.samples.Turn;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Valid candidates about drawn scenes, for tests to break in one place. */
final class Fixtures {
    static final String DOMAIN = "scenes/shapes/few";
    static final String COLOUR = "perception/colour/object";
    static final String COUNT = "perception/counting/all";
    static final String TRAIN_KEY = key(Split.TRAIN);
    static final ScoringSettings SETTINGS = new ProfileLoader().defaults().scoring();

    private static final Facts FACTS = new Facts(
            List.of("red circle", "blue square"), List.of("red circle left of blue square"), List.of(), List.of());

    private Fixtures() {}

    static Curator curator() {
        return new Curator(SETTINGS, LabelTree.domain(), LabelTree.capability(), PictureLoader.local());
    }

    static Ids ids() {
        return new DensityScorer().score(FACTS);
    }

    /** A content key of that split. */
    static String key(Split split) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> "shapes:scene " + i)
                .filter(key -> Split.of(key) == split)
                .findFirst()
                .orElseThrow();
    }

    static Turn exact(String capability, String question, String reply) {
        return new Turn("shapes." + capability.split("/")[1], capability, question, reply, new Answer.Exact(reply));
    }

    static Turn number(String question, int value) {
        return new Turn("shapes.count", COUNT, question, Integer.toString(value), new Answer.Number(value, 0));
    }

    static Sample sample(ImageRef image, Turn... turns) {
        return Sample.of(
                List.of(image),
                List.of(turns),
                new Label(DOMAIN, turns[0].capability()),
                ids(),
                Set.of(Stage.KNOWLEDGE),
                new Provenance("shapes", 1, 1, "r1", TRAIN_KEY));
    }

    static Candidate candidate(ImageRef image, Sample... samples) {
        return candidate(image, TRAIN_KEY, samples);
    }

    static Candidate candidate(ImageRef image, String contentKey, Sample... samples) {
        Request request = new Request(
                "r1",
                Stage.KNOWLEDGE,
                new Label(DOMAIN, COLOUR),
                "shapes",
                1,
                samples.length,
                DensityScorer.VERSION,
                List.of(),
                0);
        return new Candidate(
                request, new Observation("shapes", 1, image, contentKey, DOMAIN, FACTS), ids(), List.of(samples));
    }
}
