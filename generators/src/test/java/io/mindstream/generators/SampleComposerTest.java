package io.mindstream.generators;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.config.DifficultySettings;
import io.mindstream.config.GenerationSettings;
import io.mindstream.samples.Answer;
import io.mindstream.samples.Ids;
import io.mindstream.samples.Label;
import io.mindstream.samples.Request;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import io.mindstream.samples.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleComposerTest {
    private static final Ids IDS = new Ids(0.5, 0.5, 0, 0, 0.5, 1);
    private static final String DENSE = "perception/description/dense";

    private static final Catalog CATALOG = Draws.catalog(64);
    private final SampleComposer composer = new SampleComposer(Draws.SETTINGS);

    private static Request request(Stage stage, Label label, String source, long seed, int budget) {
        return new Request("r-" + seed, stage, label, source, seed, budget, 1, List.of(), Long.MAX_VALUE);
    }

    private List<Sample> compose(Stage stage, Label label, String source, long seed, int turns, int budget) {
        Request request = request(stage, label, source, seed, budget);
        return composer.compose(CATALOG.draw(source, label.domain(), seed), IDS, turns, request);
    }

    @Test
    void labelsOfTheCatalogAreServedAndTheFirstSampleCarriesThem() {
        Draws.some(CATALOG.labels().entrySet(), 1500)
                .forEach(entry -> entry.getValue().forEach(source -> {
                    Label label = entry.getKey();
                    List<Sample> served = new ArrayList<>();
                    for (long seed = 0; seed < 40 && served.isEmpty(); seed++) {
                        List<Sample> samples = compose(Stage.KNOWLEDGE, label, source, seed, 6, 4);
                        assertThat(samples).hasSizeLessThanOrEqualTo(4);
                        served.addAll(samples);
                    }
                    assertThat(served).as("%s of %s", label, source).isNotEmpty();
                    assertThat(served.get(0).label()).isEqualTo(label);
                    for (Sample sample : served) {
                        assertThat(sample.label().domain()).isEqualTo(label.domain());
                        assertThat(sample.label().capability())
                                .isEqualTo(sample.turns().get(0).capability());
                        assertThat(sample.provenance().requestId()).startsWith("r-");
                    }
                }));
    }

    @Test
    void noTurnSharesAFacetWithAnotherOfItsConversation() {
        Label label = new Label("scenes/shapes/many", "perception/counting/all");
        int together = 0;
        for (long seed = 0; seed < 200; seed++) {
            Drawn<?> drawn = CATALOG.draw("shapes", label.domain(), seed);
            Map<String, Set<String>> facets = facets(drawn);
            for (Sample sample : composer.compose(drawn, IDS, 8, request(Stage.KNOWLEDGE, label, "shapes", seed, 5))) {
                assertThat(sample.turns()).hasSizeBetween(1, 3);
                Set<String> seen = new HashSet<>();
                for (Turn turn : sample.turns()) {
                    assertThat(facets.get(turn.family() + turn.question() + turn.reply()))
                            .allSatisfy(facet -> assertThat(seen.add(facet)).isTrue());
                }
                together += sample.turns().size() > 1 ? 1 : 0;
            }
        }
        assertThat(together).isGreaterThan(200);
    }

    private static <S> Map<String, Set<String>> facets(Drawn<S> drawn) {
        Map<String, Set<String>> facets = new HashMap<>();
        for (QuestionFamily<S> family : drawn.source().families()) {
            for (int attempt = 0; attempt < 3; attempt++) {
                drawn.ask(family, attempt)
                        .ifPresent(
                                asked -> facets.put(family.name() + asked.question() + asked.reply(), asked.facets()));
            }
        }
        return facets;
    }

    @Test
    void descriptionsAndQuestionsAreAboutHalfAndHalfAndYesNoIsRare() {
        int descriptions = 0;
        int questions = 0;
        int turns = 0;
        int yesNo = 0;
        Label label = new Label("scenes/shapes/many", "perception/colour/background");
        for (long seed = 0; seed < 400; seed++) {
            List<Sample> samples = compose(Stage.KNOWLEDGE, label, "shapes", seed, 4, 4);
            for (Sample sample : samples) {
                if (sample.label().capability().equals(DENSE)) {
                    descriptions++;
                    assertThat(sample.turns()).hasSize(1);
                } else {
                    questions++;
                    turns += sample.turns().size();
                    yesNo += (int) sample.turns().stream()
                            .filter(turn -> turn.reply().matches("yes|no"))
                            .count();
                }
            }
        }
        assertThat(descriptions).isEqualTo(400);
        assertThat(questions).isBetween(400, 900);
        assertThat(turns).isGreaterThan(1500);
        assertThat((double) yesNo / turns).isBetween(0.01, SampleComposer.YES_NO_SHARE + 0.02);
    }

    @Test
    void furtherTurnsSpreadOverCapabilities() {
        Label label = new Label("scenes/shapes/many", "perception/counting/all");
        for (long seed = 0; seed < 50; seed++) {
            List<String> capabilities = compose(Stage.KNOWLEDGE, label, "shapes", seed, 5, 6).stream()
                    .flatMap(sample -> sample.turns().stream().map(Turn::capability))
                    .toList();
            assertThat(capabilities).doesNotHaveDuplicates();
        }
    }

    @Test
    void othersGoBeforeWhatIsMasteredSaveForAFewChecks() {
        List<String> mastered = List.of("shapes.count", "shapes.ground");
        Label label = new Label("scenes/shapes/many", "perception/counting/all");
        int checks = 0;
        for (long seed = 0; seed < 200; seed++) {
            List<String> families = families(label, mastered, seed);
            // The only family of the capability that the request names.
            assertThat(families).startsWith("shapes.count").hasSizeGreaterThan(1);
            checks += families.lastIndexOf("shapes.count") > 0 || families.contains("shapes.ground") ? 1 : 0;
        }
        assertThat(checks).isBetween(1, 40);
    }

    @Test
    void theRequestedCapabilityIsAskedByAFamilyThatIsNotMastered() {
        Label label = new Label("scenes/shapes/many", "perception/counting/filtered");
        Map<String, Long> firsts = LongStream.range(0, 200)
                .mapToObj(seed ->
                        families(label, List.of("shapes.count-form"), seed).get(0))
                .collect(Collectors.groupingBy(family -> family, Collectors.counting()));
        assertThat(firsts.get("shapes.count-colour")).isGreaterThan(150);
        assertThat(firsts.get("shapes.count-form")).isBetween(1L, 40L);
    }

    private List<String> families(Label label, List<String> mastered, long seed) {
        Request request =
                new Request("r-" + seed, Stage.KNOWLEDGE, label, "shapes", seed, 6, 1, mastered, Long.MAX_VALUE);
        return composer.compose(CATALOG.draw("shapes", label.domain(), seed), IDS, 6, request).stream()
                .flatMap(sample -> sample.turns().stream().map(Turn::family))
                .toList();
    }

    @Test
    void aRequestForADescriptionYieldsTheDescriptionAlone() {
        List<Sample> samples = compose(Stage.KNOWLEDGE, new Label("scenes/shapes/few", DENSE), "shapes", 3, 6, 4);
        assertThat(samples).singleElement().satisfies(sample -> {
            assertThat(sample.turns()).hasSize(1);
            assertThat(sample.turns().get(0).answer()).isInstanceOf(Answer.FreeText.class);
            assertThat(sample.stages()).containsExactlyInAnyOrder(Stage.KNOWLEDGE, Stage.RESTORATION);
        });
    }

    @Test
    void reinforcementGetsSingleVerifiableTurnsAndNoDescription() {
        Label label = new Label("scenes/shapes/few", "perception/counting/all");
        List<Sample> samples = compose(Stage.RL, label, "shapes", 5, 5, 4);
        assertThat(samples).isNotEmpty().allSatisfy(sample -> {
            assertThat(sample.turns()).hasSize(1);
            assertThat(sample.stages()).contains(Stage.RL);
            assertThat(sample.turns().get(0).answer()).isNotInstanceOf(Answer.FreeText.class);
        });
    }

    @Test
    void theVerticalDomainDoesNotServeRestoration() {
        Label label = new Label("automotive/instruments/gauge", "perception/reading/gauge");
        assertThat(compose(Stage.KNOWLEDGE, label, "gauge", 1, 3, 2)).isNotEmpty();
        assertThat(compose(Stage.RESTORATION, label, "gauge", 1, 3, 2)).isEmpty();
        assertThat(compose(Stage.PREFERENCE, label, "gauge", 1, 3, 2)).isEmpty();
    }

    @Test
    void whatTheSceneCannotAnswerYieldsNothing() {
        Label label = new Label("scenes/shapes/few", "reasoning/comparison/pairwise");
        long lonely = 0;
        while (subjects(label, lonely) > 1) {
            lonely++;
        }
        assertThat(compose(Stage.KNOWLEDGE, label, "shapes", lonely, 3, 3)).isEmpty();
    }

    private int subjects(Label label, long seed) {
        return CATALOG.draw("shapes", label.domain(), seed)
                .observation()
                .facts()
                .subjects()
                .size();
    }

    @Test
    void theSameRequestGivesTheSameSamples() {
        Label label = new Label("scenes/shapes/many", "perception/counting/all");
        List<Sample> once = compose(Stage.KNOWLEDGE, label, "shapes", 11, 6, 5);
        List<Sample> again = new SampleComposer(new GenerationSettings(List.of(), 48, 3))
                .compose(
                        Draws.catalog(64).draw("shapes", label.domain(), 11),
                        IDS,
                        6,
                        request(Stage.KNOWLEDGE, label, "shapes", 11, 5));
        assertThat(again).isEqualTo(once);
    }

    @Test
    void descriptionsComeOnlyWhereTheyAreAskedForIfTheProfileSaysSo() {
        SampleComposer plain =
                new SampleComposer(new GenerationSettings(List.of(), 48, 3, false, DifficultySettings.MIDDLING));
        for (String capability : List.of("perception/counting/all", "perception/description/dense")) {
            Label label = new Label("scenes/shapes/many", capability);
            List<Sample> samples = plain.compose(
                    Draws.catalog(64).draw("shapes", label.domain(), 11),
                    IDS,
                    9,
                    request(Stage.KNOWLEDGE, label, "shapes", 11, 2));
            boolean described = capability.endsWith("dense");
            assertThat(samples).hasSize(described ? 1 : 2).allSatisfy(sample -> assertThat(
                            sample.label().capability().endsWith("dense"))
                    .isEqualTo(described));
        }
    }

    /** What explains a sample is what made it, and leaves no family out. */
    @Test
    void theExplanationAsksWhatIsComposed() {
        Label label = new Label("scenes/shapes/many", "perception/counting/all");
        SampleComposer composer = new SampleComposer(Draws.SETTINGS);
        for (int seed = 0; seed < 50; seed++) {
            Drawn<?> drawn = Draws.catalog(64).draw("shapes", label.domain(), seed);
            Request request = request(Stage.KNOWLEDGE, label, "shapes", seed, 3);
            List<Sample> samples = composer.compose(drawn, IDS, 5, request);
            List<Considered> steps = composer.explain(drawn, 5, request);
            assertThat(steps.stream()
                            .filter(step -> step.decision() == Considered.Decision.ASKED)
                            .map(step -> step.question().orElseThrow()))
                    .containsExactlyInAnyOrderElementsOf(samples.stream()
                            .flatMap(sample -> sample.turns().stream())
                            .filter(turn -> !turn.capability().contains("description"))
                            .map(Turn::question)
                            .toList());
            assertThat(steps.stream().map(Considered::family))
                    .containsAll(drawn.source().families().stream()
                            .map(QuestionFamily::name)
                            .toList());
            assertThat(steps.get(0).capability()).isEqualTo(label.capability());
        }
    }

    @Test
    void aBudgetOfOneYieldsTheQuestionAskedFor() {
        Label label = new Label("scenes/shapes/many", "perception/counting/all");
        assertThat(compose(Stage.KNOWLEDGE, label, "shapes", 2, 6, 1))
                .singleElement()
                .satisfies(sample -> assertThat(sample.label()).isEqualTo(label));
    }
}
