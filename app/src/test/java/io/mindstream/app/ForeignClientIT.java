package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A client that is not ours: the npm package {@code openai}, unchanged, run by node. */
@EnabledIfSystemProperty(
        named = "mindstream.foreignClients",
        matches = "true",
        disabledReason = "needs node, npm and its registry: mvn -Pforeign-clients verify")
class ForeignClientIT {
    @TempDir
    Path dir;

    @Test
    void openAisJavaScriptClientGetsItsRepliesAboutAPicture() throws Exception {
        for (String file : List.of("package.json", "chat.mjs")) {
            try (InputStream in = ForeignClientIT.class.getResourceAsStream("/foreign-clients/" + file)) {
                Files.copy(in, dir.resolve(file));
            }
        }
        CommandOutput.of(
                dir,
                240,
                List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"));
        JsonNode said;
        try (ServedModel served = ServedModel.start(dir)) {
            said = new JsonMapper()
                    .readTree(CommandOutput.of(dir, 120, List.of("node", "chat.mjs", served.url() + "/v1", picture()))
                            .text());
        }
        assertThat(said.at("/models/0").asText()).isEqualTo(ServedModel.NAME);

        JsonNode whole = said.get("whole");
        assertThat(whole.get("model").asText()).isEqualTo(ServedModel.NAME);
        assertThat(whole.get("finish").asText()).isIn("stop", "length");
        assertThat(whole.at("/usage/completion_tokens").asInt()).isBetween(1, 24);
        // The picture of 64 pixels is 16 tokens between two marks.
        assertThat(whole.at("/usage/prompt_tokens").asInt())
                .isGreaterThanOrEqualTo(said.get("promptTokensWithoutPicture").asInt() + 16);

        JsonNode streamed = said.get("streamed");
        assertThat(streamed.get("model").asText()).isEqualTo(ServedModel.NAME);
        assertThat(streamed.get("text")).as("greedy, so the same").isEqualTo(whole.get("text"));
        assertThat(streamed.get("finish")).isEqualTo(whole.get("finish"));
        assertThat(streamed.get("usage")).isEqualTo(whole.get("usage"));
        assertThat(streamed.get("chunks").asInt()).isGreaterThan(2);

        JsonNode refused = said.get("refused");
        assertThat(refused.get("kind").asText()).isEqualTo("BadRequestError");
        assertThat(refused.get("status").asInt()).isEqualTo(400);
        assertThat(refused.get("param").asText()).isEqualTo("max_tokens");
    }

    private static String picture() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillOval(8, 8, 48, 48);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    }
}
