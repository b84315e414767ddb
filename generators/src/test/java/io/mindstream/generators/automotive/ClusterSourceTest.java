package io.mindstream.generators.automotive;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.generators.Asked;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.automotive.ClusterScene.Temperature;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClusterSourceTest {
    private static final ClusterSource SOURCE = new ClusterSource();

    private static Optional<Asked> ask(String family, ClusterScene scene) {
        QuestionFamily<ClusterScene> found = SOURCE.families().stream()
                .filter(candidate -> candidate.name().equals("cluster." + family))
                .findAny()
                .orElseThrow();
        return found.ask(scene, new SplittableRandom(1));
    }

    private static ClusterScene scene(boolean digital, int speed, int revs, int limit) {
        return new ClusterScene(digital, speed, revs, 2, Temperature.HOT, "D", limit, null, 0);
    }

    @Test
    void aNeedleIsReadWithinATickAndDigitsExactly() {
        Asked needle = ask("needle", scene(false, 120, 7, 0)).orElseThrow();
        Asked digits = ask("digits", scene(true, 120, 7, 0)).orElseThrow();

        assertThat(needle.answer().accepts("120")).isTrue();
        assertThat(needle.answer().accepts("110")).isTrue();
        assertThat(needle.answer().accepts("100")).isFalse();
        assertThat(digits.answer().accepts("110")).isFalse();
        assertThat(ask("digits", scene(false, 120, 7, 0))).isEmpty();
    }

    @Test
    void theRedZoneBeginsAtSixThousand() {
        assertThat(ask("revs-zone", scene(true, 50, 11, 0)).orElseThrow().reply())
                .isEqualTo("normal");
        assertThat(ask("revs-zone", scene(true, 50, 12, 0)).orElseThrow().reply())
                .isEqualTo("red");
        assertThat(ask("revs-zone", scene(true, 50, 3, 0)).orElseThrow().reply())
                .isEqualTo("low");
        assertThat(ask("revs", scene(false, 50, 7, 0)).orElseThrow().reply()).isEqualTo("3.5");
    }

    @Test
    void howMuchTooFastIsAskedOnlyOfOneWhoIs() {
        assertThat(ask("over-by", scene(true, 85, 5, 50)).orElseThrow().reply()).isEqualTo("35");
        assertThat(ask("over-by", scene(true, 45, 5, 50))).isEmpty();
        assertThat(ask("over-by", scene(true, 85, 5, 0))).isEmpty();
    }

    @Test
    void scenesKeepToTheirScales() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 3000; i++) {
            ClusterScene scene = SOURCE.scene(SOURCE.domains().get(0), random);
            assertThat(scene.speed()).isBetween(0, ClusterScene.TOP_SPEED);
            assertThat(scene.revs()).isBetween(0, ClusterScene.TOP_REVS);
            assertThat(scene.signed() && scene.speed() == scene.limit()).isFalse();
        }
    }

    @Test
    void whatIsAskedCanBeSeen() {
        int[] base = pixels(scene(true, 80, 5, 50));

        assertThat(pixels(scene(true, 85, 5, 50))).isNotEqualTo(base);
        assertThat(pixels(scene(true, 80, 6, 50))).isNotEqualTo(base);
        assertThat(pixels(scene(true, 80, 5, 60))).isNotEqualTo(base);
        assertThat(pixels(scene(true, 80, 5, 0))).isNotEqualTo(base);
        assertThat(pixels(scene(false, 80, 5, 0))).isNotEqualTo(pixels(scene(false, 90, 5, 0)));
        assertThat(pixels(scene(false, 80, 5, 0))).isNotEqualTo(pixels(scene(false, 80, 6, 0)));
    }

    private static int[] pixels(ClusterScene scene) {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        SOURCE.paint(scene, image.createGraphics(), 64);
        return image.getRGB(0, 0, 64, 64, null, 0, 64);
    }
}
