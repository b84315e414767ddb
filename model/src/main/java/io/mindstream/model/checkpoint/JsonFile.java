package io.mindstream.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mindstream.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/** Reads the JSON files of a checkpoint or adapter, so that each error names its file. */
public final class JsonFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonFile() {}

    /**
     * @param parse makes something of the file's tree; what it complains of is told with the file's name
     * @throws ModelException that names the file if it is missing or no JSON, or if {@code parse} throws one
     */
    public static <T> T read(Path file, Function<JsonNode, T> parse) {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new ModelException(file + ": no such file or directory", e);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read as JSON: " + e.getMessage(), e);
        }
        try {
            return parse.apply(root);
        } catch (ModelException e) {
            throw new ModelException(file + ": " + e.getMessage(), e);
        }
    }
}
