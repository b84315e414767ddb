package io.mindstream.model.release;

import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.TextConfig;
import io.mindstream.model.checkpoint.UprightExperts;
import io.mindstream.model.checkpoint.WeightSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is in a checkpoint.
 *
 * @param config its configuration
 * @param files safetensors files that its weights are in
 * @param bytes of all tensors together, as they are stored
 * @param parameters of the model; a tied head counts once
 * @param parts by what they are for, in the order of the model
 */
public record Inventory(Qwen3VlConfig config, int files, long bytes, long parameters, List<Part> parts) {
    private static final String EXPERTS = "experts";

    /**
     * Tensors that are alike in what they are for.
     *
     * @param name of the part, such as "text layers"
     * @param tensors how many
     * @param parameters of them together
     * @param types what they are stored as
     * @param shapes of one layer or block: name and shape of each, without what differs between layers
     */
    public record Part(
            String name, int tensors, long parameters, Set<ElementType> types, Map<String, List<Long>> shapes) {}

    /**
     * Reads configuration and headers, not the weights themselves.
     *
     * @throws io.mindstream.model.ModelException that names tensor and file if something is missing or damaged
     */
    public static Inventory of(CheckpointDirectory checkpoint) throws IOException {
        Qwen3VlConfig config = checkpoint.config();
        ParameterLayout layout = new ParameterLayout(config);
        try (StoredWeights weights = checkpoint.weights()) {
            layout.check(new UprightExperts(weights, layout));
            Map<String, List<String>> named = new LinkedHashMap<>();
            for (String name : layout.names()) {
                named.computeIfAbsent(part(name), part -> new ArrayList<>()).add(name);
            }
            List<Part> parts = named.entrySet().stream()
                    .map(entry -> part(entry.getKey(), entry.getValue(), weights))
                    .toList();
            int files = (int)
                    weights.names().stream().map(weights::origin).distinct().count();
            return new Inventory(config, files, weights.bytes(), layout.parameters(), parts);
        }
    }

    /** Experts of each layer that has some; 0 for a dense model. */
    public long experts() {
        return parts.stream()
                .filter(part -> part.name().equals(EXPERTS))
                .flatMap(part -> part.shapes().values().stream())
                .mapToLong(shape -> shape.get(0))
                .findFirst()
                .orElse(0);
    }

    private static String part(String name) {
        if (name.contains(".experts.")) {
            return EXPERTS;
        } else if (name.contains("language_model.layers.")) {
            return "text layers";
        } else if (name.contains("embed_tokens")) {
            return "embeddings";
        } else if (name.startsWith("lm_head")) {
            return "head";
        } else if (name.contains("merger")) {
            return "mergers";
        } else if (name.contains("visual.blocks.")) {
            return "vision blocks";
        }
        return name.contains("visual.") ? "patches, positions" : "final norm";
    }

    private static Part part(String part, List<String> names, WeightSource weights) {
        Map<String, List<Long>> shapes = new TreeMap<>();
        Set<ElementType> types = new LinkedHashSet<>();
        long parameters = 0;
        for (String name : names) {
            List<Long> shape = Arrays.stream(weights.shape(name)).boxed().toList();
            shapes.putIfAbsent(name.replaceAll("\\.\\d+\\.", ".*."), shape);
            types.add(weights.type(name));
            parameters += FloatTensor.elements(weights.shape(name));
        }
        return new Part(part, names.size(), parameters, types, shapes);
    }

    /** What its parameters are stored as, by how many there are of each. */
    public String types() {
        return parts.stream()
                .flatMap(part -> part.types().stream())
                .distinct()
                .map(ElementType::label)
                .collect(Collectors.joining(", "));
    }

    /** Bytes of the weights for inference; loading takes one layer more, for as long as it lasts. */
    public long inferenceBytes(ElementType type) {
        return parameters * type.bytes();
    }

    /** Bytes of keys and values that each token of each conversation takes. */
    public long cacheBytes(ElementType type) {
        TextConfig text = config.text();
        return 2L * text.layers() * text.keyValueHeads() * text.headDim() * type.bytes();
    }

    /** Bytes of 32-bit parameters, gradients and AdamW's two moments; activations come on top. */
    public long trainingBytes() {
        return parameters * 4 * Float.BYTES;
    }
}
