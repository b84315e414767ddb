package io.mindstream.samples;

/**
 * The information density score of an observation: how much there is to ask about. Four dimensions after MindGPT-4ov (subject
 * diversity, spatial relations, OCR text richness, world knowledge), each in 0..1, and a total in 0..1.
 *
 * <p>The paper names the dimensions but gives no formula; ours stands in the scorers' documentation and carries a version, since the
 * same request must give the same score.
 *
 * @param version of the formula or estimator that made the score
 */
public record Ids(double subjects, double relations, double text, double knowledge, double total, int version) {
    public Ids {
        requireUnit("subjects", subjects);
        requireUnit("relations", relations);
        requireUnit("text", text);
        requireUnit("knowledge", knowledge);
        requireUnit("total", total);
    }

    private static void requireUnit(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("ids." + field + ": " + value + " is not in 0..1");
        }
    }
}
