package io.mindstream.model.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.model.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Writes safetensors files as Hugging Face's library lays them out: header padded with spaces to eight bytes, no gaps. Tensors go from
 * source to file in windows of a few MiB.
 */
public final class SafetensorsWriter {
    private static final int WINDOW = 4 << 20;
    private static final int FLOATS = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private SafetensorsWriter() {}

    /**
     * Writes and fsyncs a file; an existing one is replaced.
     *
     * @param path where to
     * @param source the tensors, written in the order of {@link WeightSource#names()}
     * @param type {@link ElementType#F32}, {@link ElementType#F16} or {@link ElementType#BF16}; tensors of integers stay as they are
     * @param metadata the header's {@code __metadata__}; transformers asks for {@code format=pt}
     */
    public static void write(Path path, WeightSource source, ElementType type, Map<String, String> metadata) {
        write(path, source, source.names(), type, metadata, bytes -> {});
    }

    /**
     * Writes some of the tensors.
     *
     * @param names which, in this order
     * @param written told after each window how many bytes it had
     * @throws ModelException that names file and tensor if it cannot be written, or a number is beyond what the type holds
     */
    static void write(
            Path path,
            WeightSource source,
            Collection<String> names,
            ElementType type,
            Map<String, String> metadata,
            LongConsumer written) {
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeFully(channel, header(source, names, type, metadata));
            Sink sink = new Sink(channel, written);
            for (String name : names) {
                try {
                    sink.write(source, name, stored(source, name, type));
                } catch (ModelException e) {
                    throw new ModelException(path + ": tensor " + name + ": " + e.getMessage(), e);
                }
            }
            sink.flush();
            channel.force(true);
        } catch (UncheckedIOException e) {
            throw new ModelException(path + ": cannot be written: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ModelException(path + ": cannot be written: " + e, e);
        }
    }

    /** How a tensor of the source is stored if weights are stored as {@code type}. */
    static ElementType stored(WeightSource source, String name, ElementType type) {
        return source.type(name).real() ? type : source.type(name);
    }

    /** Bytes that a tensor of the source takes. */
    static long bytes(WeightSource source, String name, ElementType type) {
        return FloatTensor.elements(source.shape(name))
                * stored(source, name, type).bytes();
    }

    /** Converts windows and gathers them to larger ones. */
    private static final class Sink {
        private final FileChannel channel;
        private final LongConsumer written;
        private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
        private final float[] floats = new float[FLOATS];

        Sink(FileChannel channel, LongConsumer written) {
            this.channel = channel;
            this.written = written;
        }

        void write(WeightSource source, String name, ElementType to) {
            ElementType from = source.type(name);
            source.stream(name, bytes -> {
                while (bytes.hasRemaining()) {
                    if (window.remaining() < Long.BYTES) {
                        flush();
                    }
                    if (from == to) {
                        int count = Math.min(bytes.remaining(), window.remaining() / to.bytes() * to.bytes());
                        window.put(bytes.slice(bytes.position(), count));
                        bytes.position(bytes.position() + count);
                    } else {
                        int most = Math.min(FLOATS, window.remaining() / to.bytes());
                        int count = Math.min(most, bytes.remaining() / from.bytes());
                        from.read(bytes, floats, 0, count);
                        to.write(floats, 0, count, window);
                    }
                }
            });
        }

        void flush() {
            window.flip();
            int bytes = window.remaining();
            try {
                writeFully(channel, window);
            } catch (IOException e) {
                throw new UncheckedIOException(e.toString(), e);
            }
            window.clear();
            written.accept(bytes);
        }
    }

    private static ByteBuffer header(
            WeightSource source, Collection<String> names, ElementType type, Map<String, String> metadata)
            throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode meta = root.putObject("__metadata__");
        metadata.forEach(meta::put);
        long offset = 0;
        for (String name : names) {
            ObjectNode entry =
                    root.putObject(name).put("dtype", stored(source, name, type).name());
            for (long size : source.shape(name)) {
                entry.withArray("shape").add(size);
            }
            entry.withArray("shape");
            long end = offset + bytes(source, name, type);
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
