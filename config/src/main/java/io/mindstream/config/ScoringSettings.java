package io.mindstream.config;

/**
 * @param densityThreshold observations whose total IDS is below it are rejected, 0..1
 * @param turnsAtFullDensity question turns that an observation of IDS 1 gets; fewer in proportion, at least one
 */
public record ScoringSettings(double densityThreshold, int turnsAtFullDensity) {
    public ScoringSettings {
        Check.that(
                densityThreshold >= 0 && densityThreshold <= 1,
                "scoring.densityThreshold",
                densityThreshold + " is not in 0..1");
        Check.that(turnsAtFullDensity >= 1, "scoring.turnsAtFullDensity", turnsAtFullDensity + " is less than 1");
    }
}
