package io.mindstream.model.verify;

import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.SafetensorsFile;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.generate.Prompt;
import io.mindstream.model.generate.Sampling;
import io.mindstream.model.generate.TorchGenerator;
import io.mindstream.model.program.Activations;
import io.mindstream.model.program.AdamWStep;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.TorchModelProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds a checkpoint against numbers that another implementation computed from it, in 32 bits: {@code inputs.safetensors} is what both are
 * given, {@code expected.safetensors} what comes out. What is computed depends on what is expected: positions and vision features, logits
 * (at padding too), loss, gradients, the loss after one AdamW step, greedy tokens.
 *
 * <p>Logits go through the pass that sees padding anywhere; loss, gradients, step and tokens through those of training and of generation,
 * with the padding cut off.
 */
public final class Verification {
    public static final String INPUTS = "inputs.safetensors";
    public static final String EXPECTED = "expected.safetensors";

    private static final double OUTPUT = 2e-4;
    private static final double LOSS = 1e-5;
    private static final double GRADIENT = 1e-3;
    private static final double AFTER_STEP = 1e-4;
    /** As the reference steps: all parameters decay, nothing is clipped. */
    private static final AdamWStep STEP =
            new AdamWStep(1e-3, 1e-3, 0.9, 0.95, 1e-8, 0.1, Double.POSITIVE_INFINITY, true);

    private final CheckpointDirectory checkpoint;
    private final Path expectedFile;
    private final Qwen3VlConfig config;
    private final ReferenceInputs inputs;
    private final SafetensorsFile expected;
    private final Map<Expectation, List<String>> names;
    private final List<Comparison> comparisons = new ArrayList<>();

    private Verification(Path directory, SafetensorsFile expected, Map<Expectation, List<String>> names) {
        this.checkpoint = new CheckpointDirectory(directory);
        this.expectedFile = directory.resolve(EXPECTED);
        this.expected = expected;
        this.names = names;
        Qwen3VlConfig read = checkpoint.config();
        boolean balanced = names.containsKey(Expectation.BALANCE);
        this.config =
                read.withText(read.text().withExperts(read.text().experts().balanced(balanced)));
        this.inputs = ReferenceInputs.read(directory.resolve(INPUTS), config);
    }

    /**
     * Runs all of it.
     *
     * @param directory a checkpoint in Hugging Face layout with the two files beside it
     * @return one comparison for each tensor that is expected
     * @throws ModelException if a file is missing or not what it should be, or a tensor is expected that is not known; names them
     */
    public static List<Comparison> run(Path directory) {
        for (String name : List.of(CheckpointDirectory.CONFIG, INPUTS, EXPECTED)) {
            if (!Files.isRegularFile(directory.resolve(name))) {
                throw new ModelException(directory.resolve(name) + ": no such file");
            }
        }
        Path file = directory.resolve(EXPECTED);
        try (SafetensorsFile expected = SafetensorsFile.open(file)) {
            Map<Expectation, List<String>> names = new TreeMap<>();
            for (String name : expected.names()) {
                names.computeIfAbsent(Expectation.of(name, file), kind -> new ArrayList<>())
                        .add(name);
            }
            if (names.isEmpty()) {
                throw new ModelException(file + ": holds no tensors");
            }
            return new Verification(directory, expected, names).compare();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Comparison> compare() throws IOException {
        if (has(Expectation.LOSS) || has(Expectation.GRADIENT) || has(Expectation.STEP)) {
            if (!inputs.labelled()) {
                throw new ModelException(inputs.file() + ": no tensor labels, but " + expectedFile + " has a loss");
            }
        }
        Batch spread = Batch.spread(inputs.examples(), inputs.slots(), inputs.length(), config);
        if (has(Expectation.POSITIONS)) {
            long[] positions = longs(Expectation.POSITIONS, 3, spread.size(), spread.length());
            comparisons.add(Comparison.identical(name(Expectation.POSITIONS), spread.positions(), positions));
        }
        if (names.keySet().stream().anyMatch(kind -> kind != Expectation.POSITIONS && kind != Expectation.GENERATED)) {
            try (var weights = checkpoint.weights();
                    TorchModelProgram program = new TorchModelProgram(config, weights, Precision.FLOAT32, 0)) {
                forward(program, spread);
                train(program, spread);
            }
        }
        if (has(Expectation.GENERATED)) {
            try (var weights = checkpoint.weights();
                    TorchGenerator generator = new TorchGenerator(endless(), weights, Precision.FLOAT32, 0)) {
                generate(generator);
            }
        }
        return comparisons;
    }

    private void forward(TorchModelProgram program, Batch spread) {
        if (!has(Expectation.MERGED)
                && !has(Expectation.DEEPSTACK)
                && !has(Expectation.LOGITS)
                && !has(Expectation.BALANCE)) {
            return;
        }
        Activations found = program.activations(spread);
        if (has(Expectation.MERGED)) {
            largest(Expectation.MERGED, found.merged(), OUTPUT);
        }
        for (String name : names.getOrDefault(Expectation.DEEPSTACK, List.of())) {
            int index = Integer.parseInt(name.substring(name.lastIndexOf('.') + 1));
            FloatTensor feature = index < found.deepstack().size()
                    ? found.deepstack().get(index)
                    : new FloatTensor(new long[] {0}, new float[0]);
            comparisons.add(Comparison.largest(name, feature, expected.read(name), OUTPUT));
        }
        if (has(Expectation.LOGITS)) {
            largest(Expectation.LOGITS, found.logits(), OUTPUT);
        }
        if (has(Expectation.BALANCE)) {
            number(Expectation.BALANCE, found.balanceLoss(), LOSS);
        }
    }

    private void train(TorchModelProgram program, Batch spread) {
        if (!has(Expectation.LOSS) && !has(Expectation.GRADIENT) && !has(Expectation.STEP)) {
            return;
        }
        Batch batch = Batch.collate(inputs.examples(), config, 1);
        double loss = program.forwardBackward(batch).loss() + balance(program, spread);
        if (has(Expectation.LOSS)) {
            number(Expectation.LOSS, loss, LOSS);
        }
        if (has(Expectation.GRADIENT)) {
            gradients(program.gradients());
        }
        if (has(Expectation.STEP)) {
            program.apply(STEP);
            number(Expectation.STEP, program.evaluate(batch).loss() + balance(program, spread), AFTER_STEP);
        }
    }

    /** What the load balancing loss adds to the loss. */
    private double balance(TorchModelProgram program, Batch spread) {
        double weight = config.text().experts().balanceWeight();
        return weight == 0 ? 0 : weight * program.activations(spread).balanceLoss();
    }

    private void gradients(Weights found) {
        double squares = 0;
        for (String name : names.get(Expectation.GRADIENT)) {
            String parameter = name.substring("grad.".length());
            if (!found.names().contains(parameter)) {
                throw new ModelException(expectedFile + ": tensor " + name + ": the model has no such parameter");
            }
            squares += Math.pow(Comparison.norm(expected.read(name)), 2);
        }
        for (String name : names.get(Expectation.GRADIENT)) {
            FloatTensor gradient = found.read(name.substring("grad.".length()));
            comparisons.add(Comparison.gradient(name, gradient, expected.read(name), GRADIENT, Math.sqrt(squares)));
        }
    }

    private void generate(TorchGenerator generator) {
        String name = name(Expectation.GENERATED);
        long[] shape = expected.shape(name);
        if (shape.length != 2) {
            throw new ModelException(expectedFile + ": tensor " + name + ": has shape " + Arrays.toString(shape)
                    + ", not (rows, tokens)");
        }
        long[] wanted = expected.readLongs(name);
        int columns = Math.toIntExact(shape[1]);
        long[] found = new long[wanted.length];
        for (int row = 0; row < shape[0]; row++) {
            long[] tokens = Arrays.copyOfRange(wanted, row * columns, (row + 1) * columns);
            System.arraycopy(said(generator, row, tokens), 0, found, row * columns, columns);
        }
        comparisons.add(Comparison.identical(name, found, wanted));
    }

    /** What the model says to the prompt that explains the reference's tokens, or else to the likeliest one. */
    private long[] said(TorchGenerator generator, int row, long[] wanted) {
        long[] first = null;
        for (Prompt prompt : inputs.prompts(row)) {
            int[] reply = generator
                    .generate(List.of(prompt), Sampling.greedy(wanted.length))
                    .get(0)
                    .tokens();
            long[] tokens = Arrays.stream(reply).asLongStream().toArray();
            if (Arrays.equals(tokens, wanted)) {
                return tokens;
            }
            first = first == null ? tokens : first;
        }
        return first;
    }

    /** The model without stop tokens: the reference's last token may be one, but it need not be one of config.json's. */
    private Qwen3VlConfig endless() {
        return config.withStopTokens(List.of());
    }

    private boolean has(Expectation kind) {
        return names.containsKey(kind);
    }

    private String name(Expectation kind) {
        return names.get(kind).get(0);
    }

    private long[] longs(Expectation kind, long... shape) {
        String name = name(kind);
        if (!Arrays.equals(expected.shape(name), shape)) {
            throw new ModelException(expectedFile + ": tensor " + name + ": has shape "
                    + Arrays.toString(expected.shape(name)) + " instead of " + Arrays.toString(shape));
        }
        return expected.readLongs(name);
    }

    private void largest(Expectation kind, FloatTensor found, double tolerance) {
        comparisons.add(Comparison.largest(name(kind), found, expected.read(name(kind)), tolerance));
    }

    /** A tensor of one element. */
    private void number(Expectation kind, double found, double tolerance) {
        FloatTensor wanted = expected.read(name(kind));
        comparisons.add(
                wanted.values().length == 1
                        ? new Comparison(
                                name(kind),
                                "difference from " + wanted.values()[0],
                                Math.abs(found - wanted.values()[0]),
                                tolerance)
                        : Comparison.largest(
                                name(kind),
                                new FloatTensor(new long[] {1}, new float[] {(float) found}),
                                wanted,
                                tolerance));
    }
}
