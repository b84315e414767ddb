package io.mindstream.streams;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Asked;
import io.mindstream.generators.Family;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;
import io.mindstream.samples.Facts;
import io.mindstream.samples.Split;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Sources that go wrong, each in its own way. Found by the catalog like any other; tests name them in {@code generation.sources}. */
final class OddSources {
    static final String DOMAIN = "scenes/shapes/few";
    static final String CAPABILITY = "perception/counting/all";

    private OddSources() {}

    /** Throws for every other picture. */
    public static final class Failing implements SourceProvider {
        @Override
        public Source<?> create(GenerationSettings settings) {
            return new Squares("odd-failing") {
                @Override
                public void paint(Integer scene, Graphics2D graphics, int size) {
                    if (scene % 2 == 0) {
                        throw new IllegalStateException("the disc is scratched");
                    }
                    super.paint(scene, graphics, size);
                }
            };
        }
    }

    /** Knows nothing of what it draws. */
    public static final class Sparse implements SourceProvider {
        @Override
        public Source<?> create(GenerationSettings settings) {
            return new Squares("odd-sparse") {
                @Override
                public Facts facts(Integer scene) {
                    return new Facts(List.of(), List.of(), List.of(), List.of());
                }
            };
        }
    }

    /** Draws test scenes and nothing else. */
    public static final class HeldOut implements SourceProvider {
        @Override
        public Source<?> create(GenerationSettings settings) {
            return new Squares("odd-held-out") {
                @Override
                public String contentKey(Integer scene) {
                    int key = 0;
                    while (Split.of(name() + ":" + key) != Split.TEST) {
                        key++;
                    }
                    return Integer.toString(key);
                }
            };
        }
    }

    /** A number of dark squares in a row. */
    private abstract static class Squares implements Source<Integer> {
        private final String name;

        Squares(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public List<String> domains() {
            return List.of(DOMAIN);
        }

        @Override
        public Integer scene(String domain, RandomGenerator random) {
            return 1 + random.nextInt(9);
        }

        @Override
        public String contentKey(Integer scene) {
            return "squares " + scene;
        }

        @Override
        public Facts facts(Integer scene) {
            return new Facts(
                    java.util.Collections.nCopies(scene, "square"), List.of("in a row"), List.of("row"), List.of());
        }

        @Override
        public void paint(Integer scene, Graphics2D graphics, int size) {
            graphics.setColor(Color.DARK_GRAY);
            for (int i = 0; i < scene; i++) {
                graphics.fillRect(i * size / 9 + 1, size / 3, size / 12, size / 3);
            }
        }

        @Override
        public List<QuestionFamily<Integer>> families() {
            return List.of(Family.of(
                    name + ".count",
                    CAPABILITY,
                    (scene, random) -> Optional.of(Asked.number("How many squares are there?", scene, "count"))));
        }
    }
}
