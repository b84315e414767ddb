package io.mindstream.model.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MuonIT {
    private static final double RATE = 1e-3;
    private static final AdamWStep STEP = new AdamWStep(RATE, RATE, 0.9, 0.95, 1e-4, 0, 1, false);

    private final Reference reference = new Reference();
    private final ParameterLayout layout = new ParameterLayout(reference.config());

    @Test
    void everyMatrixTakesAnOrthogonalStepOfAdamWsSize() throws Exception {
        Weights before;
        Weights after;
        try (TorchModelProgram program = program(Precision.FLOAT32, 1, Optimizer.MUON)) {
            before = program.weights();
            train(program, 1);
            after = program.weights();
        }
        int checked = 0;
        for (String name : layout.names()) {
            if (layout.group(name).hidden()) {
                for (double[][] move :
                        moves(name, before.read(name).values(), after.read(name).values())) {
                    double size = 0.2 * RATE * Math.sqrt(Math.max(move.length, move[0].length));
                    // Not the smallest singular value too: a few tokens' gradient does not have full rank.
                    assertThat(largestSingularValue(move) / size).as(name).isBetween(0.6, 1.3);
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(30);
    }

    /** Queries, keys and values are matrices of their own, and so is what a merger does to each patch. */
    private List<double[][]> moves(String name, float[] before, float[] after) {
        int width = (int) layout.shape(name)[1];
        int rows = (int) layout.shape(name)[0] / layout.above(name);
        int columns = width / layout.beside(name);
        List<double[][]> moves = new ArrayList<>();
        for (int top = 0; top < layout.above(name) * rows; top += rows) {
            for (int left = 0; left < width; left += columns) {
                double[][] move = new double[rows][columns];
                for (int row = 0; row < rows; row++) {
                    for (int column = 0; column < columns; column++) {
                        int at = (top + row) * width + left + column;
                        move[row][column] = after[at] - before[at];
                    }
                }
                moves.add(move);
            }
        }
        return moves;
    }

    /** By power iteration. */
    private static double largestSingularValue(double[][] matrix) {
        double[] vector = new double[matrix[0].length];
        Arrays.fill(vector, 1);
        vector[0] = 2;
        double squared = 0;
        for (int i = 0; i < 100; i++) {
            double[] next = new double[vector.length];
            for (double[] row : matrix) {
                double product = 0;
                for (int column = 0; column < row.length; column++) {
                    product += row[column] * vector[column];
                }
                for (int column = 0; column < row.length; column++) {
                    next[column] += row[column] * product;
                }
            }
            squared = Math.sqrt(Arrays.stream(next).map(value -> value * value).sum());
            for (int column = 0; column < next.length; column++) {
                vector[column] = next[column] / squared;
            }
        }
        return Math.sqrt(squared);
    }

    @Test
    void workersShareTheWorkAndChangeNothing() throws Exception {
        try (TorchModelProgram alone = program(Precision.FLOAT32, 1, Optimizer.MUON);
                TorchModelProgram beside = program(Precision.FLOAT32, 3, Optimizer.MUON)) {
            train(alone, 2);
            train(beside, 2);
            Reference.same(beside.weights(), alone.weights(), 1e-5);
        }
    }

    @Test
    void goesOnFromItsOwnStateAndFromAdamWsButAdamWNotFromIts() throws Exception {
        try (TorchModelProgram muon = program(Precision.FLOAT32, 1, Optimizer.MUON);
                TorchModelProgram adamW = program(Precision.FLOAT32, 1, Optimizer.ADAMW)) {
            train(muon, 2);
            train(adamW, 1);
            Weights state = muon.optimizerState();
            Weights weights = muon.weights();
            train(muon, 2);
            try (TorchModelProgram resumed = new TorchModelProgram(
                    reference.config(),
                    weights,
                    TrainingOptions.plain(Precision.FLOAT32, 1).withOptimizer(Optimizer.MUON))) {
                resumed.restoreOptimizer(state);
                train(resumed, 2);
                assertThat(resumed.steps()).isEqualTo(4);
                Reference.same(resumed.weights(), muon.weights(), 0);
                resumed.restoreOptimizer(adamW.optimizerState());
                assertThat(resumed.steps()).isEqualTo(1);
            }
            assertThatThrownBy(() -> adamW.restoreOptimizer(state))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("exp_avg_sq.model")
                    .hasMessageContaining("Muon");
        }
    }

    private TorchModelProgram program(Precision precision, int workers, Optimizer optimizer) throws Exception {
        try (StoredWeights weights = reference.checkpoint().weights()) {
            return new TorchModelProgram(
                    reference.config(),
                    weights,
                    TrainingOptions.plain(precision, 1).withWorkers(workers).withOptimizer(optimizer));
        }
    }

    private void train(TorchModelProgram program, int steps) throws Exception {
        Batch batch = Batch.collate(List.copyOf(reference.examples()), reference.config(), 1);
        for (int i = 0; i < steps; i++) {
            program.forwardBackward(batch);
            program.apply(STEP);
        }
    }
}
