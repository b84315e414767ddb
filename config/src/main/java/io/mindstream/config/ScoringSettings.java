package io.mindstream.config;

/**
 * @param densityThreshold observations whose total IDS is below it are rejected, 0..1
 * @param turnsAtFullDensity question turns that an observation of IDS 1 gets; fewer in proportion, at least one
 * @param questionChars longest question that is accepted, in characters
 * @param replyChars longest reply that is accepted, in characters
 */
public record ScoringSettings(double densityThreshold, int turnsAtFullDensity, int questionChars, int replyChars) {
    public ScoringSettings {
        Check.that(
                densityThreshold >= 0 && densityThreshold <= 1,
                "scoring.densityThreshold",
                densityThreshold + " is not in 0..1");
        Check.that(turnsAtFullDensity >= 1, "scoring.turnsAtFullDensity", turnsAtFullDensity + " is less than 1");
        Check.that(questionChars >= 1, "scoring.questionChars", questionChars + " is less than 1");
        Check.that(replyChars >= 1, "scoring.replyChars", replyChars + " is less than 1");
    }
}
