package io.mindstream.model.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How pictures are prepared: the part of Hugging Face's {@code preprocessor_config.json} that decides the numbers.
 *
 * @param minPixels smaller pictures are enlarged to at least this many pixels
 * @param maxPixels larger pictures are shrunk to at most this many pixels
 * @param patch side of a patch in pixels
 * @param temporalPatch frames in a patch; a still picture is repeated
 * @param merge side, in patches, of the square that becomes one token
 * @param mean by channel, after rescaling
 * @param std by channel, after rescaling
 * @param rescale what a byte is multiplied by, commonly 1/255
 */
public record ImageProcessorConfig(
        long minPixels,
        long maxPixels,
        int patch,
        int temporalPatch,
        int merge,
        List<Double> mean,
        List<Double> std,
        double rescale) {
    /** Name of the file in a checkpoint directory. */
    public static final String FILE = "preprocessor_config.json";

    private static final int BICUBIC = 3;
    private static final double BYTE = 1.0 / 255.0;
    private static final ObjectMapper JSON = new ObjectMapper();

    public ImageProcessorConfig {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        require(minPixels >= 1, "min_pixels", minPixels, "at least 1");
        require(maxPixels >= minPixels, "max_pixels", maxPixels, "at least min_pixels, which is " + minPixels);
        require(patch >= 1, "patch_size", patch, "at least 1");
        require(temporalPatch >= 1, "temporal_patch_size", temporalPatch, "at least 1");
        require(merge >= 1, "merge_size", merge, "at least 1");
        require(
                maxPixels >= (long) patch * merge * patch * merge,
                "max_pixels",
                maxPixels,
                "at least one merge block of " + patch * merge + " x " + patch * merge);
        require(mean.size() == 3, "image_mean", mean, "three numbers");
        require(std.size() == 3 && std.stream().allMatch(s -> s > 0), "image_std", std, "three positive numbers");
    }

    /** The settings of released Qwen3-VL models, with other sizes: mean and standard deviation 0.5, bytes divided by 255. */
    public static ImageProcessorConfig of(int patch, int temporalPatch, int merge, long minPixels, long maxPixels) {
        List<Double> half = List.of(0.5, 0.5, 0.5);
        return new ImageProcessorConfig(minPixels, maxPixels, patch, temporalPatch, merge, half, half, BYTE);
    }

    /** Sides of resized pictures are multiples of this many pixels. */
    public int block() {
        return patch * merge;
    }

    /**
     * Reads {@code preprocessor_config.json}, of either style: {@code min_pixels} and {@code max_pixels}, or {@code size} with
     * {@code shortest_edge} and {@code longest_edge} (which, in spite of their names, are numbers of pixels).
     *
     * @param file the file, or the directory it is in
     * @throws IOException if there is no such file
     * @throws IllegalArgumentException naming file and field if a setting is missing, wrong or not supported
     */
    public static ImageProcessorConfig read(Path file) throws IOException {
        Path path = Files.isDirectory(file) ? file.resolve(FILE) : file;
        String text = Files.readString(path);
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }

    /** As {@link #read(Path)}, from the file's text. */
    public static ImageProcessorConfig parse(String json) {
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        require(node.path("do_resize").asBoolean(true), "do_resize", false, "true");
        require(node.path("resample").asInt(BICUBIC) == BICUBIC, "resample", node.path("resample"), "3 (bicubic)");
        boolean rescale = node.path("do_rescale").asBoolean(true);
        boolean normalize = node.path("do_normalize").asBoolean(true);
        // Hugging Face lets the older fields win where a file has both.
        return new ImageProcessorConfig(
                pixels(node, "min_pixels", "shortest_edge"),
                pixels(node, "max_pixels", "longest_edge"),
                (int) whole(node, "patch_size"),
                (int) whole(node, "temporal_patch_size"),
                (int) whole(node, "merge_size"),
                normalize ? channels(node, "image_mean") : List.of(0.0, 0.0, 0.0),
                normalize ? channels(node, "image_std") : List.of(1.0, 1.0, 1.0),
                rescale ? node.path("rescale_factor").asDouble(BYTE) : 1.0);
    }

    /** The file's text: both styles of size, so that older and newer transformers read it. */
    public String toJson() {
        ObjectNode node = JSON.createObjectNode();
        node.put("min_pixels", minPixels).put("max_pixels", maxPixels);
        node.putObject("size").put("shortest_edge", minPixels).put("longest_edge", maxPixels);
        node.put("patch_size", patch).put("temporal_patch_size", temporalPatch).put("merge_size", merge);
        mean.forEach(node.putArray("image_mean")::add);
        std.forEach(node.putArray("image_std")::add);
        node.put("do_convert_rgb", true).put("do_resize", true).put("resample", BICUBIC);
        node.put("do_rescale", true).put("rescale_factor", rescale).put("do_normalize", true);
        node.put("image_processor_type", "Qwen2VLImageProcessor").put("processor_class", "Qwen3VLProcessor");
        return node.toPrettyString() + "\n";
    }

    private static long pixels(JsonNode node, String older, String newer) {
        return node.path(older).isNumber() ? whole(node, older) : whole(node.path("size"), newer);
    }

    private static long whole(JsonNode node, String field) {
        JsonNode value = node.path(field);
        require(value.isIntegralNumber(), field, value.isMissingNode() ? "missing" : value, "a whole number");
        return value.asLong();
    }

    private static List<Double> channels(JsonNode node, String field) {
        List<Double> values = new ArrayList<>();
        for (JsonNode value : node.path(field)) {
            require(value.isNumber(), field, value, "a number");
            values.add(value.asDouble());
        }
        return values;
    }

    private static void require(boolean holds, String field, Object value, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException(field + ": is " + value + ", must be " + wanted);
        }
    }
}
