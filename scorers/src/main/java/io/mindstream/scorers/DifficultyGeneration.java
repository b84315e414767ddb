package io.mindstream.scorers;

import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import io.mindstream.samples.Hashes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableDataset;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * One version of the difficulty model, immutable. It was made from its parent by one pass over some turns, and its provenance names the
 * parent; generation 0 is {@link DifficultyPrior}.
 */
final class DifficultyGeneration {
    /** Of features and layout; a model of another version is not read. */
    static final int VERSION = 1;

    private static final String RIGHT = "right";
    private static final String WRONG = "wrong";
    private static final double RATE = 0.02;
    private static final LabelFactory LABELS = new LabelFactory();
    /** Held, since the level that is set would be forgotten with the logger. Tribuo logs two lines at INFO for every training. */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo.common.sgd.AbstractSGDTrainer");

    static {
        TRIBUO.setLevel(Level.WARNING);
    }

    private final LinearSGDModel model;
    private final long number;
    private final String parent;
    private final long turns;
    private final String id;

    private DifficultyGeneration(LinearSGDModel model, long number, String parent, long turns) {
        this.model = model;
        this.number = number;
        this.parent = parent;
        this.turns = turns;
        this.id = number + "-" + hash(model);
    }

    /** The rules, before any outcome. */
    static DifficultyGeneration prior() {
        double[] ones = new double[DifficultyFeatures.BUCKETS];
        Arrays.fill(ones, 1);
        String[] all = IntStream.range(0, ones.length)
                .mapToObj(DifficultyGeneration::name)
                .toArray(String[]::new);
        MutableDataset<Label> domain =
                new MutableDataset<>(new SimpleDataSourceProvenance("every bucket and label once", LABELS), LABELS);
        domain.add(new ArrayExample<>(new Label(RIGHT), all, ones));
        domain.add(new ArrayExample<>(new Label(WRONG), all, ones));

        DenseMatrix weights = new DenseMatrix(2, ones.length + 1);
        Map<Integer, Double> logOdds = new LinkedHashMap<>();
        DifficultyPrior.logOdds()
                .forEach((feature, odds) -> logOdds.merge(
                        domain.getFeatureIDMap().getID(name(DifficultyFeatures.bucket(feature))), odds, Double::sum));
        logOdds.put(ones.length, DifficultyPrior.bias());
        int right = domain.getOutputIDInfo().getID(new Label(RIGHT));
        logOdds.forEach((id, odds) -> {
            weights.set(right, id, odds / 2);
            weights.set(1 - right, id, -odds / 2);
        });
        return trained(domain, new LinearParameters(weights), 0, 0, "none", 0);
    }

    /** One pass over turns that came after those of this generation. */
    DifficultyGeneration learn(List<Seen> seen) {
        List<Example<Label>> examples = new ArrayList<>(seen.size());
        seen.forEach(turn -> examples.add(example(turn.features(), new Label(turn.correct() ? RIGHT : WRONG))));
        ImmutableDataset<Label> dataset = new ImmutableDataset<>(
                new ListDataSource<>(examples, LABELS, new SimpleDataSourceProvenance("outcomes", LABELS)),
                model,
                false);
        return trained(
                dataset, (LinearParameters) model.getModelParameters(), 1, number + 1, id(), turns + seen.size());
    }

    /** Probability that a turn with these features is answered rightly. */
    double right(int[] features) {
        return model.predict(example(features, LABELS.getUnknownOutput()))
                .getOutputScores()
                .get(RIGHT)
                .getScore();
    }

    /** {@code number-hash}, the hash being that of the weights: equal for equal models. */
    String id() {
        return id;
    }

    String parent() {
        return parent;
    }

    /** Turns that this generation and those before it have learnt from. */
    long turns() {
        return turns;
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            model.serializeToStream(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The inverse of {@link #toBytes()}.
     *
     * @throws IOException when the bytes are no difficulty model of this version
     */
    static DifficultyGeneration ofBytes(byte[] bytes) throws IOException {
        try {
            Model<?> read = Model.deserializeFromStream(new ByteArrayInputStream(bytes));
            Map<String, Object> run = new LinkedHashMap<>();
            read.getProvenance()
                    .getInstanceProvenance()
                    .forEach(pair -> run.put(pair.getA(), ((PrimitiveProvenance<?>) pair.getB()).getValue()));
            if (!(read instanceof LinearSGDModel model)
                    || !Long.valueOf(VERSION).equals(run.get("version"))) {
                throw new IOException("a " + read.getName() + " with " + run + ", not of version " + VERSION);
            }
            return new DifficultyGeneration(
                    model, (Long) run.get("generation"), (String) run.get("parent"), (Long) run.get("turns"));
        } catch (IOException | RuntimeException e) {
            // Tribuo reports broken content by various runtime exceptions.
            throw new IOException("difficulty model: cannot be read: " + e.getMessage(), e);
        }
    }

    private static DifficultyGeneration trained(
            Dataset<Label> dataset, LinearParameters start, int epochs, long number, String parent, long turns) {
        Map<String, Provenance> run = new LinkedHashMap<>();
        run.put("version", new LongProvenance("version", VERSION));
        run.put("generation", new LongProvenance("generation", number));
        run.put("parent", new StringProvenance("parent", parent));
        run.put("turns", new LongProvenance("turns", turns));
        LinearSGDModel model = new WarmStartTrainer(start, RATE, epochs, number).train(dataset, run);
        return new DifficultyGeneration(model, number, parent, turns);
    }

    private static String hash(LinearSGDModel model) {
        DenseMatrix weights = ((LinearParameters) model.getModelParameters()).getWeightMatrix();
        int[] shape = weights.getShape();
        ByteBuffer bytes = ByteBuffer.allocate(shape[0] * shape[1] * Double.BYTES);
        for (int row = 0; row < shape[0]; row++) {
            for (int column = 0; column < shape[1]; column++) {
                bytes.putDouble(weights.get(row, column));
            }
        }
        return Hashes.sha256Hex(bytes.array()).substring(0, 12);
    }

    private static Example<Label> example(int[] features, Label label) {
        String[] names = new String[features.length];
        double[] ones = new double[features.length];
        for (int i = 0; i < features.length; i++) {
            names[i] = name(features[i]);
            ones[i] = 1;
        }
        return new ArrayExample<>(label, names, ones);
    }

    private static String name(int bucket) {
        return "b" + bucket;
    }

    /**
     * A turn and how it went.
     *
     * @param features of {@link DifficultyFeatures}
     */
    record Seen(int[] features, boolean correct) {}
}
