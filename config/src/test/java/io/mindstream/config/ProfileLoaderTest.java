package io.mindstream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileLoaderTest {
    private final ProfileLoader loader = new ProfileLoader();

    @TempDir
    Path dir;

    @Test
    void aFileChangesOnlyWhatItNames() throws IOException {
        Profile defaults = loader.defaults();
        Path file = Files.writeString(dir.resolve("mine.yaml"), "stream:\n  commitInterval: 77\n");

        Profile profile = loader.load(file.toString(), Map.of());

        assertThat(profile.stream().commitInterval()).isEqualTo(77);
        assertThat(profile.stream().threads()).isEqualTo(defaults.stream().threads());
        assertThat(profile.picture()).isEqualTo(defaults.picture());
    }

    @Test
    void aSettingOnTheCommandLineWins() throws IOException {
        Path file = Files.writeString(dir.resolve("mine.yaml"), "picture:\n  size: 96\n");

        assertThat(loader.load(file.toString(), Map.of("picture.size", "128"))
                        .picture()
                        .size())
                .isEqualTo(128);
    }

    @Test
    void aProfileKnowsWhereItCameFrom() throws IOException {
        Path file = Files.writeString(dir.resolve("mine.yaml"), "picture:\n  size: 96\n");

        assertThat(loader.defaults().name()).isEqualTo("nano");
        assertThat(loader.load(file.toString(), Map.of()).name()).isEqualTo(file.toString());
        assertThat(loader.load(file.toString(), Map.of("picture.size", "128")).name())
                .isEqualTo(file + " with --set");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load("nano", Map.of("name", "mine")))
                .withMessageStartingWith("--set: name: unknown key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "picture: {size: 8}               | picture.size: 8 is not in 32..2048",
                "picture: {size: large}           | picture.size: not of type int",
                "picture: {sise: 64}              | picture.sise: unknown key; known here: size",
                "pictures: {size: 64}             | pictures: unknown key; known here: labels, picture",
                "picture: 64                      | picture: a map is expected",
                "picture: [                       | line 1: not YAML",
                "64                               | not a map of sections",
                "{picture: {size: 64}, picture: {size: 96}}  | line 1: not YAML: Duplicate field 'picture'",
                "picture: {size: 64.5}            | picture.size: not of type int",
                "generation: {sources: shapes}    | generation.sources: a list is expected",
                "queue: {labelWeights: [{path: perception/sight, value: 2}]} | queue.labelWeights: perception/sight: in neither label tree",
                "labels: {domain: [5]}            | labels.domain: not of type String",
                "trainer: {frozen: text}          | trainer.frozen: a list is expected",
                "trainer: {frozen: [vison]}       | trainer.frozen: 'vison' is none of vision, merger, text",
                "trainer: {frozen: [text, merger, vision]} | trainer.frozen: all parts: nothing is left to train",
                "trainer: {lora: 8}               | trainer.lora: a map is expected",
                "trainer: {lora: {r: 8}}          | trainer.lora.r: unknown key; known here: rank, alpha, dropout, targets",
                "trainer: {lora: {rank: -1}}      | trainer.lora.rank: -1 is less than 0",
                "trainer: {lora: {alpha: 0}}      | trainer.lora.alpha: 0.0 is not above 0",
                "trainer: {lora: {dropout: 1}}    | trainer.lora.dropout: 1.0 is not at least 0 and below 1",
                "trainer: {lora: {targets: q_proj}} | trainer.lora.targets: a list is expected",
                "trainer: {lora: {targets: ['']}} | trainer.lora.targets: '' is no module's name",
                "trainer: {lora: {rank: 8}, frozen: [vision]} | trainer.frozen: [vision]: with trainer.lora.rank above 0 all of the model is frozen",
                "trainer:                         | trainer: a map is expected",
                "labels: {domains: x.yaml}        | labels.domains: unknown key; known here: domain, capability",
                "name: mine                       | name: unknown key; known here: labels, picture",
            })
    void aBadFileIsOneLineThatNamesFileAndField(String yaml, String problem) throws IOException {
        Path file = Files.writeString(dir.resolve("bad.yaml"), yaml);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load(file.toString(), Map.of()))
                .withMessageStartingWith(file + ": " + problem)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void whatIsNoTextIsOneLineThatNamesTheFile() throws IOException {
        Path file = Files.write(dir.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load(file.toString(), Map.of()))
                .withMessage(file + ": not text in UTF-8");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> LabelTree.fromFile(file))
                .withMessage(file + ": not text in UTF-8");
    }

    @Test
    void labelTreesOfOnesOwnAreReadWithTheProfile() throws IOException {
        Path tree = Files.writeString(
                dir.resolve("tree.yaml"), "{tree: domain, labels: {medicine: {scans: {x-ray: X-rays}}}}");

        Profile profile = loader.load("nano", Map.of("labels.domain", tree.toString()));

        assertThat(profile.labels().domain().leaves()).containsExactly("medicine/scans/x-ray");
        assertThat(profile.queue().labelWeights())
                .as("those about the built-in tree's domains are gone")
                .extracting(QueueSettings.LabelFigure::path)
                .containsExactly("perception/description");
        assertThat(profile.labels().capability().leaves())
                .isEqualTo(LabelTree.capability().leaves());
        assertThat(loader.load("nano", Map.of("labels.domain", ""))
                        .labels()
                        .domain()
                        .leaves())
                .isEqualTo(LabelTree.domain().leaves());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{tree: domain, labels: {a: {b: {c: leaf, c: again}}}} | line 1: not YAML: Duplicate field 'c'",
                "{tree: domain, labels: {a: {b: leaf}}}                | labels.a.b: level 3 is a map of names",
                "{tree: capability, labels: {a: {b: {c: leaf}}}}       | tree: 'capability' where 'domain' is expected",
                "{tree: domain                                         | line 1: not YAML",
            })
    void aBadLabelFileIsOneLineThatNamesProfileKeyAndFile(String yaml, String problem) throws IOException {
        Path tree = Files.writeString(dir.resolve("tree.yaml"), yaml);
        Path file = Files.writeString(dir.resolve("mine.yaml"), "labels: {domain: " + tree + "}");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load(file.toString(), Map.of()))
                .withMessageStartingWith(file + ": labels.domain: " + tree + ": " + problem)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void aLabelFileThatCannotBeReadIsNamedWithItsKey() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load("nano", Map.of("labels.capability", "/no/tree.yaml")))
                .withMessage("nano with --set: labels.capability: /no/tree.yaml: no such file");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load("nano", Map.of("labels.capability", dir.toString())))
                .withMessage("nano with --set: labels.capability: " + dir + ": cannot be read: Is a directory");
    }

    @Test
    void aDirectoryIsNoProfile() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load(dir.toString(), Map.of()))
                .withMessage(dir + ": cannot be read: Is a directory");
    }

    @Test
    void aMissingFileAndAnUnknownOverrideAreNamed() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load("/no/such.yaml", Map.of()))
                .withMessage("/no/such.yaml: no such file, and no built-in profile of that name");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load("nano", Map.of("trainer", "")))
                .withMessage("nano with --set: trainer: a map is expected");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load("nano", Map.of("picture.size", "")))
                .withMessage("nano with --set: picture.size: not of type int");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load("nano", Map.of("picture.sise", "64")))
                .withMessage("--set: picture.sise: unknown key; known here: size");
    }
}
