package io.mindstream.scorers;

import static io.mindstream.scorers.Fixtures.COLOUR;
import static io.mindstream.scorers.Fixtures.exact;
import static io.mindstream.scorers.Fixtures.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Turn;
import java.util.Collections;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The rates stand in docs/duplicates.md; the limits here leave room for another processor's rounding. */
class SampleSignatureTest {
    private static final int SCENES = 300;
    private static final ImageRef IMAGE = Scene.shapes(1, 3).encoded();

    @Test
    void theSameSceneDrawnAPixelOffIsNearAndSharesABand() {
        for (IntFunction<Scene> source : sources()) {
            assertThat(near(source, Scene::jitteredByItself)).isGreaterThan(0.93);
            assertThat(sharing(source, Scene::jitteredByItself)).isGreaterThan(0.97);
        }
    }

    @Test
    void anotherSceneIsNotNear() {
        assertThat(near(i -> Scene.shapes(i, 2 + i % 6), scene -> scene.without(0)))
                .as("one thing fewer")
                .isZero();
        assertThat(near(i -> Scene.shapes(i, 1 + i % 7), SampleSignatureTest::recoloured))
                .as("one thing in another colour")
                .isLessThan(0.04);
        assertThat(near(
                        Scene::gauge,
                        scene -> scene.with(1, scene.parts().get(1).turned(40))))
                .as("the needle elsewhere")
                .isZero();
        assertThat(near(Scene::bars, SampleSignatureTest::withAnotherBar))
                .as("one bar eight pixels longer or shorter")
                .isZero();
    }

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
    }

    @Test
    void whoIsLeftOfWhomIsAnotherQuestion() {
        String capability = "perception/position/relative";
        assertThat(signature(IMAGE, exact(capability, "Is the circle left of the square?", "no"))
                        .near(signature(IMAGE, exact(capability, "Is the square left of the circle?", "no"))))
                .isFalse();
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

    private static SampleSignature signature(ImageRef image, Turn turn) {
        return Fixtures.curator()
                .judge(Fixtures.candidate(image, sample(image, turn)))
                .get(0)
                .signature()
                .orElseThrow();
    }

    private static java.util.List<IntFunction<Scene>> sources() {
        return java.util.List.of(i -> Scene.shapes(i, 1 + i % 7), Scene::gauge, Scene::bars);
    }

    private static double near(IntFunction<Scene> source, UnaryOperator<Scene> change) {
        return share(source, change, PictureSignature::near);
    }

    private static double sharing(IntFunction<Scene> source, UnaryOperator<Scene> change) {
        return share(source, change, (a, b) -> !Collections.disjoint(a.bands(), b.bands()));
    }

    private static double share(
            IntFunction<Scene> source,
            UnaryOperator<Scene> change,
            java.util.function.BiPredicate<PictureSignature, PictureSignature> holds) {
        int count = 0;
        for (int i = 0; i < SCENES; i++) {
            Scene scene = source.apply(i);
            PictureSignature before = PictureSignature.of(scene.decoded());
            PictureSignature after = PictureSignature.of(change.apply(scene).decoded());
            count += holds.test(before, after) ? 1 : 0;
        }
        return (double) count / SCENES;
    }

    private static Scene recoloured(Scene scene) {
        Scene.Part part = scene.parts().get(0);
        return scene.with(0, part.in(Scene.otherThan(part.colour(), Math.round(100 * part.x()))));
    }

    private static Scene withAnotherBar(Scene scene) {
        Scene.Part bar = scene.parts().get(2);
        double size = bar.size() > 30 ? bar.size() - 8 : bar.size() + 8;
        return scene.with(2, new Scene.Part(bar.form(), bar.x(), bar.y(), size, 0, bar.colour()));
    }
}
