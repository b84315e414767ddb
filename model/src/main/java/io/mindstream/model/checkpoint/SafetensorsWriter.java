package io.mindstream.model.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Writes safetensors files as Hugging Face's library lays them out: header padded with spaces to eight bytes, no gaps. */
public final class SafetensorsWriter {
    private static final int WINDOW = 4 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private SafetensorsWriter() {}

    /**
     * Writes and fsyncs a file; an existing one is replaced.
     *
     * @param path where to
     * @param source the tensors, written in the order of {@link WeightSource#names()}
     * @param type {@link ElementType#F32} or {@link ElementType#BF16}
     * @param metadata the header's {@code __metadata__}; transformers asks for {@code format=pt}
     */
    public static void write(Path path, WeightSource source, ElementType type, Map<String, String> metadata) {
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeFully(channel, header(source, type, metadata));
            ByteBuffer window = ByteBuffer.allocateDirect(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
            for (String name : source.names()) {
                for (float value : source.read(name).values()) {
                    if (window.remaining() < type.bytes()) {
                        writeFully(channel, window.flip());
                        window.clear();
                    }
                    type.put(window, value);
                }
            }
            writeFully(channel, window.flip());
            channel.force(true);
        } catch (IOException e) {
            throw new ModelException(path + ": cannot be written: " + e, e);
        }
    }

    private static ByteBuffer header(WeightSource source, ElementType type, Map<String, String> metadata)
            throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode meta = root.putObject("__metadata__");
        metadata.forEach(meta::put);
        long offset = 0;
        for (String name : source.names()) {
            ObjectNode entry = root.putObject(name).put("dtype", type.name());
            long[] shape = source.shape(name);
            for (long size : shape) {
                entry.withArray("shape").add(size);
            }
            entry.withArray("shape");
            long end = offset + FloatTensor.elements(shape) * type.bytes();
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JSON.writeValueAsBytes(root);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer header = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(padded).put(json);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.flip();
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
