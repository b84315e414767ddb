package io.mindstream.model.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs TorchScript source into the archive that {@code torch::jit::load} takes: a stored (not deflated) zip with the code, and a pickle
 * of one object whose attributes are the model's sizes.
 */
final class ScriptArchive {
    private static final String FOLDER = "/io/mindstream/model/engine/script/";

    private ScriptArchive() {}

    /**
     * @param files source files below the resource folder
     * @param attributes attributes of the script's {@code Net}: Boolean, Integer, Double, String or a list of Integer
     */
    static byte[] pack(List<String> files, Map<String, Object> attributes) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                store(zip, "m/data.pkl", pickle(attributes));
                store(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
                store(zip, "m/version", "3\n".getBytes(StandardCharsets.US_ASCII));
                for (String file : files) {
                    store(zip, "m/code/" + file, source(file));
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] source(String file) throws IOException {
        try (InputStream in = ScriptArchive.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + FOLDER + file);
            }
            return in.readAllBytes();
        }
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** Python's pickle, protocol 2: a {@code __torch__.Net} with the attributes as its state. */
    private static byte[] pickle(Map<String, Object> attributes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x80, 2});
        text(out, "c__torch__\nNet\n)\u0081}(");
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            byte[] name = attribute.getKey().getBytes(StandardCharsets.UTF_8);
            out.write('X');
            out.write(little(name.length));
            out.write(name);
            value(out, attribute.getValue());
        }
        text(out, "ub.");
        return out.toByteArray();
    }

    private static void value(ByteArrayOutputStream out, Object value) throws IOException {
        if (value instanceof Boolean flag) {
            out.write(flag ? 0x88 : 0x89);
        } else if (value instanceof Integer number) {
            out.write('J');
            out.write(little(number));
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.write('X');
            out.write(little(bytes.length));
            out.write(bytes);
        } else if (value instanceof Double number) {
            out.write('G');
            out.write(ByteBuffer.allocate(8).putDouble(number).array());
        } else if (value instanceof List<?> list) {
            text(out, "ctorch.jit._pickle\nbuild_intlist\n](");
            for (Object item : list) {
                value(out, item);
            }
            text(out, "e\u0085R");
        } else {
            throw new IllegalArgumentException("attribute: " + value + " cannot be pickled");
        }
    }

    private static void text(ByteArrayOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
