package io.mindstream.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The label trees of a run. In a profile each key holds the path of a YAML file, relative to the working directory, or nothing for the
 * built-in tree; the file is read with the profile, so that a bad one is refused before anything starts.
 *
 * @param domain what pictures are about
 * @param capability what questions ask of the model
 */
public record LabelSettings(LabelTree domain, LabelTree capability) {
    @JsonCreator
    static LabelSettings read(
            @JsonProperty(value = "domain", required = true) String domain,
            @JsonProperty(value = "capability", required = true) String capability) {
        return new LabelSettings(
                tree("domain", domain, LabelTree::domain), tree("capability", capability, LabelTree::capability));
    }

    private static LabelTree tree(String name, String file, Supplier<LabelTree> builtIn) {
        if (file == null || file.isBlank()) {
            return builtIn.get();
        }
        String field = "labels." + name;
        try {
            LabelTree tree = LabelTree.fromFile(Path.of(file));
            Check.that(
                    tree.name().equals(name),
                    field,
                    file + ": tree: '" + tree.name() + "' where '" + name + "' is expected");
            return tree;
        } catch (ConfigException | InvalidPathException e) {
            throw new Check.InvalidSetting(field, e.getMessage());
        }
    }

    /** Whether a path of one to three levels is in one of the trees. */
    boolean contain(String path) {
        return domain.contains(path) || capability.contains(path);
    }
}
