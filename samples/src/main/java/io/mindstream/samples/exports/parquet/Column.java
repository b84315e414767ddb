package io.mindstream.samples.exports.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One leaf of the schema, and its values since the last page: plain, with their levels. */
final class Column {
    /** Physical types by their numbers in the format. */
    enum Type {
        INT64(2),
        DOUBLE(5),
        BYTES(6),
        TEXT(6);

        final int number;

        Type(int number) {
            this.number = number;
        }
    }

    private final List<String> path;
    private final Type type;
    private final boolean repeated;
    private final int defined;
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private final Levels repetition = new Levels();
    private final Levels definition = new Levels();
    private int count;

    /**
     * @param path names from the root to the leaf
     * @param repeated whether it is part of a list
     */
    Column(List<String> path, Type type, boolean repeated) {
        this.path = List.copyOf(path);
        this.type = type;
        this.repeated = repeated;
        // Everything may be missing, as Arrow and datasets have it, though nothing is: each name on the path counts, a
        // list's two.
        this.defined = path.size();
    }

    List<String> path() {
        return path;
    }

    Type type() {
        return type;
    }

    /** Values that the page will count, empty lists included. */
    int count() {
        return count;
    }

    void add(long value) {
        one();
        values.writeBytes(little(8).putLong(value).array());
    }

    void add(double value) {
        one();
        values.writeBytes(little(8).putDouble(value).array());
    }

    void add(String value) {
        add(value.getBytes(StandardCharsets.UTF_8));
    }

    void add(byte[] value) {
        one();
        bytes(value);
    }

    /** One row's list; may be empty. */
    void addTexts(List<String> list) {
        addAll(list.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
    }

    /** One row's list; may be empty. */
    void addAll(List<byte[]> list) {
        if (list.isEmpty()) {
            repetition.add(0);
            definition.add(1);
            count++;
        }
        for (int i = 0; i < list.size(); i++) {
            repetition.add(i == 0 ? 0 : 1);
            definition.add(defined);
            bytes(list.get(i));
            count++;
        }
    }

    private void one() {
        if (repeated) {
            throw new IllegalStateException(path + " is part of a list");
        }
        definition.add(defined);
        count++;
    }

    private void bytes(byte[] value) {
        values.writeBytes(little(4).putInt(value.length).array());
        values.writeBytes(value);
    }

    int size() {
        return values.size();
    }

    /** The page's header and content; the column is empty afterwards. */
    byte[] page() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Levels levels : repeated ? List.of(repetition, definition) : List.of(definition)) {
            byte[] encoded = levels.end();
            content.writeBytes(little(4).putInt(encoded.length).array());
            content.writeBytes(encoded);
        }
        content.writeBytes(values.toByteArray());
        byte[] header = new ThriftCompact()
                .i32(1, 0)
                .i32(2, content.size())
                .i32(3, content.size())
                .struct(5)
                .i32(1, count)
                .i32(2, 0)
                .i32(3, 3)
                .i32(4, 3)
                .end()
                .end()
                .bytes();
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.writeBytes(header);
        page.writeBytes(content.toByteArray());
        values.reset();
        count = 0;
        return page.toByteArray();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Levels of up to eight bits, in runs. */
    private static final class Levels {
        private final ByteArrayOutputStream runs = new ByteArrayOutputStream();
        private int level;
        private int length;

        void add(int next) {
            if (next != level) {
                run();
                level = next;
            }
            length++;
        }

        private void run() {
            if (length > 0) {
                int header = length << 1;
                while ((header & ~0x7f) != 0) {
                    runs.write(header & 0x7f | 0x80);
                    header >>>= 7;
                }
                runs.write(header);
                runs.write(level);
            }
            length = 0;
        }

        byte[] end() {
            run();
            byte[] all = runs.toByteArray();
            runs.reset();
            return all;
        }
    }
}
