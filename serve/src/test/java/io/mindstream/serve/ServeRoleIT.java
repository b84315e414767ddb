package io.mindstream.serve;

import static io.mindstream.serve.TestClient.ask;
import static io.mindstream.serve.TestClient.askWithPicture;
import static io.mindstream.serve.TestClient.dataUrl;
import static io.mindstream.serve.TestClient.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mindstream.bus.Topics;
import io.mindstream.config.BusSettings;
import io.mindstream.config.ServeSettings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The protocols over real sockets, with the real engine on a small random checkpoint. */
@Timeout(120)
class ServeRoleIT {
    private static final int LIMIT = 200_000;
    private static final ServeSettings SETTINGS = new ServeSettings("127.0.0.1", 0, 1, 300, LIMIT, 1_000_000, 40);
    private static final Topics TOPICS = Topics.of(new BusSettings(2, 0, 16, 1, 16), "");

    @TempDir
    private static Path directory;

    private static ServeRole role;
    private static TestClient client;

    @BeforeAll
    static void start() throws IOException {
        Path checkpoint = TinyCheckpoint.write(directory.resolve("tiny").resolve("step-0000000007"), 1);
        role = new ServeRole(SETTINGS, Optional.empty(), TOPICS, Optional.of(checkpoint));
        role.start();
        client = new TestClient(role.port());
    }

    @AfterAll
    static void stop() {
        client.close();
        role.close();
    }

    @Test
    void aCompletionIsWholeAndNamesItsCheckpoint() {
        HttpResponse<String> response =
                client.post(ask("what colour is the car").put("max_tokens", 20));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject body = new JsonObject(response.body());
        assertThat(body.getString("object")).isEqualTo("chat.completion");
        assertThat(body.getString("model")).isEqualTo("tiny/7");
        JsonObject usage = body.getJsonObject("usage");
        assertThat(usage.getInteger("completion_tokens")).isBetween(1, 20);
        assertThat(usage.getInteger("total_tokens"))
                .isEqualTo(usage.getInteger("prompt_tokens") + usage.getInteger("completion_tokens"));
        assertThat(text(body)).isNotEmpty();
        for (String name : List.of("tiny/7", "mindstream", "")) {
            HttpResponse<String> again = client.post(
                    ask("what colour is the car").put("max_tokens", 20).put("model", name));
            assertThat(text(new JsonObject(again.body()))).isEqualTo(text(body));
        }
    }

    @Test
    void aStreamedCompletionSaysTheSame() {
        JsonObject request = ask(askWithPicture("what colour is the car", png(50, 70, Color.RED)))
                .put("max_tokens", 40);
        JsonObject whole = new JsonObject(client.post(request).body());
        HttpResponse<String> response = client.post(
                request.put("stream", true).put("stream_options", new JsonObject().put("include_usage", true)));

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
        assertThat(text).hasToString(text(whole));
        assertThat(finish)
                .isEqualTo(whole.getJsonArray("choices").getJsonObject(0).getString("finish_reason"));
        assertThat(chunks.size()).as("comes in pieces").isGreaterThan(4);
        assertThat(chunks.get(chunks.size() - 1).getJsonObject("usage")).isEqualTo(whole.getJsonObject("usage"));
    }

    @Test
    void picturesTakeTokensAndChangeTheReply() {
        JsonObject plain =
                new JsonObject(client.post(ask("the car").put("max_tokens", 30)).body());
        JsonObject red = new JsonObject(client.post(
                        ask(askWithPicture("the car", png(64, 64, Color.RED))).put("max_tokens", 30))
                .body());
        JsonObject blue = new JsonObject(client.post(
                        ask(askWithPicture("the car", png(64, 64, Color.BLUE))).put("max_tokens", 30))
                .body());

        // 64 x 64 pixels in patches of 8, four of them a token, and two tokens around them.
        assertThat(promptTokens(red)).isEqualTo(promptTokens(plain) + 18);
        assertThat(text(red)).isNotEqualTo(text(plain));
        assertThat(promptTokens(blue)).isEqualTo(promptTokens(red));
    }

    @Test
    void sampledRepliesDependOnTheSeedAlone() {
        JsonObject request =
                ask("the car is").put("max_tokens", 30).put("temperature", 1.5).put("top_p", 0.95);
        List<String> replies = new ArrayList<>();
        for (int seed = 1; seed <= 8; seed++) {
            HttpResponse<String> response = client.post(request.copy().put("seed", seed));
            replies.add(text(new JsonObject(response.body())));
        }
        TestClient.Socket socket = client.open("/v1/chat");
        for (int seed = 8; seed >= 1; seed--) {
            socket.send(request.copy().put("seed", seed).put("id", "" + seed));
        }
        for (int seed = 8; seed >= 1; seed--) {
            assertThat(socket.reply()).isEqualTo(replies.get(seed - 1));
        }
        socket.close();

        assertThat(new HashSet<>(replies)).hasSizeGreaterThan(2);
    }

    @Test
    void aStopStringOverTwoTokensEndsTheReplyBeforeItHoweverItComes() {
        JsonObject request = ask("what colour is the car").put("max_tokens", 40);
        JsonObject whole = completion(request.copy().put("logprobs", true));
        List<String> tokens = tokens(logprobs(whole));
        TestClient.Socket socket = client.open("/v1/chat");
        int tried = 0;
        for (int i = 1; i < tokens.size(); i++) {
            String before = tokens.get(i - 1);
            if (before.isEmpty() || tokens.get(i).isEmpty()) {
                continue;
            }
            String stop = before.charAt(before.length() - 1) + tokens.get(i).substring(0, 1);
            String expected = text(whole).substring(0, text(whole).indexOf(stop));
            JsonObject stopped = completion(request.copy().put("stop", stop));
            assertThat(text(stopped)).isEqualTo(expected);
            assertThat(finish(stopped)).isEqualTo("stop");

            JsonObject several = request.copy()
                    .put("stop", new JsonArray().add("never said").add(stop))
                    .put("logprobs", true);
            JsonObject withTokens = completion(several);
            assertThat(text(withTokens)).isEqualTo(expected);
            assertThat(String.join("", tokens(logprobs(withTokens)))).startsWith(expected);
            assertThat(tokens(logprobs(withTokens)))
                    .isEqualTo(tokens.subList(0, tokens(logprobs(withTokens)).size()));
            socket.send(several.put("id", "stops"));
            assertThat(socket.reply()).isEqualTo(expected);
            tried++;
        }
        assertThat(tried).isGreaterThan(5);
        socket.close();
    }

    @Test
    void logProbabilitiesComeWithTheirTokensHoweverTheReplyComes() {
        JsonObject request = ask(askWithPicture("what colour is the car", png(50, 70, Color.RED)))
                .put("max_tokens", 30)
                .put("temperature", 1)
                .put("seed", 4)
                .put("logprobs", true);
        JsonObject whole = completion(request);
        JsonArray expected = logprobs(whole);
        assertThat(String.join("", tokens(expected))).isEqualTo(text(whole));
        assertThat(expected.size()).isEqualTo(whole.getJsonObject("usage").getInteger("completion_tokens"));
        for (int i = 0; i < expected.size(); i++) {
            assertThat(expected.getJsonObject(i).getDouble("logprob")).isLessThanOrEqualTo(0);
            assertThat(expected.getJsonObject(i).getJsonArray("top_logprobs")).isEmpty();
        }
        JsonArray streamed = new JsonArray();
        for (String event :
                client.post(request.copy().put("stream", true)).body().split("\n\n")) {
            if (event.contains("\"logprobs\":{")) {
                streamed.addAll(new JsonObject(event.substring(6))
                        .getJsonArray("choices")
                        .getJsonObject(0)
                        .getJsonObject("logprobs")
                        .getJsonArray("content"));
            }
        }
        assertThat(streamed).isEqualTo(expected);

        TestClient.Socket socket = client.open("/v1/chat");
        socket.send(request.copy().put("id", "a"));
        JsonArray framed = new JsonArray();
        for (JsonObject frame = socket.next(); "token".equals(frame.getString("type")); frame = socket.next()) {
            framed.addAll(frame.getJsonObject("logprobs").getJsonArray("content"));
        }
        assertThat(framed).isEqualTo(expected);
        socket.close();

        JsonObject unasked = completion(request.copy().put("logprobs", false));
        assertThat(text(unasked)).isEqualTo(text(whole));
        assertThat(unasked.getJsonArray("choices").getJsonObject(0).getValue("logprobs"))
                .isNull();
    }

    @Test
    void samplingIsAsItWasAskedFor() {
        JsonObject request = ask("how many circles").put("max_tokens", 40).put("logprobs", true);
        JsonObject greedy = completion(request);
        JsonObject likeliest = completion(request.copy().put("temperature", 1.9).put("top_k", 1));
        JsonObject penalised = completion(request.copy().put("repetition_penalty", 100));

        assertThat(text(likeliest)).isEqualTo(text(greedy));
        assertThat(new HashSet<>(tokens(logprobs(greedy))).size())
                .as("repeats itself")
                .isLessThan(logprobs(greedy).size());
        assertThat(tokens(logprobs(penalised)).stream().filter(token -> !token.isEmpty() && !token.contains("\uFFFD")))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(5);
    }

    @Test
    void errorsHaveTheRightStatusAndNameTheField() {
        assertError(client.post(ask("Hi").put("model", "gpt-4o")), 404, "model", "model_not_found");
        assertError(client.post(ask("Hi").put("max_tokens", 301)), 400, "max_tokens", "invalid_value");
        assertError(client.post(ask("Hi").put("colour", 1)), 400, "colour", "unknown_field");
        assertError(client.post(ask("Hi").put("top_k", -1)), 400, "top_k", "invalid_value");
        assertError(client.post(ask("Hi").put("repetition_penalty", 0)), 400, "repetition_penalty", "invalid_value");
        assertError(client.post(ask("Hi").put("top_logprobs", 2)), 400, "top_logprobs", "unsupported_value");
        assertError(client.post("{", "application/json"), 400, null, "malformed");
        assertError(client.post("[1]", "application/json"), 400, null, "malformed");
        assertError(client.post("", "application/json"), 400, null, "malformed");
        assertError(client.post("[".repeat(90_000), "application/json"), 400, null, "malformed");
        assertError(client.post("a=b", "application/x-www-form-urlencoded"), 415, null, "unsupported_media_type");
        assertError(client.post(ask("x".repeat(LIMIT))), 413, null, "request_too_large");
        assertError(client.post(ask("car ".repeat(2000))), 400, "messages", "context_length_exceeded");
        assertError(
                client.post(ask("car ".repeat(220)).put("max_tokens", 300)),
                400,
                "max_tokens",
                "context_length_exceeded");
        assertError(client.get("/nothing"), 404, null, "not_found");
        assertError(client.get("/v1/chat/completions"), 405, null, "not_found");
        HttpResponse<String> noSocket = client.get("/v1/chat");
        assertError(noSocket, 426, null, "upgrade_required");
        assertThat(noSocket.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(noSocket.headers().firstValue("upgrade"))
                .as("forbidden there")
                .isEmpty();
    }

    @Test
    void picturesThatCannotBeUsedNameTheirPlace() {
        String field = "messages[0].content[0].image_url.url";
        for (byte[] file : List.of(new byte[0], "GIF89a".getBytes(), truncated(), bomb(100_000, 100_000))) {
            assertError(client.post(ask(askWithPicture("Hi", dataUrl(file)))), 400, field, "invalid_image");
        }
        assertError(client.post(ask(askWithPicture("Hi", png(3, 900, Color.RED)))), 400, field, "invalid_image");
        assertThat(client.post(ask("Hi").put("max_tokens", 1)).statusCode()).isEqualTo(200);
    }

    @Test
    void manyRequestsShareASocketAndAreNotMixedUp() {
        TestClient.Socket socket = client.open("/v1/chat");
        Map<String, String> expected = new HashMap<>();
        for (int i = 0; i < 12; i++) {
            String question = "how many circles are there " + i;
            JsonObject whole = new JsonObject(
                    client.post(ask(question).put("max_tokens", 24)).body());
            expected.put("id-" + i, text(whole));
            socket.send(ask(question).put("max_tokens", 24).put("id", "id-" + i));
        }
        Map<String, StringBuilder> replies = new HashMap<>();
        for (int done = 0; done < 12; ) {
            JsonObject frame = socket.next();
            StringBuilder reply = replies.computeIfAbsent(frame.getString("id"), id -> new StringBuilder());
            if (frame.getString("type").equals("done")) {
                done++;
                assertThat(frame.getString("model")).isEqualTo("tiny/7");
                assertThat(reply).hasToString(expected.get(frame.getString("id")));
                assertThat(frame.getJsonObject("usage").getInteger("total_tokens"))
                        .isPositive();
            } else {
                assertThat(frame.getString("type")).isEqualTo("token");
                reply.append(frame.getString("text"));
            }
        }
        socket.close();
    }

    @Test
    void anAbortEndsOneReplyAndTheSocketGoesOn() {
        TestClient.Socket socket = client.open("/v1/chat");
        socket.send(ask("long").put("id", "a").put("max_tokens", 300));
        socket.send(ask("waits").put("id", "b").put("max_tokens", 300));
        socket.next("token");
        socket.send(new JsonObject().put("id", "b").put("type", "abort"));
        socket.send(new JsonObject().put("id", "a").put("type", "abort"));
        Map<String, JsonObject> done = new HashMap<>();
        for (int i = 0; i < 2; i++) {
            JsonObject frame = socket.next("done");
            done.put(frame.getString("id"), frame);
        }

        assertThat(done.get("a").getString("finish_reason")).isEqualTo("abort");
        assertThat(done.get("a").getJsonObject("usage").getInteger("completion_tokens"))
                .isLessThan(300);
        assertThat(done.get("b").getString("finish_reason")).isEqualTo("abort");
        // An abort of a reply that has ended is no error, and the id is free again.
        socket.send(new JsonObject().put("id", "a").put("type", "abort"));
        socket.send(ask("again").put("id", "a").put("max_tokens", 3));
        assertThat(socket.next("done").getString("finish_reason")).isIn("length", "stop");
        socket.close();
    }

    @Test
    void whatIsWrongOnASocketGetsAnErrorAndTheSocketGoesOn() {
        TestClient.Socket socket = client.open("/v1/chat");
        socket.send(ask("Hi"));
        assertThat(socket.next().getJsonObject("error").getString("param")).isEqualTo("id");
        socket.send(ask("Hi").put("id", 5));
        assertThat(socket.next().getJsonObject("error").getString("param")).isEqualTo("id");
        socket.send(ask("Hi").put("id", "x").put("colour", 1));
        assertSocketError(socket.next(), "x", "unknown_field");
        socket.send(ask("Hi").put("id", "x").put("model", "gpt-4"));
        assertSocketError(socket.next(), "x", "model_not_found");
        socket.send(ask("Hi").put("id", "x").put("type", "sing"));
        assertSocketError(socket.next(), "x", "invalid_value");
        socket.send(ask(askWithPicture("Hi", dataUrl(bomb(50_000, 50_000)))).put("id", "x"));
        assertSocketError(socket.next(), "x", "invalid_image");
        socket.sendBinary(new byte[100]);
        assertSocketError(socket.next(), null, "malformed");
        socket.send(ask("x".repeat(LIMIT)).put("id", "x"));
        assertSocketError(socket.next(), null, "request_too_large");
        socket.socket().writeFrame(WebSocketFrame.textFrame("{\"id\":", false));
        for (int i = 0; i < 5; i++) {
            socket.socket().writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("7".repeat(LIMIT / 3)), i == 4));
        }
        assertSocketError(socket.next(), null, "request_too_large");
        socket.send(ask("Hi").put("id", "x").put("max_tokens", 300));
        socket.next("token");
        socket.send(ask("Hi").put("id", "x"));
        assertSocketError(socket.next("error"), "x", "invalid_value");
        socket.next("done");
        socket.close();
    }

    @Test
    void everyMalformedFrameIsAnswered() {
        TestClient.Socket socket = client.open("/v1/chat");
        Random random = new Random(3);
        String valid = ask(askWithPicture("what", "data:image/png;base64,AAAA"))
                .put("id", "fuzz")
                .put("stop", new JsonArray().add("a"))
                .put("temperature", 0.5)
                .encode();
        for (int i = 0; i < 3000; i++) {
            if (i % 7 == 0) {
                byte[] bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
                socket.sendBinary(bytes);
            } else if (i % 5 == 0) {
                socket.sendText("[{".repeat(random.nextInt(500)) + valid);
            } else {
                socket.sendText(mutate(valid, random));
            }
            // Each is wrong: the picture is none, if all else is right.
            assertThat(socket.next().getString("type")).isEqualTo("error");
        }
        socket.send(ask("Hi").put("id", "last").put("max_tokens", 2));
        assertThat(socket.next("done").getString("id")).isEqualTo("last");
        socket.close();
    }

    @Test
    void aSocketThatClosesTakesItsRequestsWithIt() {
        double before = metric("mindstream_serve_requests_total{outcome=\"abort\"}");
        TestClient.Socket socket = client.open("/v1/chat");
        for (int i = 0; i < 30; i++) {
            socket.send(ask("long " + i).put("id", "id-" + i).put("max_tokens", 300));
        }
        socket.next("token");
        socket.close();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(metric("mindstream_serve_waiting")).isZero();
            assertThat(metric("mindstream_serve_requests_total{outcome=\"abort\"}"))
                    .isGreaterThan(before + 10);
        });
    }

    @Test
    void whoDoesNotReadDisturbsNobodyAndGetsAllOfItLater() {
        TestClient.Socket slow = client.open("/v1/chat");
        slow.socket().pause();
        int asked = 2000;
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < asked; i++) {
            // Errors of some size, so that the answers fill every buffer on the way.
            slow.send(ask("Hi").put("id", "slow-" + i).put("y".repeat(1000), 1));
        }
        for (int i = 0; i < 5; i++) {
            assertThat(client.post(ask("Hi").put("max_tokens", 5)).statusCode()).isEqualTo(200);
        }
        slow.socket().resume();
        for (int i = 0; i < asked; i++) {
            try {
                errors.add(slow.next("error").getString("id"));
            } catch (AssertionError e) {
                throw new AssertionError("after " + i + " frames, closed " + slow.closed(), e);
            }
        }
        assertThat(errors).hasSize(asked).startsWith("slow-0").endsWith("slow-" + (asked - 1));
        slow.close();
    }

    @Test
    void anHttpClientThatGoesAwayTakesItsRequestWithIt() throws IOException {
        double before = metric("mindstream_serve_requests_total{outcome=\"abort\"}");
        String body = ask("long").put("max_tokens", 300).put("stream", true).encode();
        // Several, so that some still wait when the connections close.
        List<Socket> connections = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Socket connection = new Socket("127.0.0.1", role.port());
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
            assertThat(metric("mindstream_serve_waiting")).isZero();
            assertThat(metric("mindstream_serve_requests_total{outcome=\"abort\"}"))
                    .isGreaterThan(before + 3);
        });
    }

    @Test
    void aFrameFarAboveTheLimitClosesItsSocketAlone() throws Exception {
        TestClient.Socket socket = client.open("/v1/chat");
        socket.sendText("x".repeat(3 * LIMIT));

        assertThat(socket.closed().get(20, TimeUnit.SECONDS)).isEqualTo((short) 1009);
        assertThat(client.get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void informationIsThere() {
        assertThat(client.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(new JsonObject(client.get("/readyz").body()).getString("model"))
                .isEqualTo("tiny/7");
        JsonArray models = new JsonObject(client.get("/v1/models").body()).getJsonArray("data");
        assertThat(models.getJsonObject(0).getString("id")).isEqualTo("tiny/7");
        assertThat(new JsonObject(client.get("/v1/models/tiny/7").body()).getString("object"))
                .isEqualTo("model");
        assertError(client.get("/v1/models/gpt-4"), 404, "model", "model_not_found");
        assertThat(client.get("/").body()).contains("/v1/chat/completions");
        assertThat(client.post(ask("Hi").put("max_tokens", 3)).statusCode()).isEqualTo(200);
        assertThat(client.get("/metrics").body())
                .contains("mindstream_serve_tokens_total{kind=\"completion\"}")
                .contains("mindstream_serve_checkpoint_step 7")
                .contains("mindstream_serve_first_token_seconds_count")
                .contains("vertx_http_server");
    }

    @Test
    void aBusyPortIsOneLineThatNamesIt() {
        ServeSettings busy = new ServeSettings("127.0.0.1", role.port(), 1, 10, LIMIT, 10_000, 4);
        ServeRole second = new ServeRole(busy, Optional.empty(), TOPICS, Optional.of(directory));

        assertThatThrownBy(second::start)
                .isInstanceOf(ServeException.class)
                .hasMessageStartingWith("127.0.0.1:" + role.port() + ": the server cannot listen there")
                .message()
                .hasLineCount(1);
    }

    @Test
    void aDirectoryThatIsNoCheckpointIsOneLineThatNamesIt() {
        ServeRole none = new ServeRole(SETTINGS, Optional.empty(), TOPICS, Optional.of(directory));

        assertThatThrownBy(none::start)
                .isInstanceOf(ServeException.class)
                .hasMessageStartingWith(directory.toString())
                .message()
                .hasLineCount(1);
    }

    @Test
    void aShutdownLetsRepliesFinishAndClosesSocketsAsGoingAway() throws Exception {
        Path checkpoint = directory.resolve("tiny").resolve("step-0000000007");
        ServeRole going = new ServeRole(SETTINGS, Optional.empty(), TOPICS, Optional.of(checkpoint));
        going.start();
        try (TestClient own = new TestClient(going.port())) {
            TestClient.Socket socket = own.open("/v1/chat");
            socket.send(ask("bye").put("id", "a").put("max_tokens", 100));
            socket.next("token");
            going.close();

            assertThat(socket.next("done").getString("finish_reason")).isIn("length", "stop");
            assertThat(socket.closed().get(10, TimeUnit.SECONDS)).isEqualTo((short) 1001);
        }
    }

    private static String mutate(String valid, Random random) {
        StringBuilder text = new StringBuilder(valid);
        for (int n = random.nextInt(6); n >= 0; n--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, (char) random.nextInt(0x3000));
                default -> text.setCharAt(at, "{}[]\",:0e\\\u0000".charAt(random.nextInt(11)));
            }
        }
        return text.toString();
    }

    private static byte[] truncated() {
        byte[] whole = Base64.getDecoder().decode(png(64, 64, Color.RED).split(",")[1]);
        return java.util.Arrays.copyOf(whole, whole.length / 2);
    }

    /** A PNG whose header claims a size that nobody could decode. */
    private static byte[] bomb(int width, int height) {
        byte[] file = Base64.getDecoder().decode(png(8, 8, Color.RED).split(",")[1]);
        ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(file, 12, 17);
        ByteBuffer.wrap(file).putInt(29, (int) crc.getValue());
        return file;
    }

    private static double metric(String name) {
        return client.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    private static String text(JsonObject completion) {
        return completion
                .getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message")
                .getString("content");
    }

    private static JsonObject completion(JsonObject request) {
        HttpResponse<String> response = client.post(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    private static String finish(JsonObject completion) {
        return completion.getJsonArray("choices").getJsonObject(0).getString("finish_reason");
    }

    private static JsonArray logprobs(JsonObject completion) {
        return completion
                .getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("logprobs")
                .getJsonArray("content");
    }

    private static List<String> tokens(JsonArray logprobs) {
        return logprobs.stream()
                .map(token -> ((JsonObject) token).getString("token"))
                .toList();
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

    private static void assertSocketError(JsonObject frame, String id, String code) {
        assertThat(frame.getString("type")).as(frame.encode()).isEqualTo("error");
        assertThat(frame.getString("id")).isEqualTo(id);
        assertThat(frame.getJsonObject("error").getString("code")).isEqualTo(code);
    }
}
