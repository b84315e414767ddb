package io.mindstream.samples.exports.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes structs in Thrift's compact protocol, which Parquet's headers are in. Fields of a struct come in rising order.
 *
 * @see <a href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">the protocol</a>
 */
final class ThriftCompact {
    static final int I32 = 5;
    static final int I64 = 6;
    static final int BINARY = 8;
    static final int LIST = 9;
    static final int STRUCT = 12;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deque<Integer> outer = new ArrayDeque<>();
    private int last;

    ThriftCompact i32(int field, int value) {
        header(field, I32);
        zigzag(value);
        return this;
    }

    ThriftCompact i64(int field, long value) {
        header(field, I64);
        zigzag(value);
        return this;
    }

    ThriftCompact text(int field, String value) {
        header(field, BINARY);
        return element(value);
    }

    /** A field that holds a struct; its fields follow, then {@link #end()}. */
    ThriftCompact struct(int field) {
        header(field, STRUCT);
        return element();
    }

    /** A list's elements follow: structs by {@link #element()}, others by {@code element(…)}. */
    ThriftCompact list(int field, int type, int size) {
        header(field, LIST);
        if (size < 15) {
            out.write(size << 4 | type);
        } else {
            out.write(0xf0 | type);
            varint(size);
        }
        return this;
    }

    /** Begins a struct in a list. */
    ThriftCompact element() {
        outer.push(last);
        last = 0;
        return this;
    }

    ThriftCompact element(int value) {
        zigzag(value);
        return this;
    }

    ThriftCompact element(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    /** Ends a struct. */
    ThriftCompact end() {
        out.write(0);
        last = outer.isEmpty() ? 0 : outer.pop();
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private void header(int field, int type) {
        int step = field - last;
        if (step > 0 && step <= 15) {
            out.write(step << 4 | type);
        } else {
            out.write(type);
            zigzag(field);
        }
        last = field;
    }

    private void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            out.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
