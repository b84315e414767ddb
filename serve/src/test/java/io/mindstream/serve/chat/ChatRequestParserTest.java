package io.mindstream.serve.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestParserTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private final ChatRequestParser parser = new ChatRequestParser(128);

    @Test
    void readsEveryField() {
        ChatRequest request = parser.parse(
                new JsonObject(
                        """
                {"model":"run/12","messages":[
                  {"role":"developer","content":"Be short."},
                  {"role":"user","content":[
                    {"type":"text","text":"What "},
                    {"type":"image_url","image_url":{"url":"data:image/png;base64,AQID","detail":"low"}},
                    {"type":"text","text":"is it?"}]},
                  {"role":"assistant","content":"A car.","refusal":null,"annotations":[]},
                  {"role":"user","content":"What colour?"}],
                 "max_completion_tokens":7,"temperature":0.5,"top_k":7,"top_p":0.9,"repetition_penalty":1.1,
                 "seed":-3,"logprobs":true,
                 "stop":["\\n","."],"stream":true,"stream_options":{"include_usage":true}}
                """));

        assertThat(request.model()).isEqualTo("run/12");
        assertThat(request.maxTokens()).hasValue(7);
        assertThat(request.sampling()).isEqualTo(new Sampling(0.5, 7, 0.9, 1.1, -3));
        assertThat(request.stop()).containsExactly("\n", ".");
        assertThat(request.logprobs()).isTrue();
        assertThat(request.stream()).isTrue();
        assertThat(request.includeUsage()).isTrue();
        assertThat(request.messages())
                .extracting(ChatMessage::role)
                .containsExactly(
                        ChatMessage.Role.SYSTEM,
                        ChatMessage.Role.USER,
                        ChatMessage.Role.ASSISTANT,
                        ChatMessage.Role.USER);
        ChatMessage question = request.messages().get(1);
        assertThat(question.text()).isEqualTo("What is it?");
        assertThat(question.pictures()).hasSize(1);
        assertThat(question.pictures().get(0).file()).containsExactly(1, 2, 3);
        assertThat(question.pictures().get(0).field()).isEqualTo("messages[1].content[1].image_url.url");
    }

    @Test
    void whatIsNotGivenHasDocumentedDefaults() {
        ChatRequest request = parser.parse(new JsonObject("{" + MESSAGES + ",\"stop\":null,\"model\":null}"));

        assertThat(request.model()).isEmpty();
        assertThat(request.maxTokens()).isEmpty();
        assertThat(request.sampling().temperature()).isZero();
        assertThat(request.sampling().topP()).isEqualTo(1);
        assertThat(request.sampling().topK()).isZero();
        assertThat(request.sampling().repetitionPenalty()).isEqualTo(1);
        assertThat(request.logprobs()).isFalse();
        assertThat(request.stop()).isEmpty();
        assertThat(request.stream()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "model | 3",
                "max_tokens | 0",
                "max_tokens | 129",
                "max_tokens | 1.5",
                "max_tokens | 99999999999999999999",
                "max_tokens | \"7\"",
                "max_completion_tokens | -1",
                "temperature | 2.5",
                "temperature | \"hot\"",
                "top_p | 0",
                "top_p | 1.01",
                "seed | 0.5",
                "seed | 99999999999999999999",
                "stop | 3",
                "stop | [\"a\",\"b\",\"c\",\"d\",\"e\"]",
                "stop | \"\"",
                "stop[1] | stop=[\"a\",4]",
                "stream | \"yes\"",
                "stream_options | true",
                "stream_options.include_usage | stream_options={\"include_usage\":1}",
                "stream_options.chunk | stream_options={\"chunk\":1}",
                "n | 2",
                "frequency_penalty | 0.5",
                "presence_penalty | -1",
                "logprobs | 1",
                "top_logprobs | 3",
                "top_k | -1",
                "top_k | 1.5",
                "top_k | 99999999999",
                "repetition_penalty | 0",
                "repetition_penalty | -1.1",
                "repetition_penalty | 101",
                "repetition_penalty | \"much\"",
                "logit_bias | {\"5\":1}",
                "tools | [{}]",
                "tool_choice | \"required\"",
                "response_format | {\"type\":\"json_object\"}",
                "modalities | [\"audio\"]",
                "audio | {}",
                "reasoning_effort | \"high\"",
                "colour | 1"
            })
    void aFieldThatIsWrongNamesItself(String param, String value) {
        int assigned = value.indexOf('=');
        String field = assigned > 0 ? value.substring(0, assigned) : param;
        String json = assigned > 0 ? value.substring(assigned + 1) : value;

        assertRefused("{" + MESSAGES + ",\"" + field + "\":" + json + "}", param);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "messages | null",
                "messages | \"Hi\"",
                "messages | []",
                "messages[0] | [3]",
                "messages[0].role | [{\"content\":\"Hi\"}]",
                "messages[0].role | [{\"role\":\"tool\",\"content\":\"Hi\"}]",
                "messages[0].role | [{\"role\":\"assistant\",\"content\":\"Hi\"}]",
                "messages[1].role | [{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"system\",\"content\":\"b\"}]",
                "messages[0].content | [{\"role\":\"user\"}]",
                "messages[0].content | [{\"role\":\"user\",\"content\":4}]",
                "messages[0].content | [{\"role\":\"user\",\"content\":[]}]",
                "messages[0].colour | [{\"role\":\"user\",\"content\":\"a\",\"colour\":1}]",
                "messages[0].tool_calls | [{\"role\":\"user\",\"content\":\"a\",\"tool_calls\":[{}]}]",
                "messages[0].content[0] | [{\"role\":\"user\",\"content\":[\"a\"]}]",
                "messages[0].content[0].type | [{\"role\":\"user\",\"content\":[{}]}]",
                "messages[0].content[0].type | [{\"role\":\"user\",\"content\":[{\"type\":\"video\"}]}]",
                "messages[0].content[0].text | [{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}]",
                "messages[0].content[0].more | [{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"\",\"more\":1}]}]",
                "messages[0].content[0].image_url | [{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}]"
            })
    void aMessageThatIsWrongNamesItself(String param, String messages) {
        assertRefused("{\"messages\":" + messages + "}", param);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://example.com/a.png",
                "file:///etc/passwd",
                "data:image/png,AAAA",
                "data:image/gif;base64,AAAA",
                "data:image/png;base64,A*",
                "data:;base64,AAAA"
            })
    void aPictureThatIsNoDataUrlNamesItself(String url) {
        JsonObject body = picture(new JsonObject().put("url", url));

        assertThat(refused(body).error().param()).isEqualTo("messages[0].content[0].image_url.url");
        assertThat(refused(body).error().code()).isEqualTo("invalid_image");
    }

    @Test
    void aPictureOfUnknownDetailNamesItself() {
        JsonObject body = picture(
                new JsonObject().put("url", "data:image/png;base64,AQID").put("detail", "huge"));

        assertThat(refused(body).error().param()).isEqualTo("messages[0].content[0].image_url.detail");
    }

    @Test
    void onlyUsersShowPictures() {
        JsonObject body = picture(new JsonObject().put("url", "data:image/png;base64,AQID"));
        body.getJsonArray("messages").getJsonObject(0).put("role", "system");
        body.getJsonArray("messages").add(new JsonObject().put("role", "user").put("content", "Hi"));

        assertThat(refused(body).error().param()).isEqualTo("messages[0].content[0].type");
    }

    @Test
    void twoNamesForTheLengthAreOneTooMany() {
        assertRefused("{" + MESSAGES + ",\"max_tokens\":5,\"max_completion_tokens\":5}", "max_tokens");
    }

    @Test
    void valuesThatAskForNothingAreAccepted() {
        ChatRequest request = parser.parse(
                new JsonObject(
                        "{" + MESSAGES
                                + """
                ,"n":1,"frequency_penalty":0,"presence_penalty":0.0,"logprobs":false,"top_logprobs":null,
                "logit_bias":{},"tools":[],"tool_choice":"none","parallel_tool_calls":true,"store":false,
                "response_format":{"type":"text"},"modalities":["text"],"service_tier":"auto","user":"me",
                "metadata":{"a":"b"},"audio":null,"prediction":null,"reasoning_effort":null}
                """));

        assertThat(request.messages()).hasSize(1);
    }

    @Test
    void aLongValueIsCutInTheMessage() {
        ApiException refused = refused(new JsonObject("{" + MESSAGES + "}").put("temperature", "x".repeat(100_000)));

        assertThat(refused.error().message().length()).isLessThan(200);
    }

    @Test
    void theErrorHasTheShapeOfTheOpenAiApi() {
        JsonObject error =
                refused(new JsonObject("{" + MESSAGES + ",\"n\":2}")).error().json();

        assertThat(error.fieldNames()).containsExactlyInAnyOrder("message", "type", "param", "code");
        assertThat(error.getString("type")).isEqualTo("invalid_request_error");
        assertThat(error.getString("message")).contains("n:").contains("2");
    }

    private static JsonObject picture(JsonObject image) {
        JsonObject part = new JsonObject().put("type", "image_url").put("image_url", image);
        JsonObject message = new JsonObject().put("role", "user").put("content", new JsonArray(List.of(part)));
        return new JsonObject().put("messages", new JsonArray().add(message));
    }

    private void assertRefused(String body, String param) {
        ApiError error = refused(new JsonObject(body)).error();
        assertThat(error.param()).isEqualTo(param);
        assertThat(error.message()).startsWith(param);
        assertThat(error.status()).isEqualTo(400);
    }

    private ApiException refused(JsonObject body) {
        return catchThrowableOfType(ApiException.class, () -> parser.parse(body));
    }
}
