package io.mindstream.scorers;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is thought of a turn before any outcome is known: rules, written as log-odds of a right reply for single features of
 * {@link DifficultyFeatures}, which add up. They are the weights of the first generation of the model, so outcomes correct them without
 * a switch from one estimator to another.
 *
 * <p>The order follows what a small model learnt from scratch in eleven minutes (colour, counting and extremes early; values and words
 * late), each level of the capability tree adding to the one above; a reply of twice the words costs {@value #PER_DOUBLING}.
 */
final class DifficultyPrior {
    private static final double BIAS = 0.5;
    private static final double PER_DOUBLING = -0.4;

    private DifficultyPrior() {}

    static double bias() {
        return BIAS;
    }

    /** Log-odds by name of feature. */
    static Map<String, Double> logOdds() {
        Map<String, Double> odds = new LinkedHashMap<>();
        odds.put("capability=reasoning", -0.4);
        odds.put("capability=perception/recognition/kind", 0.6);
        odds.put("capability=perception/recognition/object", -0.3);
        odds.put("capability=perception/recognition/entity", -0.9);
        odds.put("capability=perception/colour", 0.5);
        odds.put("capability=perception/counting/filtered", -0.3);
        odds.put("capability=perception/position/absolute", 0.2);
        odds.put("capability=perception/reading", -0.6);
        odds.put("capability=perception/reading/gauge", 0.3);
        odds.put("capability=perception/reading/word", -1.0);
        odds.put("capability=perception/reading/number", -0.6);
        odds.put("capability=perception/reading/chart", -0.6);
        odds.put("capability=perception/description", -1.0);
        odds.put("capability=reasoning/comparison/extremum", 0.7);
        odds.put("capability=reasoning/comparison/pairwise", 0.4);
        odds.put("capability=reasoning/arithmetic", -0.8);
        odds.put("capability=reasoning/knowledge/fact", -0.6);
        odds.put("capability=faithfulness/presence", 0.4);
        for (int doublings = 1; doublings <= 8; doublings++) {
            odds.put("reply=" + doublings, PER_DOUBLING * doublings);
        }
        for (int fifth = 0; fifth < 5; fifth++) {
            odds.put("ids=" + fifth, 0.2 - 0.1 * fifth);
        }
        return odds;
    }
}
