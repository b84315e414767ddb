package io.mindstream.model.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mindstream.model.ModelException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a <a href="https://huggingface.co/docs/safetensors">safetensors</a> file: eight bytes of header length, a JSON header, raw
 * little-endian numbers. Tensors are read in windows of 8 MiB, so that one larger than 2 GB needs no mapping of its size.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class SafetensorsFile implements StoredWeights {
    private static final int WINDOW = 8 << 20;
    private static final long LARGEST_HEADER = 100_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Entry(ElementType type, long[] shape, long begin) {}

    private final Path path;
    private final FileChannel channel;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final ByteBuffer window;

    private SafetensorsFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        int size = (int) Math.min(WINDOW, Math.max(channel.size(), Long.BYTES));
        this.window = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Opens the file and reads its header.
     *
     * @throws ModelException if the header is no safetensors header, or an entry lies outside of the file; names file and tensor
     */
    public static SafetensorsFile open(Path path) {
        try {
            SafetensorsFile file = new SafetensorsFile(path, FileChannel.open(path, StandardOpenOption.READ));
            try {
                file.readHeader();
                return file;
            } catch (RuntimeException | IOException e) {
                file.close();
                throw e;
            }
        } catch (JsonProcessingException e) {
            throw new ModelException(path + ": the header is no JSON", e);
        } catch (NoSuchFileException e) {
            throw new ModelException(path + ": no such file", e);
        } catch (IOException e) {
            throw new ModelException(path + ": cannot be read: " + e, e);
        }
    }

    private void readHeader() throws IOException {
        long size = channel.size();
        if (size < 8) {
            throw new ModelException(path + ": " + size + " bytes are no safetensors file");
        }
        ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        readFully(length, 0);
        long headerBytes = length.flip().getLong();
        if (headerBytes < 2 || headerBytes > Math.min(size - 8, LARGEST_HEADER)) {
            throw new ModelException(path + ": a header of " + headerBytes + " bytes does not fit the file of " + size);
        }
        ByteBuffer header = ByteBuffer.allocate((int) headerBytes);
        readFully(header, 8);
        JsonNode root = JSON.readTree(header.array());
        if (!root.isObject()) {
            throw new ModelException(path + ": the header is no JSON object");
        }
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (field.getKey().equals("__metadata__")) {
                field.getValue()
                        .properties()
                        .forEach(item ->
                                metadata.put(item.getKey(), item.getValue().asText()));
            } else {
                entries.put(field.getKey(), entry(field.getKey(), field.getValue(), 8 + headerBytes, size));
            }
        }
        requireNoGaps(8 + headerBytes, size);
    }

    /** As Hugging Face's library: the tensors lie one behind the other and fill the file. */
    private void requireNoGaps(long dataStart, long fileSize) {
        long at = dataStart;
        List<Map.Entry<String, Entry>> inOrder = entries.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().begin()))
                .toList();
        for (Map.Entry<String, Entry> entry : inOrder) {
            Entry tensor = entry.getValue();
            if (tensor.begin() != at && FloatTensor.elements(tensor.shape()) > 0) {
                throw new ModelException(path + ": tensor " + entry.getKey() + ": begins at byte " + tensor.begin()
                        + ", but the one before it ends at byte " + at);
            }
            at += FloatTensor.elements(tensor.shape()) * tensor.type().bytes();
        }
        if (at != fileSize) {
            throw new ModelException(
                    path + ": its tensors end at byte " + at + ", but the file has " + fileSize + " bytes");
        }
    }

    private Entry entry(String name, JsonNode node, long dataStart, long fileSize) {
        ElementType type = Arrays.stream(ElementType.values())
                .filter(candidate -> candidate.name().equals(node.path("dtype").asText()))
                .findFirst()
                .orElseThrow(() -> new ModelException(path + ": tensor " + name + ": dtype "
                        + node.path("dtype").asText("missing") + " is none of "
                        + Arrays.toString(ElementType.values())));
        long[] shape = new long[node.path("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = node.path("shape").get(i).asLong(-1);
        }
        JsonNode offsets = node.path("data_offsets");
        long begin = offsets.path(0).asLong(-1);
        long end = offsets.path(1).asLong(-1);
        boolean valid = node.path("shape").isArray()
                && begin >= 0
                && Arrays.stream(shape).allMatch(n -> n >= 0);
        if (!valid || end - begin != FloatTensor.elements(shape) * type.bytes()) {
            throw new ModelException(path + ": tensor " + name + ": data_offsets " + offsets + " do not fit the shape "
                    + Arrays.toString(shape) + " of " + type);
        }
        if (dataStart + end > fileSize) {
            throw new ModelException(path + ": tensor " + name + ": ends at byte " + (dataStart + end)
                    + " of a file of " + fileSize + " bytes; the file is truncated");
        }
        return new Entry(type, shape, dataStart + begin);
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** The header's {@code __metadata__}, empty if there is none. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    @Override
    public long[] shape(String name) {
        return find(name).shape().clone();
    }

    @Override
    public ElementType type(String name) {
        return find(name).type();
    }

    @Override
    public String origin() {
        return path.toString();
    }

    @Override
    public FloatTensor read(String name) {
        Entry entry = find(name);
        float[] values = new float[Math.toIntExact(FloatTensor.elements(entry.shape()))];
        int[] done = {0};
        stream(name, bytes -> {
            int count = bytes.remaining() / entry.type().bytes();
            entry.type().read(bytes, values, done[0], count);
            done[0] += count;
        });
        return new FloatTensor(entry.shape().clone(), values);
    }

    @Override
    public void stream(String name, Consumer<ByteBuffer> to) {
        Entry entry = find(name);
        long end = entry.begin()
                + FloatTensor.elements(entry.shape()) * entry.type().bytes();
        int most = window.capacity() / Long.BYTES * Long.BYTES;
        for (long at = entry.begin(); at < end; at += most) {
            fill((int) Math.min(most, end - at), at, name);
            to.accept(window);
        }
    }

    /** Reads an integer tensor (token ids, grids) without loss. */
    public long[] readLongs(String name) {
        Entry entry = find(name);
        long[] values = new long[Math.toIntExact(FloatTensor.elements(entry.shape()))];
        long position = entry.begin();
        int bytes = entry.type().bytes();
        for (int done = 0; done < values.length; ) {
            int count = Math.min(values.length - done, window.capacity() / bytes);
            fill(count * bytes, position, name);
            for (int i = 0; i < count; i++) {
                values[done + i] = switch (entry.type()) {
                    case I64 -> window.getLong();
                    case I32 -> window.getInt();
                    default ->
                        throw new ModelException(
                                path + ": tensor " + name + ": " + entry.type() + " is no integer type");
                };
            }
            done += count;
            position += (long) count * bytes;
        }
        return values;
    }

    private void fill(int bytes, long position, String name) {
        window.clear().limit(bytes);
        try {
            readFully(window, position);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": tensor " + name + ": " + e, e);
        }
        window.flip();
    }

    private void readFully(ByteBuffer buffer, long position) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new EOFException("the file ends at byte " + at);
            }
            at += read;
        }
    }

    private Entry find(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new ModelException(path + ": no tensor " + name);
        }
        return entry;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
