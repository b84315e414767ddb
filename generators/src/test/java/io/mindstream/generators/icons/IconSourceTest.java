package io.mindstream.generators.icons;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.svg.Webjar;
import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class IconSourceTest {
    private static final IconSet ALL = new IconSet(1000);
    private static final IconSource SOURCE = new IconSource(new GenerationSettings(List.of(), 30, 3));

    /** Tags of the icon set that bear a kind out. */
    private static final Map<String, Set<String>> TAGS = Map.ofEntries(
            Map.entry("animal", Set.of("Animal")),
            Map.entry("plant", Set.of("Nature")),
            Map.entry("weather", Set.of("Weather")),
            Map.entry("person", Set.of("People / Family", "Sport")),
            Map.entry("furniture", Set.of("Home Automation")),
            Map.entry("health", Set.of("Medical / Hospital")),
            Map.entry("tool", Set.of("Hardware / Tools")),
            Map.entry("food", Set.of("Food / Drink")),
            Map.entry("music", Set.of("Music")),
            Map.entry("sport", Set.of("Sport")),
            Map.entry("clothing", Set.of("Clothing")),
            Map.entry("device", Set.of("Device / Tech", "Music", "Photography", "Printer")),
            Map.entry(
                    "transport", Set.of("Transportation + Flying", "Transportation + Water", "Transportation + Other")),
            Map.entry("vehicle", Set.of("Transportation + Road", "Hardware / Tools")),
            Map.entry("car part", Set.of("Automotive")));

    /** Kinds that the icon set's tags do not tell: no tags at all, or another sense of the word. */
    private static final Set<String> UNTAGGED = Set.of("sofa", "spider");

    /** There is no pair of different icons where there is one icon only. */
    @Test
    @Timeout(20)
    void aSetOfFewIconsIsDrawnFromToo() {
        IconSource few = new IconSource(new GenerationSettings(List.of(), 4, 3));
        for (String domain : few.domains()) {
            for (int seed = 0; seed < 50; seed++) {
                assertThat(few.scene(domain, new SplittableRandom(seed)).icons())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void kindsAreBorneOutByTheTagsOfTheIconSet() {
        Map<String, Set<String>> tags = new HashMap<>();
        for (JsonNode icon : Webjar.MATERIAL_ICONS.json("meta.json")) {
            Set<String> of = new HashSet<>();
            icon.get("tags").forEach(tag -> of.add(tag.asText()));
            tags.put(icon.get("name").asText(), of);
        }
        for (String domain : ALL.domains()) {
            for (Icon icon : ALL.named(domain)) {
                if (!UNTAGGED.contains(icon.icon())) {
                    assertThat(tags.get(icon.icon())).as(icon.icon()).containsAnyElementsOf(TAGS.get(icon.kind()));
                }
            }
        }
    }

    @Test
    void namesAreDifferentAndNoAliasIsAnotherIconsName() {
        Map<String, Icon> byName = new HashMap<>();
        List<Icon> all = ALL.domains().stream()
                .flatMap(domain -> ALL.named(domain).stream())
                .toList();
        all.forEach(icon ->
                assertThat(byName.put(icon.name(), icon)).as(icon.name()).isNull());
        for (Icon icon : all) {
            assertThat(icon.accepted().get(0)).isEqualTo(icon.name());
            icon.accepted()
                    .forEach(name -> assertThat(byName.getOrDefault(name, icon)).isEqualTo(icon));
        }
        assertThat(all).hasSizeGreaterThan(100);
    }

    @Test
    void outlinesLieInTheirBoxAndAreNotEmpty() {
        for (String domain : ALL.domains()) {
            for (Icon icon : ALL.named(domain)) {
                Rectangle2D bounds = icon.outline().getBounds2D();
                assertThat(new Rectangle2D.Double(-0.5, -0.5, 25, 25).contains(bounds))
                        .as(icon.icon() + " " + bounds)
                        .isTrue();
                assertThat(bounds.getWidth() * bounds.getHeight()).isGreaterThan(60);
            }
        }
    }

    @Test
    void unseenIconsAreNeverNamedAndKeyedByTheIconAlone() {
        SplittableRandom random = new SplittableRandom(5);
        int unseen = 0;
        for (int i = 0; i < 2000; i++) {
            IconScene scene = SOURCE.scene(SOURCE.domains().get(i % 6), random);
            if (scene.named()) {
                assertThat(scene.icons()).allMatch(placed -> placed.icon().named());
                continue;
            }
            unseen++;
            assertThat(SOURCE.contentKey(scene))
                    .isEqualTo("unseen:" + scene.icon(0).icon());
            for (QuestionFamily<IconScene> family : SOURCE.families()) {
                family.ask(scene, random).ifPresent(asked -> assertThat(family.name())
                        .isIn("icons.colour", "icons.ground", "icons.position", "icons.count", "icons.description"));
            }
        }
        assertThat(unseen).isBetween(180, 380);
    }

    @Test
    void figuresStandOutFromTheirGroundAndPairsDiffer() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 2000; i++) {
            IconScene scene = SOURCE.scene(SOURCE.domains().get(i % 6), random);
            assertThat(scene.icons()).allMatch(placed -> placed.ink().legibleOn(scene.ground()));
            if (scene.pair()) {
                assertThat(scene.icon(0)).isNotEqualTo(scene.icon(1));
                assertThat(scene.ink(0)).isNotEqualTo(scene.ink(1));
            }
        }
    }
}
