package io.mindstream.samples.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mindstream.config.ConfigException;
import io.mindstream.config.LabelSettings;
import io.mindstream.config.LabelTree;
import io.mindstream.samples.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerRuleTest {
    private static final LabelSettings LABELS = new LabelSettings(LabelTree.domain(), LabelTree.capability());
    private static final String OWN = "user/own/pictures";

    @TempDir
    Path dir;

    private final AnswerRule rule = new AnswerRule(0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12            | Number[value=12.0, tolerance=0.0]",
                "-3.5          | Number[value=-3.5, tolerance=0.05]",
                "40 km/h       | Number[value=40.0, tolerance=0.0]",
                "7%            | Number[value=7.0, tolerance=0.0]",
                "red           | Exact[accepted=[red]]",
                "a bowline knot. | Exact[accepted=[a bowline knot.]]",
                "1,234         | Exact[accepted=[1,234]]",
                "scan-04.v2.png | Exact[accepted=[scan-04.v2.png]]",
                "12 red boats  | Exact[accepted=[12 red boats]]",
                "It is red. It is large. | FreeText[reference=It is red. It is large.]",
                "a boat that lies in the harbour of a town | FreeText[reference=a boat that lies in the harbour of a town]",
            })
    void theReplyTellsHowItIsChecked(String reply, String answer) {
        Answer found = rule.of(RawTurn.question("Q?", reply));

        assertThat(found).hasToString(answer);
        assertThat(found.accepts(reply)).isTrue();
    }

    @Test
    void captionsAreFreeTextAndOptionsAChoiceAndToleranceWidens() {
        assertThat(rule.of(RawTurn.caption("red"))).isEqualTo(new Answer.FreeText("red"));
        assertThat(rule.of(new RawTurn(Optional.of("Q?"), "right", List.of("left", "right"), RawTurn.Kind.QUESTION)))
                .isEqualTo(new Answer.Choice(List.of("left", "right"), 1));
        assertThat(new AnswerRule(0.05).of(RawTurn.question("Q?", "40"))).isEqualTo(new Answer.Number(40, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How many boats?     | 3    | perception/counting/all",
                "Which year is it?   | 1950 | perception/reading/number",
                "What colour is it?  | red  | perception/colour/object",
                "Is there a boat?    | yes  | faithfulness/presence/absent",
                "What is it?         | boat | perception/recognition/object",
                "What goes on?       | A boat comes in. People wave. | perception/description/dense",
            })
    void theCapabilityIsToldByQuestionAndAnswer(String question, String reply, String capability) {
        LabelRules labels = new LabelRules(OWN, Optional.empty(), Optional.empty(), LABELS);
        RawTurn turn = RawTurn.question(question, reply);

        assertThat(labels.capability("f", turn, rule.of(turn))).isEqualTo(capability);
    }

    @Test
    void theFirstRuleOfTheMappingThatFitsCounts() throws IOException {
        Path mapping = Files.writeString(
                dir.resolve("map.yaml"),
                """
                - {file: "scans/.*", domain: documents/text/word}
                - {question: "(?i)how many.*", capability: perception/counting/filtered}
                - {file: "scans/.*", question: ".*", capability: perception/reading/word}
                """);
        LabelRules labels =
                new LabelRules(OWN, Optional.of("perception/recognition/kind"), Optional.of(mapping), LABELS);
        RawTurn many = RawTurn.question("How many?", "3");
        RawTurn what = RawTurn.question("What?", "it");

        assertThat(labels.domain("scans/a.png")).isEqualTo("documents/text/word");
        assertThat(labels.domain("b.png")).isEqualTo(OWN);
        assertThat(labels.capability("scans/a.png", many, rule.of(many))).isEqualTo("perception/counting/filtered");
        assertThat(labels.capability("scans/a.png", what, rule.of(what))).isEqualTo("perception/reading/word");
        assertThat(labels.capability("b.png", what, rule.of(what))).isEqualTo("perception/recognition/kind");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- {domain: no/such/leaf}                | labels.no.such.leaf: no such leaf: a rule of",
                "- {capability: no/such/leaf}            | labels.no.such.leaf: no such leaf: a rule of",
                "- {file: '(', domain: user/own/pictures} | map.yaml: [0].file: no regular expression",
                "- {file: a}                             | map.yaml: [0]: gives neither domain nor capability",
                "- {files: a}                            | map.yaml: [0]: Unrecognized field",
                "'- {file: a'                            | map.yaml: [0]: while parsing",
            })
    void aBadMappingIsOneLine(String yaml, String problem) throws IOException {
        Path mapping = Files.writeString(dir.resolve("map.yaml"), yaml.replaceAll("^'|'$", "") + "\n");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new LabelRules(OWN, Optional.empty(), Optional.of(mapping), LABELS))
                .withMessageContaining(problem)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }
}
