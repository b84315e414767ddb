package io.mindstream.generators.flags;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Asked;
import io.mindstream.generators.QuestionFamily;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FlagSourceTest {
    private static final FlagSource SOURCE = new FlagSource(new GenerationSettings(List.of(), 20, 3));

    @Test
    void unseenFlagsAreNeverNamedAndKeyedByTheFlagAlone() {
        SplittableRandom random = new SplittableRandom(5);
        int unseen = 0;
        for (int i = 0; i < 2000; i++) {
            FlagScene scene = SOURCE.scene(SOURCE.domains().get(i % 5), random);
            if (scene.flag().named()) {
                continue;
            }
            unseen++;
            assertThat(SOURCE.contentKey(scene))
                    .isEqualTo("unseen:" + scene.flag().code());
            for (QuestionFamily<FlagScene> family : SOURCE.families()) {
                family.ask(scene, random).ifPresent(asked -> assertThat(asked.question() + asked.reply())
                        .as(family.name())
                        .doesNotContain(scene.flag().name())
                        .doesNotContain(scene.flag().capital()));
            }
        }
        assertThat(unseen).isBetween(180, 380);
    }

    @Test
    void theCapitalAskedForIsThatOfTheFlagShownAndTheQuestionNamesNoCountry() {
        Map<String, String> capitals = new HashMap<>();
        QuestionFamily<FlagScene> capital = family("flags.capital");
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 1000; i++) {
            FlagScene scene = SOURCE.scene(SOURCE.domains().get(i % 5), random);
            capital.ask(scene, random).ifPresent(asked -> {
                capitals.put(scene.flag().name(), asked.reply());
                assertThat(asked.question()).doesNotContain(scene.flag().name());
            });
        }
        assertThat(capitals).hasSize(20).containsEntry("Italy", "Rome").containsEntry("Nigeria", "Abuja");
    }

    @Test
    void aPremiseIsRefusedOnlyWhereTheFlagIsAnother() {
        QuestionFamily<FlagScene> premise = family("flags.premise");
        SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        int asked = 0;
        for (int i = 0; i < 2000; i++) {
            FlagScene scene = SOURCE.scene(SOURCE.domains().get(i % 5), random);
            Asked question = premise.ask(scene, random).orElse(null);
            if (question != null) {
                asked++;
                boolean there = question.question().contains(scene.flag().name());
                assertThat(question.reply()).isEqualTo(there ? scene.ground().word() : "not there");
                refused += there ? 0 : 1;
            }
        }
        assertThat((double) refused / asked).isBetween(0.18, 0.3);
    }

    private static QuestionFamily<FlagScene> family(String name) {
        return SOURCE.families().stream()
                .filter(family -> family.name().equals(name))
                .findAny()
                .orElseThrow();
    }
}
