package io.mindstream.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.mindstream.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A checkpoint in several safetensors files, with the {@code model.safetensors.index.json} that says which tensor is where. All files are
 * open as long as this is.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class ShardedWeights implements StoredWeights {

    private final Path index;
    private final Map<String, SafetensorsFile> files = new LinkedHashMap<>();
    private final Map<String, SafetensorsFile> places = new LinkedHashMap<>();

    private ShardedWeights(Path index) {
        this.index = index;
    }

    /**
     * Opens all files of an index and reads their headers.
     *
     * @throws ModelException that names tensor and file if a file is not there or damaged, lacks a tensor that the index puts there, or
     *     has one that the index does not
     */
    public static ShardedWeights open(Path index) {
        ShardedWeights weights = new ShardedWeights(index);
        try {
            weights.readIndex();
            return weights;
        } catch (RuntimeException e) {
            try {
                weights.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private void readIndex() {
        JsonNode map = JsonFile.read(index, root -> root.path("weight_map"));
        if (!map.isObject() || map.isEmpty()) {
            throw new ModelException(index + ": weight_map: missing or empty");
        }
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String name = entry.getKey();
            SafetensorsFile file = file(entry.getValue().asText(), name);
            if (!file.names().contains(name)) {
                throw new ModelException(
                        file.origin() + ": no tensor " + name + ", which " + index.getFileName() + " says is there");
            }
            places.put(name, file);
        }
        for (SafetensorsFile file : files.values()) {
            for (String name : file.names()) {
                if (places.get(name) != file) {
                    throw new ModelException(file.origin() + ": tensor " + name + " is not where "
                            + index.getFileName() + " says: "
                            + (places.containsKey(name) ? places.get(name).origin() : "it names no such tensor"));
                }
            }
        }
    }

    private SafetensorsFile file(String fileName, String tensor) {
        SafetensorsFile open = files.get(fileName);
        if (open != null) {
            return open;
        }
        Path folder = index.toAbsolutePath().getParent();
        Path path = index.resolveSibling(fileName);
        if (fileName.isEmpty()
                || !path.toAbsolutePath().normalize().startsWith(folder.normalize())
                || !Files.exists(path)) {
            throw new ModelException(
                    path + ": no such file, but " + index.getFileName() + " puts tensor " + tensor + " there");
        }
        SafetensorsFile file = SafetensorsFile.open(path);
        files.put(fileName, file);
        return file;
    }

    /** How many files there are. */
    public int files() {
        return files.size();
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(places.keySet());
    }

    @Override
    public long[] shape(String name) {
        return find(name).shape(name);
    }

    @Override
    public ElementType type(String name) {
        return find(name).type(name);
    }

    @Override
    public FloatTensor read(String name) {
        return find(name).read(name);
    }

    @Override
    public void stream(String name, Consumer<ByteBuffer> window) {
        find(name).stream(name, window);
    }

    @Override
    public String origin() {
        return index.toString();
    }

    @Override
    public String origin(String name) {
        return find(name).origin();
    }

    private SafetensorsFile find(String name) {
        SafetensorsFile file = places.get(name);
        if (file == null) {
            throw new ModelException(index + ": no tensor " + name);
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (SafetensorsFile file : files.values()) {
            try {
                file.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
