package io.mindstream.model.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of tokens that come one by one: a character whose bytes are spread over tokens comes out when its last byte is there, so what comes
 * out is whole characters. All parts together are what {@link Tokenizer#decode(int[])} gives. For one thread and one reply.
 */
public final class StreamingDecoder {
    private final Tokenizer tokenizer;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    /** The bytes of an unfinished character, ready to be read. */
    private ByteBuffer pending = ByteBuffer.allocate(0);

    StreamingDecoder(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Takes the next token and returns the characters it completes, often none; special tokens have no text. */
    public String add(int id) {
        return decode(tokenizer.bytes(id), false);
    }

    /** What is left at the end: U+FFFD where the reply stopped inside a character. */
    public String finish() {
        return decode(new byte[0], true);
    }

    private String decode(byte[] bytes, boolean last) {
        ByteBuffer in = ByteBuffer.allocate(pending.remaining() + bytes.length)
                .put(pending)
                .put(bytes)
                .flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        utf8.decode(in, out, last);
        if (last) {
            utf8.flush(out);
            utf8.reset();
        }
        pending = in;
        return out.flip().toString();
    }
}
