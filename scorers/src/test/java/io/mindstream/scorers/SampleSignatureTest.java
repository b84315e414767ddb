package io.mindstream.scorers;

import static io.mindstream.scorers.Fixtures.COLOUR;
import static io.mindstream.scorers.Fixtures.exact;
import static io.mindstream.scorers.Fixtures.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.samples.Answer;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Turn;
import org.junit.jupiter.api.Test;

class SampleSignatureTest {
    private static final ImageRef IMAGE = Scene.shapes(1, 3).encoded();

    @Test
    void distanceIsSymmetricAndZeroToItself() {
        for (int i = 0; i < 50; i++) {
            PictureSignature a = PictureSignature.of(Scene.shapes(i, 3).decoded());
            PictureSignature b = PictureSignature.of(Scene.shapes(i + 1, 4).decoded());
            assertThat(a.distance(b)).isEqualTo(b.distance(a)).isPositive();
            assertThat(a.distance(a)).isZero();
        }
    }

    @Test
    void theSamePictureMayBeAskedOtherThings() {
        SampleSignature circle = signature(IMAGE, exact(COLOUR, "What colour is the circle?", "red"));
        assertThat(circle.near(signature(IMAGE, exact(COLOUR, "What colour is the square?", "red"))))
                .isFalse();
        assertThat(circle.near(signature(IMAGE, exact(COLOUR, "What colour is the circle?", "blue"))))
                .isFalse();
        SampleSignature again = signature(IMAGE, exact(COLOUR, "Which colour does the circle have?", "Red."));
        assertThat(circle.near(again)).isTrue();
        assertThat(circle.bands()).isEqualTo(again.bands());
        assertThat(circle.dialogue().key()).isEqualTo(again.dialogue().key());
    }

    @Test
    void whoIsLeftOfWhomIsAnotherQuestion() {
        String capability = "perception/position/relative";
        assertThat(signature(IMAGE, exact(capability, "Is the circle left of the square?", "no"))
                        .near(signature(IMAGE, exact(capability, "Is the square left of the circle?", "no"))))
                .isFalse();
    }

    @Test
    void descriptionsThatDifferInANumberAreNotNear() {
        assertThat(
                        described(
                                        "A dial from 0 to 160 km/h with a purple needle, a cyan face, the needle at 70, the limit at 110.")
                                .near(
                                        described(
                                                "A dial from 0 to 160 km/h with a purple needle, a cyan face, the needle at 80, the limit at 110.")))
                .isFalse();
    }

    /** Stores outlive programs: a change that moves these needs another {@link PictureSignature#VERSION}. */
    @Test
    void keysStayWhatTheyAre() {
        int[] rgb = new int[32 * 32];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (i % 32 * 8) << 16 | (i / 32 * 8) << 8 | 40;
        }
        PictureSignature picture = PictureSignature.of(new DecodedPicture(32, 32, rgb));
        DialogueSignature dialogue =
                DialogueSignature.of(sample(IMAGE, exact(COLOUR, "What colour is the circle?", "red")));
        assertThat(new SampleSignature(picture, dialogue).bands())
                .containsExactly("33dd4c1fa1066f60", "344b45b8722684f9", "b2717b875d38d383", "ae8ce95d839f9bc5");
    }

    @Test
    void keysAndBytesAreTheSameOnEveryMachine() {
        SampleSignature signature = signature(IMAGE, exact(COLOUR, "What colour is the circle?", "red"));
        assertThat(signature.bands())
                .hasSize(SampleSignature.BANDS)
                .doesNotHaveDuplicates()
                .allMatch(key -> key.matches("[0-9a-f]{16}"));
        byte[] bytes = signature.toBytes();
        SampleSignature back = SampleSignature.ofBytes(bytes);
        assertThat(back).isEqualTo(signature);
        assertThat(back.bands()).isEqualTo(signature.bands());
        bytes[0]++;
        assertThatThrownBy(() -> SampleSignature.ofBytes(bytes)).hasMessageContaining("version");
    }

    private static SampleSignature described(String text) {
        return signature(
                IMAGE, new Turn("d", "perception/description/dense", "Describe it.", text, new Answer.FreeText(text)));
    }

    private static SampleSignature signature(ImageRef image, Turn turn) {
        return Fixtures.curator()
                .judge(Fixtures.candidate(image, sample(image, turn)))
                .get(0)
                .signature()
                .orElseThrow();
    }
}
