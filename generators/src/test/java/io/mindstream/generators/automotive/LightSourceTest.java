package io.mindstream.generators.automotive;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.generators.Asked;
import io.mindstream.generators.QuestionFamily;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LightSourceTest {
    private static final LightSource SOURCE = new LightSource();
    private static final String DOMAIN = SOURCE.domains().get(0);

    private static void ask(String family, BiConsumer<LightScene, Asked> check) {
        QuestionFamily<LightScene> found = SOURCE.families().stream()
                .filter(candidate -> candidate.name().equals("warning-lights." + family))
                .findAny()
                .orElseThrow();
        SplittableRandom random = new SplittableRandom(3);
        int asked = 0;
        for (int i = 0; i < 2000; i++) {
            LightScene scene = SOURCE.scene(DOMAIN, random);
            Asked question = found.ask(scene, random).orElse(null);
            if (question != null) {
                asked++;
                check.accept(scene, question);
            }
        }
        assertThat(asked).isGreaterThan(100);
    }

    @Test
    void theTableHasDifferentLightsOfAllColoursAndRegulationColours() {
        List<Light> table = Light.table();
        Map<String, String> colours = table.stream()
                .collect(Collectors.toMap(Light::name, light -> light.severity().colour()));

        assertThat(colours)
                .hasSameSizeAs(table)
                .containsEntry("oil", "red")
                .containsEntry("engine", "amber")
                .containsEntry("low beam", "green")
                .containsEntry("high beam", "blue");
    }

    @Test
    void aScenesLightsAreDifferentAndAtLeastOneIsLit() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            LightScene scene = SOURCE.scene(DOMAIN, random);
            assertThat(scene.lit()).hasSizeBetween(1, 4);
            Set<Light> different = new HashSet<>(scene.lights());
            assertThat(scene.lights()).hasSameSizeAs(different);
        }
    }

    @Test
    void oneRedLightIsEnoughToStop() {
        ask("action", (scene, asked) -> {
            boolean red = scene.lit().stream().anyMatch(light -> light.severity() == Severity.DANGER);
            boolean amber = scene.lit().stream().anyMatch(light -> light.severity() == Severity.CAUTION);
            assertThat(asked.reply()).isEqualTo(red ? "stop" : amber ? "service" : "drive on");
        });
    }

    @Test
    void theMostUrgentLightHasAGraverColourThanAllOthers() {
        ask("gravest", (scene, asked) -> {
            Light named = scene.lit().stream()
                    .filter(light -> light.name().equals(asked.reply()))
                    .findAny()
                    .orElseThrow();
            assertThat(scene.lit())
                    .hasSizeGreaterThan(1)
                    .allMatch(light -> light.equals(named) || light.severity().compareTo(named.severity()) > 0);
        });
    }

    @Test
    void aDarkLightIsNotLit() {
        ask("lit", (scene, asked) -> {
            boolean lit =
                    scene.lit().stream().anyMatch(light -> asked.question().contains(" " + light.name() + " light"));
            assertThat(asked.reply()).isEqualTo(lit ? "yes" : "no");
        });
    }
}
