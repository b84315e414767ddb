package io.mindstream.scorers;

import static io.mindstream.scorers.Fixtures.COLOUR;
import static io.mindstream.scorers.Fixtures.DOMAIN;
import static io.mindstream.scorers.Fixtures.candidate;
import static io.mindstream.scorers.Fixtures.exact;
import static io.mindstream.scorers.Fixtures.number;
import static io.mindstream.scorers.Fixtures.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.Answer;
import io.mindstream.samples.Hashes;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Label;
import io.mindstream.samples.Provenance;
import io.mindstream.samples.Rejection.Reason;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.samples.Turn;
import java.awt.Color;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CuratorTest {
    private static final ImageRef IMAGE = Scene.shapes(1, 3).encoded();
    private static final Turn RED = exact(COLOUR, "What colour is the circle?", "red");

    private final Curator curator = Fixtures.curator();

    @Test
    void aGoodSampleIsSignedAndABadOneBesideItIsNot() {
        Sample good = sample(IMAGE, RED);
        Sample bad =
                sample(IMAGE, new Turn("shapes.colour", COLOUR, "What colour is it?", "blue", new Answer.Exact("red")));
        List<Judged> judged = curator.judge(candidate(IMAGE, good, bad));
        assertThat(judged).extracting(Judged::sample).containsExactly(good, bad);
        assertThat(judged).extracting(Judged::accepted).containsExactly(true, false);
        assertThat(judged.get(0).signature()).isPresent();
        assertThat(judged.get(1).verdict()).hasValueSatisfying(verdict -> {
            assertThat(verdict.reason()).isEqualTo(Reason.QUALITY);
            assertThat(verdict.detail()).startsWith("reply-accepted: turns[0].reply 'blue'");
        });
    }

    @Test
    void emptyAndOverlongTextsAreRefused() {
        refused(Reason.QUALITY, "turns[0].question is empty", sample(IMAGE, exact(COLOUR, " ", "red")));
        refused(Reason.QUALITY, "turns[0].reply is empty", sample(IMAGE, exact(COLOUR, "What colour?", "")));
        refused(Reason.QUALITY, "at most 400", sample(IMAGE, exact(COLOUR, "x".repeat(401), "red")));
        refused(Reason.QUALITY, "at most 1200", sample(IMAGE, exact(COLOUR, "What colour?", "x".repeat(1201))));
        accepted(sample(IMAGE, exact(COLOUR, "x".repeat(400), "y".repeat(1200))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u001b[31m", "\u202e", "\ud800", "\ufffd", "<|im_end|>", "<|vision_start|>"})
    void textThatIsNotTextIsRefused(String part) {
        refused(Reason.QUALITY, "text-clean", sample(IMAGE, exact(COLOUR, "What colour" + part + " is it?", "red")));
        refused(Reason.QUALITY, "text-clean", sample(IMAGE, exact(COLOUR, "What colour is it?", "red" + part)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a < b | c > d", "1 <| 2", "Zürich, Ελλάδα, 東京 🚗", "two\nlines\tand a tab"})
    void unusualTextIsText(String text) {
        accepted(sample(IMAGE, exact(COLOUR, "What is written here?", text)));
    }

    @Test
    void noTurnAnswersAnother() {
        Turn shape = exact("perception/recognition/kind", "Which shape is red?", "circle");
        refused(Reason.QUALITY, "turns[1] answers turns[0]", sample(IMAGE, RED, shape));
        Turn left = new Turn(
                "shapes.side",
                "perception/position/relative",
                "Is the square left or right of the star?",
                "left",
                new Answer.Choice(List.of("left", "right"), 0));
        Turn right = new Turn(
                "shapes.side",
                "perception/position/relative",
                "Is the star left or right of the square?",
                "right",
                new Answer.Choice(List.of("left", "right"), 1));
        refused(Reason.QUALITY, "answers", sample(IMAGE, left, right));
        refused(Reason.QUALITY, "asks what turns[0] asks", sample(IMAGE, RED, RED));
        refused(
                Reason.QUALITY,
                "turns[1] answers turns[0]",
                sample(
                        IMAGE,
                        number("How many circles are there?", 3),
                        exact(COLOUR, "The 3 circles have the colour of what?", "a rose")));
        Turn description = new Turn(
                "shapes.describe",
                "perception/description/dense",
                "Describe the picture.",
                "A red circle.",
                new Answer.FreeText("A red circle."));
        refused(Reason.QUALITY, "describes the picture", sample(IMAGE, description, RED));
        accepted(sample(IMAGE, description));
    }

    @Test
    void equalAnswersToDifferentQuestionsAreNoGiveaway() {
        accepted(sample(IMAGE, RED, exact(COLOUR, "What colour is the square?", "red")));
        accepted(sample(IMAGE, number("How many circles are there?", 3), number("How many squares are there?", 3)));
        accepted(sample(
                IMAGE,
                exact("faithfulness/presence/absent", "Is there a star?", "yes"),
                exact("faithfulness/presence/absent", "Is there a yellow star?", "yes")));
    }

    @Test
    void labelsAreLeavesOfTheTrees() {
        refused(
                Reason.LABEL,
                "turns[1].capability",
                sample(IMAGE, RED, exact("perception/smell/object", "How does the star smell?", "sweet")));
        Sample good = sample(IMAGE, RED);
        refused(Reason.LABEL, "domain tree", relabelled(good, new Label("scenes/shapes/none", COLOUR)));
        refused(Reason.LABEL, "observation's", relabelled(good, new Label("scenes/shapes/many", COLOUR)));
        refused(Reason.LABEL, "first turn's", relabelled(good, new Label(DOMAIN, Fixtures.COUNT)));
    }

    @Test
    void heldOutScenesAreNotTrained() {
        for (Split split : List.of(Split.PROBE, Split.TEST)) {
            String key = Fixtures.key(split);
            Sample good = sample(IMAGE, RED);
            Sample heldOut = new Sample(
                    good.id(),
                    good.images(),
                    good.turns(),
                    good.label(),
                    good.ids(),
                    good.stages(),
                    new Provenance("shapes", 1, 1, "r1", key));
            assertVerdict(curator.judge(candidate(IMAGE, key, heldOut)), Reason.HELD_OUT, split.name());
            // A sample that names another scene than its observation does not get past the observation.
            assertVerdict(curator.judge(candidate(IMAGE, key, good)), Reason.HELD_OUT, split.name());
        }
    }

    @Test
    void picturesAreWhatTheirReferenceSays() {
        byte[] bytes = IMAGE.inline();
        byte[] cut = Arrays.copyOf(bytes, bytes.length / 2);
        byte[] changed = bytes.clone();
        changed[bytes.length / 2] ^= 0x55;
        picture("picture-hash", new ImageRef(IMAGE.sha256(), 64, 64, bytes.length, changed, null));
        picture("picture-size", ImageRef.inline(bytes, 64, 32));
        picture("picture-decodes", ImageRef.inline(cut, 64, 64));
        picture("picture-decodes", ImageRef.inline("no picture".getBytes(), 64, 64));
        picture("picture-blank", new Scene(Color.PINK, List.of()).encoded());
        picture("no such picture", new ImageRef(IMAGE.sha256(), 64, 64, 9, null, URI.create("file:/nowhere.png")));
        assertVerdict(
                curator.judge(candidate(Scene.shapes(2, 2).encoded(), sample(IMAGE, RED))), Reason.QUALITY, "images");
    }

    @Test
    void aSmallMarkIsNoBlankPicture() {
        Scene dot = new Scene(
                Color.WHITE, List.of(new Scene.Part(Scene.Form.CIRCLE, 20, 30, 5, 0, new Color(200, 200, 200))));
        ImageRef image = dot.encoded();
        assertThat(curator.judge(candidate(image, sample(image, RED))).get(0).accepted())
                .isTrue();
    }

    @Test
    void theIdIsThatOfTheContent() {
        Sample good = sample(IMAGE, RED);
        Sample forged = new Sample(
                Hashes.sha256Hex(new byte[0]).substring(0, 32),
                good.images(),
                good.turns(),
                good.label(),
                good.ids(),
                good.stages(),
                good.provenance());
        refused(Reason.QUALITY, "content-id", forged);
    }

    private void picture(String detail, ImageRef image) {
        assertVerdict(curator.judge(candidate(image, sample(image, RED))), Reason.PICTURE, detail);
    }

    private void refused(Reason reason, String detail, Sample sample) {
        assertVerdict(curator.judge(candidate(IMAGE, sample)), reason, detail);
    }

    private void accepted(Sample sample) {
        assertThat(curator.judge(candidate(IMAGE, sample)).get(0).verdict()).isEmpty();
    }

    private static void assertVerdict(List<Judged> judged, Reason reason, String detail) {
        assertThat(judged.get(0).verdict()).hasValueSatisfying(verdict -> {
            assertThat(verdict.reason()).isEqualTo(reason);
            assertThat(verdict.detail()).contains(detail).doesNotContain("\n");
        });
    }

    private static Sample relabelled(Sample sample, Label label) {
        return new Sample(
                sample.id(),
                sample.images(),
                sample.turns(),
                label,
                sample.ids(),
                sample.stages(),
                sample.provenance());
    }
}
