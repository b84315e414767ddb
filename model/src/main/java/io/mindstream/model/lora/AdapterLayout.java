package io.mindstream.model.lora;

import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.WeightSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names and shapes of an adapter's tensors, under the names that PEFT gives them in its file: for each targeted module
 * {@code base_model.model.MODULE.lora_A.weight} (rank, inputs) and {@code base_model.model.MODULE.lora_B.weight} (outputs, rank), in the order
 * of {@link ParameterLayout}.
 */
public final class AdapterLayout {
    private static final String PREFIX = "base_model.model.";
    private static final String A = ".lora_A.weight";
    private static final String B = ".lora_B.weight";
    private static final String WEIGHT = ".weight";

    private final LoraConfig lora;
    private final List<String> modules = new ArrayList<>();
    private final Map<String, long[]> shapes = new LinkedHashMap<>();
    private final List<Slot> slots = new ArrayList<>();

    /**
     * A place in the list that the script takes, A and B of each matrix: of a text layer's seven, then a vision block's four, then a merger's two.
     *
     * @param name of the tensor; null where the matrix has no adapter
     * @param shape of rank 0 there
     */
    public record Slot(String name, long[] shape) {}

    /**
     * Finds the targets in a model.
     *
     * @throws ModelException if a target is no module of the model, or is one that cannot have an adapter; names it
     */
    public AdapterLayout(Qwen3VlConfig config, LoraConfig lora) {
        this.lora = lora;
        ParameterLayout layout = new ParameterLayout(config);
        for (String target : lora.targets()) {
            requireModules(target, layout, config.text().expertLayers() > 0);
        }
        for (String name : layout.names()) {
            if (name.endsWith(WEIGHT) && adaptable(name) && isTarget(module(name))) {
                modules.add(module(name));
                long[] shape = layout.shape(name);
                shapes.put(a(module(name)), new long[] {lora.rank(), shape[1]});
                shapes.put(b(module(name)), new long[] {shape[0], lora.rank()});
            }
        }
        addSlots(layout, config);
    }

    /** Where a text layer's projections lie among its parameters. */
    private static final int[] TEXT = {1, 2, 3, 6, 8, 9, 10};
    /** Where a vision block's matrices lie among its parameters. */
    private static final int[] BLOCK = {2, 4, 8, 10};
    /** Where a merger's do. */
    private static final int[] MERGER = {2, 4};

    private void addSlots(ParameterLayout layout, Qwen3VlConfig config) {
        for (int i = 0; i < config.text().layers(); i++) {
            addSlots(layout, layout.textLayer(i), TEXT);
        }
        List<String> vision = layout.vision();
        int at = 0;
        for (int i = 0; i < config.vision().depth(); i++, at += ParameterLayout.VISION_BLOCK) {
            addSlots(layout, vision.subList(at, at + ParameterLayout.VISION_BLOCK), BLOCK);
        }
        for (int i = 0; i <= config.vision().deepstackLayers().size(); i++, at += ParameterLayout.MERGER) {
            addSlots(layout, vision.subList(at, at + ParameterLayout.MERGER), MERGER);
        }
    }

    private void addSlots(ParameterLayout layout, List<String> names, int[] matrices) {
        for (int at : matrices) {
            String parameter = names.get(at);
            boolean here = adapts(parameter);
            long[] shape = layout.shape(parameter);
            // the last two sizes: what stands in their place in a layer of experts has three
            long outputs = shape[shape.length - 2];
            long inputs = shape[shape.length - 1];
            long rank = here ? lora.rank() : 0;
            slots.add(new Slot(here ? a(parameter) : null, new long[] {rank, inputs}));
            slots.add(new Slot(here ? b(parameter) : null, new long[] {outputs, rank}));
        }
    }

    private static void requireModules(String target, ParameterLayout layout, boolean experts) {
        List<String> found = layout.names().stream()
                .filter(name -> LoraConfig.matches(target, module(name)))
                .toList();
        if (found.isEmpty()) {
            throw new ModelException("target_modules: " + target + " is no module of this model"
                    + (experts && LoraConfig.TEXT_LAYER.contains(target)
                            ? ": its layers have experts in that place, which cannot have an adapter here"
                            : ""));
        }
        for (String name : found) {
            if (!adaptable(name)) {
                throw new ModelException("target_modules: " + target + " is, among others, " + module(name)
                        + ", which cannot have an adapter here: " + why(name));
            }
        }
    }

    private static String why(String parameter) {
        if (parameter.contains(".experts.")) {
            return "it belongs to experts";
        }
        if (parameter.contains(".patch_embed.")) {
            return "it is a convolution; attn.proj is that of the blocks alone";
        }
        return "only the projections of text layers can, and qkv, attn.proj, linear_fc1 and linear_fc2 of the vision tower and the mergers";
    }

    /** Whether a parameter is the matrix of a linear layer, or its bias, that the script can run with an adapter beside it. */
    private static boolean adaptable(String parameter) {
        String module = module(parameter);
        if (parameter.startsWith("model.visual.")) {
            return module.endsWith(".attn.qkv")
                    || module.endsWith(".attn.proj")
                    || module.endsWith(".linear_fc1")
                    || module.endsWith(".linear_fc2");
        }
        return parameter.contains(".layers.") && parameter.endsWith("_proj" + WEIGHT);
    }

    /** Experts and their kind are parameters of their own, with no module around them: their names stay whole. */
    private static String module(String parameter) {
        for (String end : List.of(WEIGHT, ".bias")) {
            if (parameter.endsWith(end)) {
                return parameter.substring(0, parameter.length() - end.length());
            }
        }
        return parameter;
    }

    private boolean isTarget(String module) {
        return lora.targets().stream().anyMatch(target -> LoraConfig.matches(target, module));
    }

    /** What the adapter is. */
    public LoraConfig lora() {
        return lora;
    }

    /** The targeted modules, as the checkpoint names them. */
    public List<String> modules() {
        return Collections.unmodifiableList(modules);
    }

    /** Whether the matrix of this name in the checkpoint has an adapter. */
    public boolean adapts(String parameter) {
        return parameter.endsWith(WEIGHT) && shapes.containsKey(a(module(parameter)));
    }

    /** The name of the module's A, or of that of the module that a parameter is of. */
    public static String a(String module) {
        return PREFIX + module(module) + A;
    }

    /** Likewise its B. */
    public static String b(String module) {
        return PREFIX + module(module) + B;
    }

    /** What the script's list has, in its order. */
    public List<Slot> slots() {
        return Collections.unmodifiableList(slots);
    }

    /** Names of all tensors. */
    public Set<String> names() {
        return Collections.unmodifiableSet(shapes.keySet());
    }

    /** Shapes by name, outermost size first. */
    public Map<String, long[]> shapes() {
        return Collections.unmodifiableMap(shapes);
    }

    /**
     * Holds a source against this layout.
     *
     * @throws ModelException that names all missing, extra and mis-shaped tensors and those that are no floating-point numbers
     */
    public void check(WeightSource source) {
        List<String> problems = new ArrayList<>();
        shapes.forEach((name, shape) -> {
            if (!source.names().contains(name)) {
                problems.add("missing tensor " + name + " " + Arrays.toString(shape));
            } else if (!Arrays.equals(source.shape(name), shape)) {
                problems.add("tensor " + name + " has shape " + Arrays.toString(source.shape(name)) + " instead of "
                        + Arrays.toString(shape));
            } else if (!source.type(name).real()) {
                problems.add(
                        "tensor " + name + " has dtype " + source.type(name) + ", which is none of F32, F16 and BF16");
            }
        });
        source.names().stream()
                .filter(name -> !shapes.containsKey(name))
                .forEach(name -> problems.add("extra tensor " + name));
        if (!problems.isEmpty()) {
            int shown = Math.min(problems.size(), 8);
            String more = problems.size() > shown ? "; and " + (problems.size() - shown) + " more" : "";
            throw new ModelException(source.origin() + ": " + String.join("; ", problems.subList(0, shown)) + more);
        }
    }
}
