package io.mindstream.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of the two label trees of MindGPT-4ov (domain, capability): three levels of names, a line of description at each leaf. A branch of
 * the second level may say {@value #FROM_SOURCES} instead of naming its leaves: then it is open, and whatever a source draws there is a
 * leaf. Files stand in {@code labels/domain.yaml} and {@code labels/capability.yaml}; a user's file takes their place ({@link
 * LabelSettings}).
 */
public final class LabelTree {
    /** Stands in the place of the leaves of an open branch. */
    static final String FROM_SOURCES = "from sources";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private final String file;
    private final String name;
    private final Map<String, String> leaves;
    private final Set<String> open;

    private LabelTree(String file, String name, Map<String, String> leaves, Set<String> open) {
        this.file = file;
        this.name = name;
        this.leaves = Collections.unmodifiableMap(leaves);
        this.open = Collections.unmodifiableSet(open);
    }

    /** The built-in domain tree. */
    public static LabelTree domain() {
        return builtIn("domain");
    }

    /** The built-in capability tree. */
    public static LabelTree capability() {
        return builtIn("capability");
    }

    /**
     * A tree from a user's file.
     *
     * @throws ConfigException naming the file and the path in the tree
     */
    public static LabelTree fromFile(Path file) {
        try {
            return read(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new ConfigException(file.toString(), "", "not text in UTF-8");
        } catch (NoSuchFileException e) {
            throw new ConfigException(file.toString(), "", "no such file");
        } catch (IOException e) {
            throw new ConfigException(file.toString(), "cannot be read: " + e.getMessage(), e);
        }
    }

    private static LabelTree builtIn(String name) {
        String resource = "/labels/" + name + ".yaml";
        try (InputStream in = LabelTree.class.getResourceAsStream(resource)) {
            return read(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ConfigException(resource, e.getMessage(), e);
        }
    }

    private static LabelTree read(String file, String yaml) {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        JsonNode root;
        try {
            root = mapper.readTree(yaml);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw new ConfigException(
                    file,
                    where,
                    "not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
        if (root == null
                || !root.isObject()
                || !root.path("tree").isTextual()
                || !root.path("labels").isObject()) {
            throw new ConfigException(file, "tree, labels", "both are needed: the tree's name and its labels");
        }
        for (String key : (Iterable<String>) root::fieldNames) {
            if (!Set.of("tree", "labels").contains(key)) {
                throw new ConfigException(file, key, "unknown key; known here: tree, labels");
            }
        }
        Map<String, String> leaves = new LinkedHashMap<>();
        Set<String> open = new LinkedHashSet<>();
        collect(file, "", 1, root.get("labels"), leaves, open);
        return new LabelTree(file, root.get("tree").textValue(), leaves, open);
    }

    private static void collect(
            String file, String prefix, int level, JsonNode node, Map<String, String> leaves, Set<String> open) {
        if (level == 3 && FROM_SOURCES.equals(node.textValue())) {
            open.add(prefix);
            return;
        }
        if (!node.isObject() || node.isEmpty()) {
            String or = level == 3 ? ", or '" + FROM_SOURCES + "'" : "";
            throw new ConfigException(file, field(prefix), "level " + level + " is a map of names" + or);
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String path = prefix.isEmpty() ? entry.getKey() : prefix + "/" + entry.getKey();
            String field = field(path);
            if (!NAME.matcher(entry.getKey()).matches()) {
                throw new ConfigException(file, field, "a name is lower-case letters, digits and hyphens");
            }
            if (level < 3) {
                collect(file, path, level + 1, entry.getValue(), leaves, open);
            } else if (entry.getValue().isTextual()) {
                leaves.put(path, entry.getValue().textValue());
            } else {
                throw new ConfigException(file, field, "level 3 is a leaf: a line that describes it");
            }
        }
    }

    private static String field(String path) {
        return path.isEmpty() ? "labels" : "labels." + path.replace('/', '.');
    }

    /** {@code domain} or {@code capability}. */
    public String name() {
        return name;
    }

    /** Paths {@code L1/L2/L3} that the file names, in its order; without those of {@link #open} branches, which the sources know. */
    public Set<String> leaves() {
        return leaves.keySet();
    }

    /** Branches {@code L1/L2} whose leaves grow from the sources, in the file's order. */
    public Set<String> open() {
        return open;
    }

    /**
     * What leaves are asked for under: {@code L1/L2/*} where they are an open branch's, too many to be asked for one by one; a leaf that the
     * file names itself.
     */
    public String branch(String leaf) {
        int last = leaf.lastIndexOf('/');
        return last > 0 && open.contains(leaf.substring(0, last)) ? leaf.substring(0, last) + "/*" : leaf;
    }

    /** Whether the file names the leaf, or it is a name under an open branch. */
    public boolean isLeaf(String path) {
        int last = path.lastIndexOf('/');
        return leaves.containsKey(path)
                || last > 0
                        && open.contains(path.substring(0, last))
                        && NAME.matcher(path.substring(last + 1)).matches();
    }

    /** Whether the path is a leaf, or the first one or two levels of one. */
    public boolean contains(String path) {
        return isLeaf(path)
                || open.contains(path)
                || Stream.concat(leaves.keySet().stream(), open.stream()).anyMatch(leaf -> leaf.startsWith(path + "/"));
    }

    /**
     * Holds what is going to be labelled against the tree.
     *
     * @param leaf that is needed
     * @param why who needs it
     * @throws ConfigException naming the file and the leaf that it lacks
     */
    public void require(String leaf, String why) {
        if (!isLeaf(leaf)) {
            throw new ConfigException(file, field(leaf), "no such leaf: " + why);
        }
    }

    /** What the leaf means, for people: the file's words, or its own name where it grew from a source. */
    public String description(String leaf) {
        String words = leaves.get(leaf);
        return words != null ? words : leaf.substring(leaf.lastIndexOf('/') + 1).replace('-', ' ');
    }

    /** The first level of a path. */
    public static String top(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }
}
