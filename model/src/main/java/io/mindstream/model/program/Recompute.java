package io.mindstream.model.program;

/** What a training pass keeps of its way forwards for its way backwards. */
public enum Recompute {
    /** All that the gradient needs: fastest. */
    NONE,
    /**
     * The input of each text layer and vision block, which is run again when its turn comes backwards (Chen et al. 2016, "Training deep nets
     * with sublinear memory cost"). Each layer's gradients are added up as soon as they are there, and logits are there for some rows at a
     * time, so that the memory of a pass is that of one layer and of the inputs. Costs about a third more time.
     */
    LAYER;

    /**
     * The one that a profile or a command names.
     *
     * @param name {@code none} or {@code layer}
     * @throws IllegalArgumentException for any other
     */
    public static Recompute named(String name) {
        return switch (name) {
            case "none" -> NONE;
            case "layer" -> LAYER;
            default -> throw new IllegalArgumentException("recompute: '" + name + "' is none of none, layer");
        };
    }
}
