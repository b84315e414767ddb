package io.mindstream.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.Metric;
import io.mindstream.serve.engine.Finish;
import io.mindstream.serve.engine.ReplyEnd;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletionJsonTest {
    private final CompletionJson json = new CompletionJson("chatcmpl-1", 7);

    @Test
    void anEventIsOneLineWhateverTheTextHolds() {
        String event = Sse.data(json.text("run/1", "two\nlines\r\n\"quoted\" \u2028 end", null));

        assertThat(event).startsWith("data: {").endsWith("}\n\n");
        assertThat(event.substring(0, event.length() - 2)).doesNotContain("\n").doesNotContain("\r");
        JsonObject chunk = new JsonObject(event.substring("data: ".length()));
        assertThat(chunk.getJsonArray("choices")
                        .getJsonObject(0)
                        .getJsonObject("delta")
                        .getString("content"))
                .isEqualTo("two\nlines\r\n\"quoted\" \u2028 end");
    }

    @Test
    void chunksHaveTheShapeOfTheOpenAiApi() {
        assertThat(json.first("run/1").encode())
                .isEqualTo(
                        "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":7,\"model\":\"run/1\","
                                + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
                                + "\"logprobs\":null,\"finish_reason\":null}]}");
        JsonObject last = json.last(new ReplyEnd("run/1", Finish.LENGTH, 3, 4));
        assertThat(last.getJsonArray("choices").getJsonObject(0).getString("finish_reason"))
                .isEqualTo("length");
        JsonObject usage = json.usageChunk(new ReplyEnd("run/1", Finish.LENGTH, 3, 4));
        assertThat(usage.getJsonArray("choices")).isEmpty();
        assertThat(usage.getJsonObject("usage").encode())
                .isEqualTo("{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}");
    }

    @Test
    void aMetricThatIsNoNumberIsNull() {
        Metric metric = new Metric("run", 5, 6, Map.of("train.loss", Double.NaN, "a", 0.5));

        assertThat(MetricsSocket.json(metric).encode())
                .isEqualTo("{\"run\":\"run\",\"step\":5,\"at\":6,\"values\":{\"a\":0.5,\"train.loss\":null}}");
    }
}
