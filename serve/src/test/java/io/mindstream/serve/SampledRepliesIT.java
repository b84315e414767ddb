package io.mindstream.serve;

import static io.mindstream.serve.TestClient.ask;
import static io.mindstream.serve.TestClient.askWithPicture;
import static io.mindstream.serve.TestClient.png;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How replies are sampled and cut, over every transport, with the real engine on a small random checkpoint. */
@Timeout(120)
class SampledRepliesIT {
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
    void sampledRepliesDependOnTheSeedAlone() {
        JsonObject request =
                ask("the car is").put("max_tokens", 30).put("temperature", 1.5).put("top_p", 0.95);
        List<String> replies = new ArrayList<>();
        for (int seed = 1; seed <= 8; seed++) {
            HttpResponse<String> response = served.client().post(request.copy().put("seed", seed));
            replies.add(ServedTiny.text(new JsonObject(response.body())));
        }
        TestClient.Socket socket = served.client().open("/v1/chat");
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
        TestClient.Socket socket = served.client().open("/v1/chat");
        int tried = 0;
        for (int i = 1; i < tokens.size(); i++) {
            String before = tokens.get(i - 1);
            if (before.isEmpty() || tokens.get(i).isEmpty()) {
                continue;
            }
            String stop = before.charAt(before.length() - 1) + tokens.get(i).substring(0, 1);
            String expected =
                    ServedTiny.text(whole).substring(0, ServedTiny.text(whole).indexOf(stop));
            JsonObject stopped = completion(request.copy().put("stop", stop));
            assertThat(ServedTiny.text(stopped)).isEqualTo(expected);
            assertThat(finish(stopped)).isEqualTo("stop");

            JsonObject several = request.copy()
                    .put("stop", new JsonArray().add("never said").add(stop))
                    .put("logprobs", true);
            JsonObject withTokens = completion(several);
            assertThat(ServedTiny.text(withTokens)).isEqualTo(expected);
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
        assertThat(String.join("", tokens(expected))).isEqualTo(ServedTiny.text(whole));
        assertThat(expected.size()).isEqualTo(whole.getJsonObject("usage").getInteger("completion_tokens"));
        for (int i = 0; i < expected.size(); i++) {
            assertThat(expected.getJsonObject(i).getDouble("logprob")).isLessThanOrEqualTo(0);
            assertThat(expected.getJsonObject(i).getJsonArray("top_logprobs")).isEmpty();
        }
        JsonArray streamed = new JsonArray();
        for (String event :
                served.client().post(request.copy().put("stream", true)).body().split("\n\n")) {
            if (event.contains("\"logprobs\":{")) {
                streamed.addAll(new JsonObject(event.substring(6))
                        .getJsonArray("choices")
                        .getJsonObject(0)
                        .getJsonObject("logprobs")
                        .getJsonArray("content"));
            }
        }
        assertThat(streamed).isEqualTo(expected);

        TestClient.Socket socket = served.client().open("/v1/chat");
        socket.send(request.copy().put("id", "a"));
        JsonArray framed = new JsonArray();
        for (JsonObject frame = socket.next(); "token".equals(frame.getString("type")); frame = socket.next()) {
            framed.addAll(frame.getJsonObject("logprobs").getJsonArray("content"));
        }
        assertThat(framed).isEqualTo(expected);
        socket.close();

        JsonObject unasked = completion(request.copy().put("logprobs", false));
        assertThat(ServedTiny.text(unasked)).isEqualTo(ServedTiny.text(whole));
        assertThat(unasked.getJsonArray("choices").getJsonObject(0).getValue("logprobs"))
                .isNull();
    }

    @Test
    void samplingIsAsItWasAskedFor() {
        JsonObject request = ask("how many circles").put("max_tokens", 40).put("logprobs", true);
        JsonObject greedy = completion(request);
        JsonObject likeliest = completion(request.copy().put("temperature", 1.9).put("top_k", 1));
        JsonObject penalised = completion(request.copy().put("repetition_penalty", 100));

        assertThat(ServedTiny.text(likeliest)).isEqualTo(ServedTiny.text(greedy));
        assertThat(new HashSet<>(tokens(logprobs(greedy))).size())
                .as("repeats itself")
                .isLessThan(logprobs(greedy).size());
        assertThat(tokens(logprobs(penalised)).stream().filter(token -> !token.isEmpty() && !token.contains("\uFFFD")))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(5);
    }

    private static JsonObject completion(JsonObject request) {
        HttpResponse<String> response = served.client().post(request);
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
}
