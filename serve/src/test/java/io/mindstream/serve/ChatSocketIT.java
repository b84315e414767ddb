package io.mindstream.serve;

import static io.mindstream.serve.TestClient.ask;
import static io.mindstream.serve.TestClient.askWithPicture;
import static io.mindstream.serve.TestClient.dataUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** WebSockets, with the real engine on a small random checkpoint. */
@Timeout(120)
class ChatSocketIT {
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
    void manyRequestsShareASocketAndAreNotMixedUp() {
        TestClient.Socket socket = served.client().open("/v1/chat");
        Map<String, String> expected = new HashMap<>();
        for (int i = 0; i < 12; i++) {
            String question = "how many circles are there " + i;
            JsonObject whole = new JsonObject(
                    served.client().post(ask(question).put("max_tokens", 24)).body());
            expected.put("id-" + i, ServedTiny.text(whole));
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
        TestClient.Socket socket = served.client().open("/v1/chat");
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
        TestClient.Socket socket = served.client().open("/v1/chat");
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
        socket.send(ask(askWithPicture("Hi", dataUrl(BrokenPictures.bomb(50_000, 50_000))))
                .put("id", "x"));
        assertSocketError(socket.next(), "x", "invalid_image");
        socket.sendBinary(new byte[100]);
        assertSocketError(socket.next(), null, "malformed");
        socket.send(ask("x".repeat(ServedTiny.LIMIT)).put("id", "x"));
        assertSocketError(socket.next(), null, "request_too_large");
        socket.socket().writeFrame(WebSocketFrame.textFrame("{\"id\":", false));
        for (int i = 0; i < 5; i++) {
            socket.socket()
                    .writeFrame(
                            WebSocketFrame.continuationFrame(Buffer.buffer("7".repeat(ServedTiny.LIMIT / 3)), i == 4));
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
        TestClient.Socket socket = served.client().open("/v1/chat");
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
        double before = served.metric("mindstream_serve_requests_total{outcome=\"abort\"}");
        TestClient.Socket socket = served.client().open("/v1/chat");
        for (int i = 0; i < 30; i++) {
            socket.send(ask("long " + i).put("id", "id-" + i).put("max_tokens", 300));
        }
        socket.next("token");
        socket.close();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(served.metric("mindstream_serve_waiting")).isZero();
            assertThat(served.metric("mindstream_serve_requests_total{outcome=\"abort\"}"))
                    .isGreaterThan(before + 10);
        });
    }

    @Test
    void whoDoesNotReadDisturbsNobodyAndGetsAllOfItLater() {
        TestClient.Socket slow = served.client().open("/v1/chat");
        slow.socket().pause();
        int asked = 2000;
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < asked; i++) {
            // Errors of some size, so that the answers fill every buffer on the way.
            slow.send(ask("Hi").put("id", "slow-" + i).put("y".repeat(1000), 1));
        }
        for (int i = 0; i < 5; i++) {
            assertThat(served.client().post(ask("Hi").put("max_tokens", 5)).statusCode())
                    .isEqualTo(200);
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
    void aFrameFarAboveTheLimitClosesItsSocketAlone() throws Exception {
        TestClient.Socket socket = served.client().open("/v1/chat");
        socket.sendText("x".repeat(3 * ServedTiny.LIMIT));

        assertThat(socket.closed().get(20, TimeUnit.SECONDS)).isEqualTo((short) 1009);
        assertThat(served.client().get("/readyz").statusCode()).isEqualTo(200);
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

    private static void assertSocketError(JsonObject frame, String id, String code) {
        assertThat(frame.getString("type")).as(frame.encode()).isEqualTo("error");
        assertThat(frame.getString("id")).isEqualTo(id);
        assertThat(frame.getJsonObject("error").getString("code")).isEqualTo(code);
    }
}
