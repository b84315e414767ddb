package io.mindstream.model.verify;

import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.SafetensorsFile;
import io.mindstream.model.generate.Prompt;
import io.mindstream.model.image.ImagePatches;
import io.mindstream.model.program.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a reference was given ({@code inputs.safetensors}), as examples: padding may stand on either side, and is left out of them.
 *
 * @param file where it was read
 * @param config of the model
 * @param examples one a row
 * @param slots for each example where its tokens stand in the row
 * @param length of a row, padding included
 * @param labelled whether there are labels
 * @param ids all token ids, padding included
 * @param promptLengths tokens of each row's prompt, empty if there are none
 */
record ReferenceInputs(
        Path file,
        Qwen3VlConfig config,
        List<Example> examples,
        List<int[]> slots,
        int length,
        boolean labelled,
        long[] ids,
        List<Long> promptLengths) {
    private static final Set<String> KNOWN = Set.of(
            "input_ids",
            "attention_mask",
            "mm_token_type_ids",
            "pixel_values",
            "image_grid_thw",
            "labels",
            "prompt_lengths");

    /**
     * @throws ModelException that names the file and the tensor that is missing, unknown, or does not fit the others
     */
    static ReferenceInputs read(Path file, Qwen3VlConfig config) {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            return new Reading(file, tensors, config).inputs();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the reference may have gone on from in a row. {@code prompt_lengths} counts the row's tokens; where padding stands before them,
     * a script may have counted it as well, and then have masked it or not: all three are given, the likeliest first.
     */
    List<Prompt> prompts(int row) {
        if (row >= promptLengths.size()) {
            throw new ModelException(file + ": tensor prompt_lengths: has " + promptLengths.size()
                    + " numbers, but generated has a row " + row);
        }
        int count = Math.toIntExact(promptLengths.get(row));
        Example example = examples.get(row);
        if (count < 1 || count > example.tokens().length) {
            throw new ModelException(file + ": tensor prompt_lengths: " + count + " is not one of the "
                    + example.tokens().length + " tokens of row " + row);
        }
        int padding = slots.get(row)[0];
        List<int[]> starts = new ArrayList<>();
        starts.add(Arrays.copyOf(example.tokens(), count));
        if (padding > 0) {
            if (count > padding) {
                starts.add(Arrays.copyOf(example.tokens(), count - padding));
            }
            long[] whole = Arrays.copyOfRange(ids, row * length, row * length + count);
            starts.add(Arrays.stream(whole).mapToInt(Math::toIntExact).toArray());
        }
        return starts.stream()
                .map(tokens -> new Prompt(tokens, seen(tokens, row)))
                .toList();
    }

    /** The pictures of a row whose tokens are all among its first. */
    private List<ImagePatches> seen(int[] tokens, int row) {
        Example example = examples.get(row);
        List<ImagePatches> images = new ArrayList<>();
        int left = (int) Arrays.stream(tokens)
                .filter(token -> token == config.imageToken())
                .count();
        for (ImagePatches image : example.images()) {
            left -= image.tokens(config.vision().mergeSize());
            if (left >= 0) {
                images.add(image);
            }
        }
        return images;
    }

    /** The work of reading. */
    private static final class Reading {
        private final Path file;
        private final SafetensorsFile tensors;
        private final Qwen3VlConfig config;
        private final int rows;
        private final int length;

        Reading(Path file, SafetensorsFile tensors, Qwen3VlConfig config) {
            this.file = file;
            this.tensors = tensors;
            this.config = config;
            for (String name : tensors.names()) {
                if (!KNOWN.contains(name)) {
                    throw problem(name, name.contains("video") ? "videos are not supported" : "is not known");
                }
            }
            long[] shape = tensors.shape("input_ids");
            if (shape.length != 2) {
                throw problem("input_ids", "has shape " + Arrays.toString(shape) + ", not (rows, length)");
            }
            this.rows = Math.toIntExact(shape[0]);
            this.length = Math.toIntExact(shape[1]);
        }

        ReferenceInputs inputs() {
            long[] ids = tensors.readLongs("input_ids");
            long[] mask = grid("attention_mask", 1);
            long[] labels = grid("labels", Example.IGNORED);
            types(ids, mask);
            List<ImagePatches> images = images();
            List<Example> examples = new ArrayList<>();
            List<int[]> slots = new ArrayList<>();
            int taken = 0;
            for (int row = 0; row < rows; row++) {
                int start = row * length;
                int[] kept = IntStream.range(0, length)
                        .filter(slot -> mask[start + slot] != 0)
                        .toArray();
                if (kept.length == 0) {
                    throw problem("attention_mask", "row " + row + " is nothing but padding");
                }
                int[] tokens = at(ids, start, kept);
                int from = taken;
                taken = take(images, taken, row, tokens);
                examples.add(new Example(tokens, labels(labels, mask, row, kept), images.subList(from, taken)));
                slots.add(kept);
            }
            if (taken < images.size()) {
                throw problem("image_grid_thw", "has " + images.size() + " pictures, but input_ids tokens of " + taken);
            }
            List<Long> prompts = has("prompt_lengths")
                    ? Arrays.stream(tensors.readLongs("prompt_lengths")).boxed().toList()
                    : List.of();
            return new ReferenceInputs(file, config, examples, slots, length, has("labels"), ids, prompts);
        }

        private boolean has(String name) {
            return tensors.names().contains(name);
        }

        /** A tensor as large as {@code input_ids}, or one value everywhere where there is none. */
        private long[] grid(String name, long without) {
            if (!has(name)) {
                long[] values = new long[rows * length];
                Arrays.fill(values, without);
                return values;
            }
            long[] shape = tensors.shape(name);
            if (!Arrays.equals(shape, new long[] {rows, length})) {
                throw problem(name, "has shape " + Arrays.toString(shape) + ", but input_ids " + rows + " x " + length);
            }
            return tensors.readLongs(name);
        }

        /** Where the reference saw pictures: the model looks at the ids only. */
        private void types(long[] ids, long[] mask) {
            if (!has("mm_token_type_ids")) {
                return;
            }
            long[] types = grid("mm_token_type_ids", 0);
            for (int i = 0; i < ids.length; i++) {
                if (types[i] > 1) {
                    throw problem("mm_token_type_ids", types[i] + " at " + i + ": videos are not supported");
                }
                if (mask[i] != 0 && (types[i] == 1) != (ids[i] == config.imageToken())) {
                    throw problem("mm_token_type_ids", types[i] + " at " + i + ", but the token there is " + ids[i]);
                }
            }
        }

        private List<ImagePatches> images() {
            if (!has("image_grid_thw")) {
                if (has("pixel_values")) {
                    throw problem("image_grid_thw", "is missing, but there are pixel_values");
                }
                return List.of();
            }
            long[] grids = tensors.readLongs("image_grid_thw");
            long[] shape = tensors.shape("pixel_values");
            float[] values = tensors.read("pixel_values").values();
            int columns = Math.toIntExact(shape[shape.length - 1]);
            List<ImagePatches> images = new ArrayList<>();
            int at = 0;
            for (int i = 0; i + 2 < grids.length; i += 3) {
                if (grids[i] != 1) {
                    throw problem(
                            "image_grid_thw", grids[i] + " frames in row " + i / 3 + ": videos are not supported");
                }
                int height = Math.toIntExact(grids[i + 1]);
                int width = Math.toIntExact(grids[i + 2]);
                int end = Math.addExact(at, Math.multiplyExact(Math.multiplyExact(height, width), columns));
                if (end > values.length) {
                    throw problem("pixel_values", "has " + shape[0] + " patches, fewer than image_grid_thw asks for");
                }
                images.add(new ImagePatches(Arrays.copyOfRange(values, at, end), height, width));
                at = end;
            }
            if (at < values.length) {
                throw problem("pixel_values", "has " + shape[0] + " patches, more than image_grid_thw asks for");
            }
            return images;
        }

        /** Hands a row the pictures that its image tokens are of; returns how many are taken now. */
        private int take(List<ImagePatches> images, int taken, int row, int[] tokens) {
            long left = Arrays.stream(tokens)
                    .filter(token -> token == config.imageToken())
                    .count();
            int next = taken;
            while (left > 0 && next < images.size()) {
                left -= images.get(next++).tokens(config.vision().mergeSize());
            }
            if (left != 0) {
                throw problem("input_ids", "the image tokens of row " + row + " are not those of whole pictures");
            }
            return next;
        }

        private int[] labels(long[] labels, long[] mask, int row, int[] kept) {
            int start = row * length;
            for (int slot = 1; slot < length; slot++) {
                boolean learnt = labels[start + slot] != Example.IGNORED;
                if (learnt && (mask[start + slot] == 0 || mask[start + slot - 1] == 0)) {
                    throw problem(
                            "labels",
                            labels[start + slot] + " at row " + row + ", place " + slot
                                    + " is padding, or follows padding, and cannot be learnt; -100 is for that");
                }
            }
            return at(labels, start, kept);
        }

        private static int[] at(long[] values, int start, int[] slots) {
            return Arrays.stream(slots)
                    .map(slot -> Math.toIntExact(values[start + slot]))
                    .toArray();
        }

        private ModelException problem(String tensor, String what) {
            return new ModelException(file + ": tensor " + tensor + ": " + what);
        }
    }
}
