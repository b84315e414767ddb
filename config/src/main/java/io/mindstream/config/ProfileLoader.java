package io.mindstream.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads profiles: the defaults of {@code profiles/nano.yaml}, a built-in profile or a user's file laid over them, and settings given one
 * by one on the command line laid over those.
 */
public final class ProfileLoader {
    /** The profile whose file names every key. */
    public static final String DEFAULT = "nano";

    private final YAMLMapper mapper = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    /** The defaults as they are. */
    public Profile defaults() {
        return load(DEFAULT, Map.of());
    }

    /**
     * @param profile the name of a built-in profile, or the path of a YAML file
     * @param overrides dotted key to YAML value, for example {@code queue.highWater} to {@code 4000}
     * @throws ConfigException naming the file and the field
     */
    public Profile load(String profile, Map<String, String> overrides) {
        ObjectNode merged = builtIn(DEFAULT);
        ObjectNode known = merged.deepCopy();
        String file = profile;
        if (!profile.equals(DEFAULT)) {
            ObjectNode user;
            if (ProfileLoader.class.getResource(resource(profile)) != null) {
                user = builtIn(profile);
            } else {
                user = fromFile(profile);
            }
            requireKnown(file, "", user, known);
            lay(merged, user);
        }
        for (Map.Entry<String, String> override : overrides.entrySet()) {
            set(merged, override.getKey(), override.getValue());
        }
        String name = overrides.isEmpty() ? file : file + " with --set";
        // No setting: neither a file nor --set knows the key.
        merged.put("name", name);
        fit(name, merged, known);
        return bind(name, merged);
    }

    /** Figures of the built-in profile are for its own label trees: beside other trees only those stay that are about one of their labels. */
    private void fit(String file, ObjectNode merged, ObjectNode builtIn) {
        if (!(merged.get("queue") instanceof ObjectNode queue)) {
            return;
        }
        Map<String, JsonNode> figures = new LinkedHashMap<>();
        for (String key : List.of("labelWeights", "initialDifficulty")) {
            JsonNode own = builtIn.get("queue").get(key);
            if (own.equals(queue.get(key))) {
                figures.put(key, own);
                queue.putArray(key);
            }
        }
        LabelSettings labels = bind(file, merged).labels();
        figures.forEach((key, list) -> {
            ArrayNode fitting = queue.putArray(key);
            for (JsonNode figure : list) {
                if (labels.contain(figure.get("path").textValue())) {
                    fitting.add(figure);
                }
            }
        });
    }

    private Profile bind(String file, ObjectNode tree) {
        try {
            return mapper.treeToValue(tree, Profile.class);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof Check.InvalidSetting invalid) {
                throw new ConfigException(file, invalid.field(), invalid.problem());
            }
            throw new ConfigException(file, path(e), problem(e));
        } catch (JsonProcessingException e) {
            throw new ConfigException(file, "", e.getOriginalMessage());
        }
    }

    private ObjectNode builtIn(String name) {
        try (InputStream in = ProfileLoader.class.getResourceAsStream(resource(name))) {
            return object(name, mapper.readTree(in));
        } catch (IOException e) {
            throw new ConfigException(name, e.getMessage(), e);
        }
    }

    private ObjectNode fromFile(String file) {
        // Read whole before it is parsed: what cannot be read is not "not YAML".
        try {
            return object(file, mapper.readTree(Files.readString(Path.of(file))));
        } catch (CharacterCodingException e) {
            throw new ConfigException(file, "", "not text in UTF-8");
        } catch (NoSuchFileException e) {
            throw new ConfigException(file, "", "no such file, and no built-in profile of that name");
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw new ConfigException(file, where, "not YAML: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new ConfigException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static ObjectNode object(String file, JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new ConfigException(file, "", "not a map of sections");
    }

    private void set(ObjectNode tree, String key, String yaml) {
        String[] names = key.split("\\.");
        ObjectNode at = tree;
        for (int i = 0; i < names.length - 1; i++) {
            if (!(at.get(names[i]) instanceof ObjectNode next)) {
                throw new ConfigException("--set", key, "unknown key");
            }
            at = next;
        }
        String last = names[names.length - 1];
        if (!at.has(last)) {
            throw new ConfigException("--set", key, "unknown key; known here: " + keys(at));
        }
        try {
            JsonNode value = mapper.readTree(yaml);
            // Nothing behind the equals sign is YAML's null, as in a file.
            at.set(last, value.isMissingNode() ? at.nullNode() : value);
        } catch (JsonProcessingException e) {
            throw new ConfigException("--set", key, "not YAML: " + firstLine(e.getOriginalMessage()));
        }
    }

    private static void requireKnown(String file, String prefix, ObjectNode user, ObjectNode known) {
        for (Map.Entry<String, JsonNode> entry : user.properties()) {
            String path = prefix + entry.getKey();
            JsonNode expected = known.get(entry.getKey());
            if (expected == null) {
                throw new ConfigException(file, path, "unknown key; known here: " + keys(known));
            }
            if (expected instanceof ObjectNode section) {
                if (!(entry.getValue() instanceof ObjectNode given)) {
                    throw new ConfigException(file, path, "a map is expected");
                }
                requireKnown(file, path + ".", given, section);
            }
        }
    }

    private static String keys(ObjectNode node) {
        Iterable<String> names = node::fieldNames;
        return java.util.stream.StreamSupport.stream(names.spliterator(), false).collect(Collectors.joining(", "));
    }

    private static void lay(ObjectNode base, ObjectNode over) {
        for (Map.Entry<String, JsonNode> field : over.properties()) {
            if (base.get(field.getKey()) instanceof ObjectNode below && field.getValue() instanceof ObjectNode above) {
                lay(below, above);
            } else {
                base.set(field.getKey(), field.getValue());
            }
        }
    }

    private static String problem(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException) {
            return "unknown key";
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return expected(mismatch.getTargetType());
        }
        return firstLine(e.getOriginalMessage());
    }

    private static String expected(Class<?> type) {
        if (Collection.class.isAssignableFrom(type)) {
            return "a list is expected";
        }
        return type.isRecord() ? "a map is expected" : "not of type " + type.getSimpleName();
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String resource(String name) {
        return "/profiles/" + name + ".yaml";
    }
}
