package io.mindstream.trainer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a training stands, written into every checkpoint beside weights and optimiser.
 *
 * @param version of this file's layout
 * @param run name of the training
 * @param base what it was started from, {@link BaseModel#description()}
 * @param step of the optimiser
 * @param samples trained on, over the whole lineage
 * @param leaseSequence newest lease that the weights contain
 * @param seconds spent training, over the whole lineage
 */
public record TrainerState(
        int version, String run, String base, long step, long samples, long leaseSequence, double seconds) {
    public static final String FILE = "trainer_state.json";
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /**
     * Before the first step.
     *
     * @param leaseSequence where the lineage begins: what was leased before belongs to others
     */
    public static TrainerState start(String run, BaseModel base, long leaseSequence) {
        return new TrainerState(VERSION, run, base.description(), 0, 0, leaseSequence, 0);
    }

    /** After one more step. */
    TrainerState advanced(int trained, long lease, double took) {
        return new TrainerState(version, run, base, step + 1, samples + trained, lease, seconds + took);
    }

    /**
     * @throws IOException naming the file when it cannot be read, or is of another version
     */
    public static TrainerState read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        try {
            TrainerState state = MAPPER.readValue(file.toFile(), TrainerState.class);
            if (state.version != VERSION) {
                throw new IOException(file + ": version: " + state.version + " where " + VERSION + " is known");
            }
            return state;
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": " + e.getOriginalMessage(), e);
        }
    }

    void write(Path directory) throws IOException {
        Files.writeString(
                directory.resolve(FILE), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this));
    }
}
