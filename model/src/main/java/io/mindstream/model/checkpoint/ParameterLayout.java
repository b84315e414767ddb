package io.mindstream.model.checkpoint;

import io.mindstream.model.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names and shapes of all parameters of a configuration, under the names of Hugging Face transformers, in the order in which the script
 * takes them: text layers, final norm, embedding table, head if it is separate, vision blocks, merger, deepstack mergers, patch
 * embedding, position table.
 */
public final class ParameterLayout {
    /** Parameters of one text layer. */
    public static final int TEXT_LAYER = 11;

    /** Parameters of one vision block. */
    public static final int VISION_BLOCK = 12;

    /** Parameters of one merger. */
    public static final int MERGER = 6;

    private static final String TEXT = "model.language_model.";
    private static final String VISION = "model.visual.";

    private final Map<String, long[]> shapes = new LinkedHashMap<>();
    private final int mergeArea;

    public ParameterLayout(Qwen3VlConfig config) {
        TextConfig text = config.text();
        for (int i = 0; i < text.layers(); i++) {
            textLayer(TEXT + "layers." + i + ".", text, text.experts().in(i));
        }
        add(TEXT + "norm.weight", text.hiddenSize());
        add(TEXT + "embed_tokens.weight", text.vocabSize(), text.hiddenSize());
        if (!config.tiedHead()) {
            add("lm_head.weight", text.vocabSize(), text.hiddenSize());
        }
        VisionConfig vision = config.vision();
        mergeArea = vision.mergeSize() * vision.mergeSize();
        for (int i = 0; i < vision.depth(); i++) {
            visionBlock(VISION + "blocks." + i + ".", vision);
        }
        merger(VISION + "merger.", vision, vision.hiddenSize());
        for (int i = 0; i < vision.deepstackLayers().size(); i++) {
            merger(VISION + "deepstack_merger_list." + i + ".", vision, vision.mergedSize());
        }
        add(
                VISION + "patch_embed.proj.weight",
                vision.hiddenSize(),
                vision.channels(),
                vision.temporalPatchSize(),
                vision.patchSize(),
                vision.patchSize());
        add(VISION + "patch_embed.proj.bias", vision.hiddenSize());
        add(VISION + "pos_embed.weight", vision.positions(), vision.hiddenSize());
    }

    /** Eleven parameters, with experts or without. */
    private void textLayer(String prefix, TextConfig text, boolean sparse) {
        long width = text.hiddenSize();
        long queries = (long) text.heads() * text.headDim();
        long keys = (long) text.keyValueHeads() * text.headDim();
        add(prefix + "input_layernorm.weight", width);
        add(prefix + "self_attn.q_proj.weight", queries, width);
        add(prefix + "self_attn.k_proj.weight", keys, width);
        add(prefix + "self_attn.v_proj.weight", keys, width);
        add(prefix + "self_attn.q_norm.weight", text.headDim());
        add(prefix + "self_attn.k_norm.weight", text.headDim());
        add(prefix + "self_attn.o_proj.weight", width, queries);
        add(prefix + "post_attention_layernorm.weight", width);
        if (sparse) {
            ExpertConfig experts = text.experts();
            long inner = experts.intermediateSize();
            add(prefix + "mlp.gate.weight", experts.count(), width);
            add(prefix + "mlp.experts.gate_up_proj", experts.count(), 2 * inner, width);
            add(prefix + "mlp.experts.down_proj", experts.count(), width, inner);
            return;
        }
        add(prefix + "mlp.gate_proj.weight", text.intermediateSize(), width);
        add(prefix + "mlp.up_proj.weight", text.intermediateSize(), width);
        add(prefix + "mlp.down_proj.weight", width, text.intermediateSize());
    }

    private void visionBlock(String prefix, VisionConfig vision) {
        long width = vision.hiddenSize();
        affine(prefix + "norm1", width);
        affine(prefix + "attn.qkv", 3 * width, width);
        affine(prefix + "attn.proj", width, width);
        affine(prefix + "norm2", width);
        affine(prefix + "mlp.linear_fc1", vision.intermediateSize(), width);
        affine(prefix + "mlp.linear_fc2", width, vision.intermediateSize());
    }

    private void merger(String prefix, VisionConfig vision, long normWidth) {
        affine(prefix + "norm", normWidth);
        affine(prefix + "linear_fc1", vision.mergedSize(), vision.mergedSize());
        affine(prefix + "linear_fc2", vision.outHiddenSize(), vision.mergedSize());
    }

    private void affine(String prefix, long... weightShape) {
        add(prefix + ".weight", weightShape);
        add(prefix + ".bias", weightShape[0]);
    }

    private void add(String name, long... shape) {
        shapes.put(name, shape);
    }

    /** Names in the script's order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(shapes.keySet());
    }

    /** Names of one text layer's parameters, in the script's order. */
    public List<String> textLayer(int layer) {
        String prefix = TEXT + "layers." + layer + ".";
        return shapes.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    /** Final norm, embedding table, and the head if it is separate. */
    public List<String> textEnds() {
        return shapes.keySet().stream()
                .filter(name -> !name.startsWith(VISION) && !name.startsWith(TEXT + "layers."))
                .toList();
    }

    /** Names of the vision tower's parameters, in the script's order. */
    public List<String> vision() {
        return shapes.keySet().stream().filter(name -> name.startsWith(VISION)).toList();
    }

    /** Names of one group's parameters, in the script's order. */
    public List<String> names(ParameterGroup group) {
        return shapes.keySet().stream().filter(name -> group(name) == group).toList();
    }

    /** The group of a parameter. */
    public ParameterGroup group(String name) {
        boolean matrix = shapes.get(name).length > 1;
        if (name.startsWith(VISION)) {
            if (!matrix) {
                return ParameterGroup.VISION_VECTORS;
            }
            return name.contains("_embed.") ? ParameterGroup.PATCHES : ParameterGroup.VISION_MATRICES;
        }
        if (!matrix) {
            return ParameterGroup.TEXT_VECTORS;
        }
        return name.contains(".layers.") ? ParameterGroup.TEXT_MATRICES : ParameterGroup.EMBEDDINGS;
    }

    /** The part of the model that a parameter is in. */
    public ModelPart part(String name) {
        if (!name.startsWith(VISION)) {
            return ModelPart.TEXT;
        }
        String module = name.substring(VISION.length());
        return module.startsWith("merger.") || module.startsWith("deepstack_merger_list.")
                ? ModelPart.MERGER
                : ModelPart.VISION;
    }

    /** Matrices that stand one above the other in a parameter: queries, keys and values of a vision block are one. */
    public int above(String name) {
        return name.endsWith(".attn.qkv.weight") ? 3 : 1;
    }

    /** Matrices that stand side by side in a parameter: a merger reads the patches of a square at once, and has one for each. */
    public int beside(String name) {
        return name.contains("merger") && name.endsWith(".linear_fc1.weight") ? mergeArea : 1;
    }

    /** The shape of a parameter, outermost first. */
    public long[] shape(String name) {
        long[] shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("parameter: the model has no " + name);
        }
        return shape.clone();
    }

    /** Number of parameters of the whole model. */
    public long parameters() {
        return shapes.values().stream().mapToLong(FloatTensor::elements).sum();
    }

    /**
     * Holds a source against this layout. A tied model's file may repeat the head under {@code lm_head.weight}.
     *
     * @throws ModelException that names all missing, extra and mis-shaped tensors and those that are no floating-point numbers
     */
    public void check(WeightSource source) {
        List<String> problems = new ArrayList<>();
        for (String name : shapes.keySet()) {
            if (!source.names().contains(name)) {
                problems.add("missing tensor " + name + " " + Arrays.toString(shapes.get(name)));
            } else if (!Arrays.equals(source.shape(name), shapes.get(name))) {
                problems.add("tensor " + name + " has shape " + Arrays.toString(source.shape(name)) + " instead of "
                        + Arrays.toString(shapes.get(name)) + in(source, name));
            } else if (!source.type(name).real()) {
                problems.add("tensor " + name + " has dtype " + source.type(name)
                        + ", which is none of F32, F16 and BF16" + in(source, name));
            }
        }
        for (String name : source.names()) {
            if (!shapes.containsKey(name) && !name.equals("lm_head.weight")) {
                problems.add("extra tensor " + name + in(source, name));
            }
        }
        if (!problems.isEmpty()) {
            int shown = Math.min(problems.size(), 8);
            String more = problems.size() > shown ? "; and " + (problems.size() - shown) + " more" : "";
            throw new ModelException(source.origin() + ": " + String.join("; ", problems.subList(0, shown)) + more);
        }
    }

    /** The file, where the source has several. */
    private static String in(WeightSource source, String name) {
        return source.origin(name).equals(source.origin()) ? "" : " in " + source.origin(name);
    }
}
