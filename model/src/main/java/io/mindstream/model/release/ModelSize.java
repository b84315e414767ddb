package io.mindstream.model.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.ConfigJson;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.image.ImageProcessorConfig;
import io.mindstream.model.nano.NanoModel;
import io.mindstream.model.text.SpecialToken;
import io.mindstream.model.text.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The sizes that have a name: nano, and those of the released Qwen3-VL, with what their {@code config.json} says. */
public enum ModelSize {
    NANO("nano", ElementType.F32),
    B2("2b", ElementType.BF16),
    B4("4b", ElementType.BF16),
    B8("8b", ElementType.BF16),
    B30("30b-a3b", ElementType.BF16);

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Side in pixels of the pictures that nano is trained on. */
    private static final int NANO_PICTURE = 64;

    private final String label;
    private final ElementType type;

    ModelSize(String label, ElementType type) {
        this.label = label;
        this.type = type;
    }

    /** By its name.
     *
     * @throws IllegalArgumentException that lists the names there are, if it is none of them
     */
    public static ModelSize named(String label) {
        return Arrays.stream(values())
                .filter(size -> size.label.equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + label + "' is none of "
                        + Arrays.stream(values()).map(size -> size.label).collect(Collectors.joining(", "))));
    }

    /** Its name. */
    public String label() {
        return label;
    }

    /** What its weights are usually stored as. */
    public ElementType type() {
        return type;
    }

    /**
     * The architecture, all widths as released, with the special tokens of a tokenizer. Deepstack features beyond as many as there are text
     * layers are left out; those of a shallower tower are taken from the same share of its depth.
     *
     * @param layers text layers, if not as many as released
     * @param visionLayers vision blocks, likewise
     * @throws ModelException naming the field if the vocabulary has no room for the tokenizer, or there are no such numbers of layers
     */
    public Qwen3VlConfig config(Tokenizer tokenizer, OptionalInt layers, OptionalInt visionLayers) {
        ObjectNode root = this == NANO ? nano(tokenizer) : released();
        ObjectNode text = (ObjectNode) root.get("text_config");
        ObjectNode vision = (ObjectNode) root.get("vision_config");
        int vocabulary = text.get("vocab_size").asInt();
        if (tokenizer.size() > vocabulary) {
            throw new ModelException("tokenizer: its " + tokenizer.size()
                    + " entries are more than text_config.vocab_size " + vocabulary);
        }
        root.put("image_token_id", tokenizer.id(SpecialToken.IMAGE_PAD));
        root.put("video_token_id", tokenizer.id(SpecialToken.VIDEO_PAD));
        root.put("vision_start_token_id", tokenizer.id(SpecialToken.VISION_START));
        root.put("vision_end_token_id", tokenizer.id(SpecialToken.VISION_END));
        text.put("eos_token_id", tokenizer.id(SpecialToken.IM_END));
        text.put("pad_token_id", tokenizer.id(SpecialToken.END_OF_TEXT));
        int released = vision.get("depth").asInt();
        layers.ifPresent(count -> text.put("num_hidden_layers", count));
        visionLayers.ifPresent(count -> vision.put("depth", count));
        deepstack(vision, released, text.get("num_hidden_layers").asInt());
        return ConfigJson.parse(root);
    }

    private static void deepstack(ObjectNode vision, int released, int textLayers) {
        ArrayNode indexes = (ArrayNode) vision.get("deepstack_visual_indexes");
        int depth = vision.get("depth").asInt();
        List<Integer> kept = indexes.valueStream()
                .map(index -> depth >= released ? index.asInt() : index.asInt() * depth / released)
                .distinct()
                .limit(textLayers)
                .toList();
        indexes.removeAll();
        kept.forEach(indexes::add);
    }

    private ObjectNode released() {
        try (InputStream in = ModelSize.class.getResourceAsStream(label + ".json")) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new ModelException("release/" + label + ".json: cannot be read: " + e.getMessage(), e);
        }
    }

    private static ObjectNode nano(Tokenizer tokenizer) {
        try {
            return (ObjectNode) JSON.readTree(ConfigJson.write(NanoModel.config(tokenizer), ElementType.F32));
        } catch (IOException e) {
            throw new ModelException("nano: " + e.getMessage(), e);
        }
    }

    /** How pictures are prepared for it. */
    public ImageProcessorConfig images(Qwen3VlConfig config) {
        return this == NANO
                ? NanoModel.images(config, NANO_PICTURE)
                : ImageProcessorConfig.of(
                        config.vision().patchSize(),
                        config.vision().temporalPatchSize(),
                        config.vision().mergeSize(),
                        1 << 16,
                        1 << 24);
    }
}
