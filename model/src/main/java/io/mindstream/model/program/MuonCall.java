package io.mindstream.model.program;

import ai.djl.pytorch.jni.IValue;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.engine.Script;
import io.mindstream.model.engine.ScriptCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Hidden matrices of one shape and one learning rate, which one call of the script moves: as one stack they cost far fewer kernels than
 * one by one.
 */
final class MuonCall implements AutoCloseable {
    private static final double MOMENTUM = 0.95;

    private final Kind kind;
    private final IValue parameters;
    private final IValue gradients;
    private final IValue means;

    private MuonCall(
            Kind kind,
            List<String> names,
            NativeParameters parameters,
            NativeParameters gradients,
            NativeParameters means) {
        this.kind = kind;
        this.parameters = parameters.list(names);
        this.gradients = gradients.list(names);
        this.means = means.list(names);
    }

    /** What the matrices of one call have in common; parameters of equal shape may be stacks of different heights. */
    private record Kind(boolean vision, long rows, long columns, int beside, long matrices) {
        static Kind of(String name, ParameterLayout layout) {
            long[] shape = layout.shape(name);
            int beside = layout.beside(name);
            long columns = shape[shape.length - 1] / beside;
            long rows = shape[shape.length - 2] / layout.above(name);
            return new Kind(
                    layout.group(name).vision(), rows, columns, beside, FloatTensor.elements(shape) / (rows * columns));
        }

        /** Multiplications of one iteration for one parameter. */
        double cost() {
            double narrow = Math.min(rows, columns);
            return matrices * narrow * narrow * (2.0 * Math.max(rows, columns) + narrow);
        }
    }

    /**
     * All hidden matrices that are trained, shared out among threads so that the busiest has as little as possible.
     *
     * @param ways threads
     * @return for each thread its calls
     */
    static List<List<MuonCall>> shared(
            ParameterLayout layout,
            Predicate<String> trained,
            int ways,
            NativeParameters parameters,
            NativeParameters gradients,
            NativeParameters means) {
        List<Map<Kind, List<String>>> shares = new ArrayList<>();
        for (int way = 0; way < ways; way++) {
            shares.add(new LinkedHashMap<>());
        }
        double[] load = new double[ways];
        layout.names().stream()
                .filter(name -> layout.group(name).hidden() && trained.test(name))
                .sorted(Comparator.comparingDouble(
                        name -> -Kind.of(name, layout).cost()))
                .forEach(name -> {
                    Kind kind = Kind.of(name, layout);
                    int way = lightest(load);
                    load[way] += kind.cost();
                    shares.get(way)
                            .computeIfAbsent(kind, any -> new ArrayList<>())
                            .add(name);
                });
        return shares.stream()
                .map(share -> share.entrySet().stream()
                        .map(entry -> new MuonCall(entry.getKey(), entry.getValue(), parameters, gradients, means))
                        .toList())
                .toList();
    }

    private static int lightest(double[] load) {
        int lightest = 0;
        for (int way = 1; way < load.length; way++) {
            if (load[way] < load[lightest]) {
                lightest = way;
            }
        }
        return lightest;
    }

    void run(Script script, AdamWStep step, double shrink) {
        try (ScriptCall call = script.call()) {
            call.shared(parameters)
                    .shared(gradients)
                    .shared(means)
                    .integer(kind.rows)
                    .integer(kind.columns)
                    .integer(kind.beside)
                    .number(kind.vision ? step.visionRate() : step.learningRate())
                    .number(MOMENTUM)
                    .number(step.weightDecay())
                    .number(shrink)
                    .run("muon")
                    .close();
        }
    }

    @Override
    public void close() {
        parameters.close();
        gradients.close();
        means.close();
    }
}
