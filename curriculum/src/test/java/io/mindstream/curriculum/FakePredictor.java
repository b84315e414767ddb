package io.mindstream.curriculum;

import io.mindstream.samples.QueueState;
import io.mindstream.samples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Says what a test wants, and remembers what it was told. */
final class FakePredictor implements DifficultyPredictor {
    final List<TrainedSample> learnt = new ArrayList<>();
    long turns;
    private final ToDoubleFunction<Sample> difficulty;

    FakePredictor(long turns, ToDoubleFunction<Sample> difficulty) {
        this.turns = turns;
        this.difficulty = difficulty;
    }

    @Override
    public double difficulty(Sample sample) {
        return difficulty.applyAsDouble(sample);
    }

    @Override
    public QueueState.DifficultyVersion version() {
        return new QueueState.DifficultyVersion("fake", turns);
    }

    @Override
    public void learn(List<TrainedSample> trained) {
        learnt.addAll(trained);
    }
}
