package io.mindstream.model.program;

import ai.djl.pytorch.engine.PtNDArray;
import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.engine.ScriptCall;
import io.mindstream.model.image.ImagePatches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Examples padded on the right to one length, as plain Java arrays: it can be made on any thread while the engine is busy. Pictures of
 * one grid are put together. Immutable by convention: nobody writes to the arrays.
 */
public final class Batch {
    private final int size;
    private final int length;
    private final int[] lengths;
    private final int[] nextPositions;
    private final long[] ids;
    private final long[] positions;
    private final List<PictureGroup> pictures;
    /** For each merged square of all groups, in their order, its token's index in {@code size x length}. */
    private final long[] imageRows;

    /** Indices in {@code size x length} of what is no padding. */
    private final long[] tokenRows;

    /** For each label the index in {@code size x length} of the token that predicts it, the one before its own. */
    private final long[] labelRows;

    private final long[] targets;
    private final float[] labelWeights;

    private Batch(
            int size,
            int length,
            int[] lengths,
            int[] nextPositions,
            long[] ids,
            long[] positions,
            List<PictureGroup> pictures,
            long[] imageRows,
            long[] tokenRows,
            long[] labelRows,
            long[] targets,
            float[] labelWeights) {
        this.size = size;
        this.length = length;
        this.lengths = lengths;
        this.nextPositions = nextPositions;
        this.ids = ids;
        this.positions = positions;
        this.pictures = pictures;
        this.imageRows = imageRows;
        this.tokenRows = tokenRows;
        this.labelRows = labelRows;
        this.targets = targets;
        this.labelWeights = labelWeights;
    }

    /**
     * Pads examples to a common length.
     *
     * @param examples at least one
     * @param config of the model that will read them
     * @param multiple the length is rounded up to a multiple of this, so that few different shapes occur; 1 for none
     * @throws ModelException that names the example if its tokens, labels or pictures do not fit the model
     */
    public static Batch collate(List<Example> examples, Qwen3VlConfig config, int multiple) {
        if (examples.isEmpty() || multiple < 1) {
            throw new IllegalArgumentException("batch: " + examples.size() + " examples, multiple " + multiple);
        }
        int longest = examples.stream().mapToInt(e -> e.tokens().length).max().orElseThrow();
        int length = (longest + multiple - 1) / multiple * multiple;
        List<int[]> slots = examples.stream()
                .map(e -> IntStream.range(0, e.tokens().length).toArray())
                .toList();
        return new Collation(examples, slots, config, length).batch();
    }

    /**
     * Lays examples out with padding anywhere, as a tokenizer's {@code attention_mask} has it. Only {@link ModelProgram#activations} takes
     * such a batch: training and generation see padding on the right alone.
     *
     * @param slots for each example the index of each of its tokens in {@code length}, rising
     * @throws ModelException as {@link #collate}
     */
    public static Batch spread(List<Example> examples, List<int[]> slots, int length, Qwen3VlConfig config) {
        return new Collation(examples, slots, config, length).batch();
    }

    /**
     * Cuts examples into parts of about equal cost, in their order, and pads each by itself. Examples in order of length need the least
     * padding.
     *
     * @param parts most parts; there are fewer where there are fewer examples
     */
    public static List<Batch> parts(List<Example> examples, Qwen3VlConfig config, int multiple, int parts) {
        double total = examples.stream().mapToDouble(Batch::cost).sum();
        List<Batch> batches = new ArrayList<>();
        int from = 0;
        double passed = 0;
        for (int i = 0; i < examples.size(); i++) {
            passed += cost(examples.get(i));
            boolean last = i + 1 == examples.size();
            // A part ends where the next example would lie mostly behind its share of the whole.
            boolean full = !last && passed + cost(examples.get(i + 1)) / 2 > total * (batches.size() + 1) / parts;
            if (last || full && batches.size() + 1 < parts) {
                batches.add(collate(examples.subList(from, i + 1), config, multiple));
                from = i + 1;
            }
        }
        return batches;
    }

    /** In tokens: a patch passes a tower of about half the text's weight. */
    private static double cost(Example example) {
        int patches = example.images().stream().mapToInt(ImagePatches::rows).sum();
        return example.tokens().length + patches / 2.0;
    }

    /** Examples. */
    public int size() {
        return size;
    }

    /** Tokens of each row, padding included. */
    public int length() {
        return length;
    }

    /** Tokens of all rows, padding not counted. */
    public int tokens() {
        return Arrays.stream(lengths).sum();
    }

    /** Labels of all rows: how many numbers a {@link StepResult} holds. */
    public int labels() {
        return targets.length;
    }

    /** @throws ModelException if there are none: nothing can be learnt */
    void requireLabels() {
        if (targets.length == 0) {
            throw new ModelException("batch: none of its " + size + " examples has a label");
        }
    }

    /** The sum of all labels' weights: the part of a larger batch that this one is. */
    public double weight() {
        double sum = 0;
        for (float weight : labelWeights) {
            sum += weight;
        }
        return sum;
    }

    /** The row of the i-th label, which is the index of its example. Labels go example by example, left to right. */
    public int labelExample(int label) {
        return (int) (labelRows[label] / length);
    }

    /** The index within its example of the token that the i-th label stands at. */
    public int labelIndex(int label) {
        return (int) (labelRows[label] % length) + 1;
    }

    /** Tokens of one row, padding not counted. */
    public int length(int row) {
        return lengths[row];
    }

    /** The position, on all three axes, of the token that would follow the row's last. */
    public int nextPosition(int row) {
        return nextPositions[row];
    }

    /** {@code 3 x size x length} rotary positions: time, height, width; 0 at padding. */
    public long[] positions() {
        return positions.clone();
    }

    /** Adds the script's arguments {@code ids, positions, pictures, image_rows, tokens}. */
    public void pass(ScriptCall call) {
        call.tensor(ids, size, length).tensor(positions, 3, size, length);
        List<PtNDArray> arrays = new ArrayList<>();
        for (PictureGroup group : pictures) {
            GridGeometry geometry = group.geometry();
            int patches = group.patches();
            arrays.add(call.create(
                    group.values(), group.pictures(), patches, group.values().length / group.pictures() / patches));
            arrays.add(call.create(geometry.taps(), patches, 4));
            arrays.add(call.create(geometry.tapWeights(), patches, 4));
            arrays.add(call.create(geometry.coordinates(), patches, 2));
        }
        call.tensors(arrays).tensor(imageRows, imageRows.length).tensor(tokenRows, tokenRows.length);
    }

    /** Adds the script's argument {@code kept}. */
    void passKept(ScriptCall call) {
        long[] kept = new long[ids.length];
        for (long row : tokenRows) {
            kept[(int) row] = 1;
        }
        call.tensor(kept, size, length);
    }

    /**
     * The order in which the vision tower's tokens stand in the batch, row by row: pictures of one grid go through it together, so its own
     * order is another.
     */
    int[] imageOrder() {
        return IntStream.range(0, imageRows.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> imageRows[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Adds the script's arguments {@code label_rows, targets}. */
    void passLabels(ScriptCall call) {
        call.tensor(labelRows, labelRows.length).tensor(targets, targets.length);
    }

    /** Adds the script's argument {@code weights}, which are 1 in sum. */
    void passWeights(ScriptCall call) {
        float[] shares = new float[labelWeights.length];
        double sum = weight();
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) (labelWeights[i] / sum);
        }
        call.tensor(shares, shares.length);
    }

    /** The work of collating, with the arrays under way. */
    private static final class Collation {
        private record Placed(ImagePatches image, int row) {}

        private final List<Example> examples;
        private final List<int[]> slots;
        private final Qwen3VlConfig config;
        private final int length;
        private final long[] ids;
        private final long[] positions;
        private final Map<List<Integer>, List<Placed>> byGrid = new LinkedHashMap<>();
        private final int[] lengths;
        private final int[] nextPositions;
        private final long[] labelRows;
        private final long[] targets;
        private final float[] labelWeights;
        private final long[] tokenRows;
        private int tokens;
        private int labels;

        Collation(List<Example> examples, List<int[]> slots, Qwen3VlConfig config, int length) {
            this.examples = examples;
            this.slots = slots;
            this.config = config;
            this.length = length;
            int cells = Math.multiplyExact(examples.size(), length);
            this.ids = new long[cells];
            this.positions = new long[Math.multiplyExact(3, cells)];
            this.lengths = new int[examples.size()];
            this.nextPositions = new int[examples.size()];
            this.tokenRows = new long[cells];
            this.labelRows = new long[cells];
            this.targets = new long[cells];
            this.labelWeights = new float[cells];
        }

        Batch batch() {
            Arrays.fill(ids, config.padToken());
            for (int row = 0; row < examples.size(); row++) {
                try {
                    add(row, examples.get(row));
                } catch (ModelException e) {
                    throw new ModelException("examples[" + row + "]: " + e.getMessage(), e);
                }
            }
            List<PictureGroup> groups = new ArrayList<>();
            List<Long> imageRows = new ArrayList<>();
            for (List<Placed> group : byGrid.values()) {
                groups.add(PictureGroup.of(group.stream().map(Placed::image).toList(), config.vision()));
                for (Placed placed : group) {
                    int count = placed.image().tokens(config.vision().mergeSize());
                    for (int k = 0; k < count; k++) {
                        imageRows.add((long) placed.row() + k);
                    }
                }
            }
            return new Batch(
                    examples.size(),
                    length,
                    lengths,
                    nextPositions,
                    ids,
                    positions,
                    List.copyOf(groups),
                    imageRows.stream().mapToLong(Long::longValue).toArray(),
                    Arrays.copyOf(tokenRows, tokens),
                    Arrays.copyOf(labelRows, labels),
                    Arrays.copyOf(targets, labels),
                    Arrays.copyOf(labelWeights, labels));
        }

        private void add(int row, Example example) {
            RopeIndex index = RopeIndex.of(example.tokens(), example.images(), config);
            lengths[row] = example.tokens().length;
            nextPositions[row] = index.next();
            int start = row * length;
            int cells = ids.length;
            for (int i = 0; i < example.tokens().length; i++) {
                int cell = start + slots.get(row)[i];
                tokenRows[tokens++] = cell;
                ids[cell] = example.tokens()[i];
                positions[cell] = index.time()[i];
                positions[cells + cell] = index.height()[i];
                positions[2 * cells + cell] = index.width()[i];
                int label = example.labels()[i];
                if (i > 0 && label != Example.IGNORED) {
                    if (label < 0 || label >= config.text().vocabSize()) {
                        throw new ModelException("labels[" + i + "]: " + label + " is outside of the vocabulary of "
                                + config.text().vocabSize());
                    }
                    if (!(example.weights()[i] > 0)) {
                        throw new ModelException("weights[" + i + "]: " + example.weights()[i] + " is not above 0");
                    }
                    labelRows[labels] = cell - 1;
                    labelWeights[labels] = example.weights()[i];
                    targets[labels++] = label;
                }
            }
            for (int i = 0; i < example.images().size(); i++) {
                ImagePatches image = example.images().get(i);
                byGrid.computeIfAbsent(List.of(image.gridHeight(), image.gridWidth()), grid -> new ArrayList<>())
                        .add(new Placed(image, start + slots.get(row)[index.imageStarts()[i]]));
            }
        }
    }
}
