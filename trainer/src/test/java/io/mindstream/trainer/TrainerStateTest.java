package io.mindstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.config.ProfileLoader;
import io.mindstream.config.TrainerSettings;
import io.mindstream.curriculum.Curriculum;
import io.mindstream.model.ModelException;
import io.mindstream.trainer.publish.CheckpointStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerStateTest {
    @TempDir
    Path dir;

    @Test
    void whatIsReadBackIsExactlyWhatWasWrittenAndGoesOnTheSame() throws IOException {
        TrainerState state = TrainerState.start("run", new BaseModel.Nano(64, 1), 41);
        for (int step = 0; step < 1000; step++) {
            state = state.advanced(step % 7 == 0 ? 31 : 32, 42 + step, 0.1 + step / 3e5);
        }
        state.write(dir);

        TrainerState read = TrainerState.read(dir);

        assertThat(read).isEqualTo(state);
        assertThat(read.step()).isEqualTo(1000);
        assertThat(read.samples()).isEqualTo(32_000 - 143);
        assertThat(read.leaseSequence()).isEqualTo(1041);
        assertThat(read.base()).isEqualTo("nano");
        assertThat(read.advanced(32, 1042, 0.3)).isEqualTo(state.advanced(32, 1042, 0.3));
    }

    @Test
    void anotherVersionIsRefusedByName() throws IOException {
        new TrainerState(2, "run", "nano", 0, 0, 0, 0).write(dir);

        assertThatIOException().isThrownBy(() -> TrainerState.read(dir)).withMessageContaining("version: 2");
    }

    @Test
    void aBaseThatWasAskedForMustBeTheOneThatTheRunWasStartedFrom() throws IOException {
        Path first = Files.createDirectory(dir.resolve("first"));
        Path second = Files.createDirectory(dir.resolve("second"));
        TrainerState state = TrainerState.start("run", new BaseModel.Released(first), 0);
        new CheckpointStore(dir.resolve("checkpoints"), "run", 1).write(7, state::write);

        assertThatIOException()
                .isThrownBy(() -> loop(new BaseModel.Released(second)).run())
                .withMessageStartingWith("--base " + second + ": run run in ")
                .withMessageContaining("was started from " + first + "; use another --dir");
        // The same by another name, and nothing asked for: both get past that check to the model's files, of which
        // there are none here.
        for (BaseModel base :
                List.of(new BaseModel.Released(dir.resolve("second/../first")), new BaseModel.Nano(64, 1))) {
            assertThatThrownBy(() -> loop(base).run())
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("step-0000000007");
        }
    }

    private TrainingLoop loop(BaseModel base) {
        TrainerSettings settings = new ProfileLoader().defaults().trainer();
        Curriculum none = run -> {
            throw new AssertionError("opened the queue");
        };
        return new TrainingLoop(settings, "run", base, dir.resolve("checkpoints"), none, null, Clock.systemUTC());
    }
}
