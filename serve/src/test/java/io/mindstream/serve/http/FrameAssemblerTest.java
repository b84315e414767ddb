package io.mindstream.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import org.junit.jupiter.api.Test;

class FrameAssemblerTest {
    private final FrameAssembler assembler = new FrameAssembler(10);

    @Test
    void fragmentsAreJoined() {
        assertNothing(text("one", false));
        assertNothing(continuation(" two", false));
        assertMessage(continuation("!", true), "one two!");
        assertMessage(text("next", true), "next");
    }

    @Test
    void aMessageAboveTheLimitIsRefusedOnceAndTheNextIsRead() {
        assertNothing(text("1234567", false));
        assertThat(refusal(continuation("89012", false))).isEqualTo(413);
        assertNothing(continuation("34567", false));
        assertNothing(continuation("8", true));
        assertMessage(text("0123456789", true), "0123456789");
        assertThat(refusal(text("0123456789x", true))).isEqualTo(413);
        assertMessage(text("next", true), "next");
    }

    @Test
    void binaryIsRefusedOnceAndTheNextIsRead() {
        assertThat(refusal(WebSocketFrame.binaryFrame(Buffer.buffer("ab"), false)))
                .isEqualTo(400);
        assertNothing(continuation("cd", true));
        assertMessage(text("next", true), "next");
    }

    @Test
    void controlFramesBetweenFragmentsChangeNothing() {
        assertNothing(text("a", false));
        assertNothing(WebSocketFrame.pingFrame(Buffer.buffer("ping")));
        assertMessage(continuation("b", true), "ab");
    }

    private static WebSocketFrame text(String text, boolean last) {
        return WebSocketFrame.textFrame(text, last);
    }

    private static WebSocketFrame continuation(String text, boolean last) {
        return WebSocketFrame.continuationFrame(Buffer.buffer(text), last);
    }

    private void assertNothing(WebSocketFrame frame) {
        assertThat(assembler.add(frame)).isInstanceOf(FrameAssembler.Result.Nothing.class);
    }

    private void assertMessage(WebSocketFrame frame, String text) {
        assertThat(assembler.add(frame))
                .isInstanceOfSatisfying(
                        FrameAssembler.Result.Message.class,
                        message -> assertThat(message.text().toString()).isEqualTo(text));
    }

    private int refusal(WebSocketFrame frame) {
        return ((FrameAssembler.Result.Refused) assembler.add(frame)).error().status();
    }
}
