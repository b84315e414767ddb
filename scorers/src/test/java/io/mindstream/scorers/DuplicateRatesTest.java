package io.mindstream.scorers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How often drawn pictures count as near after a change, and share a band. Writes {@code target/duplicate-rates.md}, which
 * docs/duplicates.md quotes; the limits here leave room for another processor's rounding.
 */
class DuplicateRatesTest {
    private static final int SCENES = 1000;
    private static final Map<String, Rates> RATES = new LinkedHashMap<>();

    /** A scene and what became of it. */
    private record Pair(Scene before, Scene after) {}

    private record Rates(double near, double band) {}

    @BeforeAll
    static void measure() throws IOException {
        rate("shapes, each up to a pixel off", i -> jittered(shapes(i), i));
        rate("gauge, parts up to a pixel off", i -> jittered(Scene.gauge(i), i));
        rate("bars, each up to a pixel off", i -> jittered(Scene.bars(i), i));
        rate(
                "one shape fewer",
                i -> new Pair(
                        Scene.shapes(i, 2 + (int) (i % 6)),
                        Scene.shapes(i, 2 + (int) (i % 6)).without(0)));
        rate("one shape in another colour", i -> changed(shapes(i), 0, recoloured(shapes(i), i)));
        rate("one shape 4 pixels aside", i -> changed(shapes(i), 0, aside(shapes(i))));
        rate("one shape of another form", i -> changed(shapes(i), 0, reshaped(shapes(i))));
        for (int degrees : new int[] {10, 15, 20, 40}) {
            rate(
                    "needle " + degrees + " degrees on",
                    i -> changed(
                            Scene.gauge(i), 1, Scene.gauge(i).parts().get(1).turned(degrees)));
        }
        for (int pixels : new int[] {2, 4, 8}) {
            rate(
                    "one bar " + pixels + " pixels longer or shorter",
                    i -> changed(Scene.bars(i), 2, resized(Scene.bars(i), pixels)));
        }
        StringBuilder table = new StringBuilder("| change | near | shares a band |\n|---|---|---|\n");
        RATES.forEach((change, rates) ->
                table.append(String.format(Locale.ROOT, "| %s | %.3f | %.3f |%n", change, rates.near(), rates.band())));
        Files.writeString(Path.of("target", "duplicate-rates.md"), table);
    }

    @Test
    void theSameSceneDrawnAPixelOffIsNearAndIsFound() {
        RATES.forEach((change, rates) -> {
            if (change.endsWith("a pixel off")) {
                assertThat(rates.near()).as(change).isGreaterThan(0.86);
                assertThat(rates.band()).as(change).isGreaterThan(0.97);
            }
        });
    }

    @Test
    void anotherSceneIsNotNear() {
        assertThat(near("one shape fewer")).isZero();
        assertThat(near("needle 40 degrees on")).isZero();
        assertThat(near("one bar 8 pixels longer or shorter")).isZero();
        assertThat(near("needle 20 degrees on")).isLessThan(0.02);
        assertThat(near("one shape in another colour")).isLessThan(0.01);
        assertThat(near("one shape 4 pixels aside")).isLessThan(0.05);
    }

    private static double near(String change) {
        return RATES.get(change).near();
    }

    private static void rate(String change, LongFunction<Pair> pairs) {
        int near = 0;
        int band = 0;
        for (long i = 0; i < SCENES; i++) {
            Pair pair = pairs.apply(i);
            PictureSignature before = PictureSignature.of(pair.before().decoded());
            PictureSignature after = PictureSignature.of(pair.after().decoded());
            near += before.near(after) ? 1 : 0;
            band += Collections.disjoint(before.bands(), after.bands()) ? 0 : 1;
        }
        RATES.put(change, new Rates((double) near / SCENES, (double) band / SCENES));
    }

    private static Scene shapes(long i) {
        return Scene.shapes(i, 1 + (int) (i % 7));
    }

    private static Pair jittered(Scene scene, long seed) {
        return new Pair(scene, scene.jittered(seed + 7));
    }

    private static Pair changed(Scene scene, int index, Scene.Part part) {
        return new Pair(scene, scene.with(index, part));
    }

    private static Scene.Part recoloured(Scene scene, long seed) {
        Scene.Part part = scene.parts().get(0);
        return part.in(Scene.otherThan(part.colour(), seed));
    }

    private static Scene.Part aside(Scene scene) {
        Scene.Part part = scene.parts().get(0);
        return part.at(part.x() + 4, part.y());
    }

    private static Scene.Part reshaped(Scene scene) {
        Scene.Part part = scene.parts().get(0);
        Scene.Form other = Scene.Form.values()[(part.form().ordinal() + 1) % 3];
        return new Scene.Part(other, part.x(), part.y(), part.size(), 0, part.colour());
    }

    private static Scene.Part resized(Scene scene, double pixels) {
        Scene.Part bar = scene.parts().get(2);
        double size = bar.size() > 30 ? bar.size() - pixels : bar.size() + pixels;
        return new Scene.Part(bar.form(), bar.x(), bar.y(), size, 0, bar.colour());
    }
}
