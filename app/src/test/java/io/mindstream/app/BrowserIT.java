package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The page of the endpoint in a real browser without a screen; {@code mindstream.browser} is its path. */
@EnabledIfSystemProperty(
        named = "mindstream.browser",
        matches = ".+",
        disabledReason = "needs Chromium: mvn -Pbrowser verify")
class BrowserIT {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 800;

    @TempDir
    Path dir;

    @Test
    void thePageSaysWhatThereIsAndShowsIt() throws Exception {
        Path screenshot =
                Files.createDirectories(Path.of("target")).resolve("page.png").toAbsolutePath();
        Files.deleteIfExists(screenshot);
        try (ServedModel served = ServedModel.start(dir)) {
            String page = chromium("--dump-dom", served.url() + "/");
            assertThat(page)
                    .contains("<title>Mindstream</title>")
                    .contains("/v1/chat/completions")
                    .contains("/v1/metrics");
            chromium(
                    "--window-size=" + WIDTH + "," + HEIGHT,
                    "--hide-scrollbars",
                    "--screenshot=" + screenshot,
                    served.url() + "/");
        }
        BufferedImage shown = ImageIO.read(screenshot.toFile());
        assertThat(shown.getWidth()).isEqualTo(WIDTH);
        assertThat(shown.getHeight()).isEqualTo(HEIGHT);
        assertThat(Arrays.stream(shown.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH))
                        .distinct()
                        .count())
                .as("shades of text")
                .isGreaterThan(16);
    }

    private String chromium(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("mindstream.browser"),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory(dir, "profile")));
        command.addAll(List.of(arguments));
        return CommandOutput.of(dir, 90, command).text();
    }
}
