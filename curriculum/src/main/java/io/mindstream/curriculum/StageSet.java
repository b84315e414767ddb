package io.mindstream.curriculum;

import io.mindstream.samples.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Stages as bits, by ordinal.
 *
 * @param bits bit n stands for the stage of ordinal n
 */
record StageSet(byte bits) {
    static StageSet of(Collection<Stage> stages) {
        int bits = 0;
        for (Stage stage : stages) {
            bits |= 1 << stage.ordinal();
        }
        return new StageSet((byte) bits);
    }

    /** In order of declaration. */
    List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            if ((bits & 1 << stage.ordinal()) != 0) {
                stages.add(stage);
            }
        }
        return stages;
    }

    /** Whether this is the stage under which a sample is counted when every sample shall count once. */
    boolean countsUnder(int ordinal) {
        return Integer.numberOfTrailingZeros(bits) == ordinal;
    }
}
