package io.mindstream.serve;

import static io.mindstream.serve.TestClient.ask;
import static io.mindstream.serve.TestClient.askWithPicture;
import static io.mindstream.serve.TestClient.dataUrl;
import static io.mindstream.serve.TestClient.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP over real sockets, with the real engine on a small random checkpoint. */
@Timeout(120)
class HttpIT {
    @TempDir
    private static Path directory;

    private static ServedTiny served;

    @BeforeAll
    static void start() throws IOException {
        served = ServedTiny.start(directory);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void aCompletionIsWholeAndNamesItsCheckpoint() {
        HttpResponse<String> response =
                served.client().post(ask("what colour is the car").put("max_tokens", 20));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject body = new JsonObject(response.body());
        assertThat(body.getString("object")).isEqualTo("chat.completion");
        assertThat(body.getString("model")).isEqualTo("tiny/7");
        JsonObject usage = body.getJsonObject("usage");
        assertThat(usage.getInteger("completion_tokens")).isBetween(1, 20);
        assertThat(usage.getInteger("total_tokens"))
                .isEqualTo(usage.getInteger("prompt_tokens") + usage.getInteger("completion_tokens"));
        assertThat(ServedTiny.text(body)).isNotEmpty();
        for (String name : List.of("tiny/7", "mindstream", "")) {
            HttpResponse<String> again = served.client()
                    .post(ask("what colour is the car").put("max_tokens", 20).put("model", name));
            assertThat(ServedTiny.text(new JsonObject(again.body()))).isEqualTo(ServedTiny.text(body));
        }
    }

    @Test
    void aStreamedCompletionSaysTheSame() {
        JsonObject request = ask(askWithPicture("what colour is the car", png(50, 70, Color.RED)))
                .put("max_tokens", 40);
        JsonObject whole = new JsonObject(served.client().post(request).body());
        HttpResponse<String> response = served.client()
                .post(request.put("stream", true).put("stream_options", new JsonObject().put("include_usage", true)));

        assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
        List<String> events = List.of(response.body().split("\n\n"));
        assertThat(events).allMatch(event -> event.startsWith("data: ")).last().isEqualTo("data: [DONE]");
        List<JsonObject> chunks = events.stream()
                .limit(events.size() - 1)
                .map(event -> new JsonObject(event.substring(6)))
                .toList();
        assertThat(chunks).allMatch(chunk -> chunk.getString("model").equals("tiny/7"));
        StringBuilder text = new StringBuilder();
        String finish = null;
        for (JsonObject chunk : chunks.subList(0, chunks.size() - 1)) {
            JsonObject choice = chunk.getJsonArray("choices").getJsonObject(0);
            text.append(choice.getJsonObject("delta").getString("content", ""));
            finish = choice.getString("finish_reason");
            assertThat(chunk.containsKey("usage")).isTrue();
        }
        assertThat(text).hasToString(ServedTiny.text(whole));
        assertThat(finish)
                .isEqualTo(whole.getJsonArray("choices").getJsonObject(0).getString("finish_reason"));
        assertThat(chunks.size()).as("comes in pieces").isGreaterThan(4);
        assertThat(chunks.get(chunks.size() - 1).getJsonObject("usage")).isEqualTo(whole.getJsonObject("usage"));
    }

    @Test
    void picturesTakeTokensAndChangeTheReply() {
        JsonObject plain = new JsonObject(
                served.client().post(ask("the car").put("max_tokens", 30)).body());
        JsonObject red = new JsonObject(served.client()
                .post(ask(askWithPicture("the car", png(64, 64, Color.RED))).put("max_tokens", 30))
                .body());
        JsonObject blue = new JsonObject(served.client()
                .post(ask(askWithPicture("the car", png(64, 64, Color.BLUE))).put("max_tokens", 30))
                .body());

        // 64 x 64 pixels in patches of 8, four of them a token, and two tokens around them.
        assertThat(promptTokens(red)).isEqualTo(promptTokens(plain) + 18);
        assertThat(ServedTiny.text(red)).isNotEqualTo(ServedTiny.text(plain));
        assertThat(promptTokens(blue)).isEqualTo(promptTokens(red));
    }

    @Test
    void errorsHaveTheRightStatusAndNameTheField() {
        assertError(served.client().post(ask("Hi").put("model", "gpt-4o")), 404, "model", "model_not_found");
        assertError(served.client().post(ask("Hi").put("max_tokens", 301)), 400, "max_tokens", "invalid_value");
        assertError(served.client().post(ask("Hi").put("colour", 1)), 400, "colour", "unknown_field");
        assertError(served.client().post(ask("Hi").put("top_k", -1)), 400, "top_k", "invalid_value");
        assertError(
                served.client().post(ask("Hi").put("repetition_penalty", 0)),
                400,
                "repetition_penalty",
                "invalid_value");
        assertError(served.client().post(ask("Hi").put("top_logprobs", 2)), 400, "top_logprobs", "unsupported_value");
        assertError(served.client().post("{", "application/json"), 400, null, "malformed");
        assertError(served.client().post("[1]", "application/json"), 400, null, "malformed");
        assertError(served.client().post("", "application/json"), 400, null, "malformed");
        assertError(served.client().post("[".repeat(90_000), "application/json"), 400, null, "malformed");
        assertError(
                served.client().post("a=b", "application/x-www-form-urlencoded"), 415, null, "unsupported_media_type");
        assertError(served.client().post(ask("x".repeat(ServedTiny.LIMIT))), 413, null, "request_too_large");
        assertError(served.client().post(ask("car ".repeat(2000))), 400, "messages", "context_length_exceeded");
        assertError(
                served.client().post(ask("car ".repeat(220)).put("max_tokens", 300)),
                400,
                "max_tokens",
                "context_length_exceeded");
        assertError(served.client().get("/nothing"), 404, null, "not_found");
        assertError(served.client().get("/v1/chat/completions"), 405, null, "not_found");
        HttpResponse<String> noSocket = served.client().get("/v1/chat");
        assertError(noSocket, 426, null, "upgrade_required");
        assertThat(noSocket.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(noSocket.headers().firstValue("upgrade"))
                .as("forbidden there")
                .isEmpty();
    }

    @Test
    void picturesThatCannotBeUsedNameTheirPlace() {
        String field = "messages[0].content[0].image_url.url";
        for (byte[] file : List.of(
                new byte[0], "GIF89a".getBytes(), BrokenPictures.truncated(), BrokenPictures.bomb(100_000, 100_000))) {
            assertError(served.client().post(ask(askWithPicture("Hi", dataUrl(file)))), 400, field, "invalid_image");
        }
        assertError(
                served.client().post(ask(askWithPicture("Hi", png(3, 900, Color.RED)))), 400, field, "invalid_image");
        assertThat(served.client().post(ask("Hi").put("max_tokens", 1)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anHttpClientThatGoesAwayTakesItsRequestWithIt() throws IOException {
        double before = served.metric("mindstream_serve_requests_total{outcome=\"abort\"}");
        String body = ask("long").put("max_tokens", 300).put("stream", true).encode();
        // Several, so that some still wait when the connections close.
        List<Socket> connections = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Socket connection = new Socket("127.0.0.1", served.port());
            connection
                    .getOutputStream()
                    .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            connections.add(connection);
        }
        assertThat(connections.get(0).getInputStream().read()).isEqualTo('H');
        for (Socket connection : connections) {
            connection.close();
        }

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(served.metric("mindstream_serve_waiting")).isZero();
            assertThat(served.metric("mindstream_serve_requests_total{outcome=\"abort\"}"))
                    .isGreaterThan(before + 3);
        });
    }

    @Test
    void informationIsThere() {
        assertThat(served.client().get("/healthz").statusCode()).isEqualTo(200);
        assertThat(new JsonObject(served.client().get("/readyz").body()).getString("model"))
                .isEqualTo("tiny/7");
        JsonArray models = new JsonObject(served.client().get("/v1/models").body()).getJsonArray("data");
        assertThat(models.getJsonObject(0).getString("id")).isEqualTo("tiny/7");
        assertThat(new JsonObject(served.client().get("/v1/models/tiny/7").body()).getString("object"))
                .isEqualTo("model");
        assertError(served.client().get("/v1/models/gpt-4"), 404, "model", "model_not_found");
        assertThat(served.client().get("/").body()).contains("/v1/chat/completions");
        assertThat(served.client().post(ask("Hi").put("max_tokens", 3)).statusCode())
                .isEqualTo(200);
        assertThat(served.client().get("/metrics").body())
                .contains("mindstream_serve_tokens_total{kind=\"completion\"}")
                .contains("mindstream_serve_checkpoint_step 7")
                .contains("mindstream_serve_first_token_seconds_count")
                .contains("vertx_http_server");
    }

    private static int promptTokens(JsonObject completion) {
        return completion.getJsonObject("usage").getInteger("prompt_tokens");
    }

    private static void assertError(HttpResponse<String> response, int status, String param, String code) {
        assertThat(response.body()).contains("\"error\"");
        JsonObject error = new JsonObject(response.body()).getJsonObject("error");
        assertThat(error.getString("code")).as(response.body()).isEqualTo(code);
        assertThat(error.getString("param")).isEqualTo(param);
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
