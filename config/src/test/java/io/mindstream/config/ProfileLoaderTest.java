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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "picture: {size: 8}               | picture.size: 8 is not in 32..2048",
                "picture: {size: large}           | picture.size: not of type int",
                "picture: {sise: 64}              | picture.sise: unknown key; known here: size",
                "pictures: {size: 64}             | pictures: unknown key; known here: picture",
                "picture: 64                      | picture: a map is expected",
                "picture: [                       | line 1: not YAML",
                "64                               | not a map of sections",
            })
    void aBadFileIsOneLineThatNamesFileAndField(String yaml, String problem) throws IOException {
        Path file = Files.writeString(dir.resolve("bad.yaml"), yaml);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load(file.toString(), Map.of()))
                .withMessageStartingWith(file + ": " + problem)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void aMissingFileAndAnUnknownOverrideAreNamed() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load("/no/such.yaml", Map.of()))
                .withMessage("/no/such.yaml: no such file, and no built-in profile of that name");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load("nano", Map.of("picture.sise", "64")))
                .withMessage("--set: picture.sise: unknown key; known here: size");
    }
}
