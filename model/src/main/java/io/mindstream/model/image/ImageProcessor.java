package io.mindstream.model.image;

/**
 * Turns pictures into what Qwen3-VL's vision tower reads: resize, normalise, cut into patches. Gives the numbers of Hugging Face
 * transformers' Qwen2VLImageProcessor with Pillow. Immutable; may be used by several threads.
 */
public final class ImageProcessor {
    /** Longer strips than this are refused, as they are by Hugging Face. */
    private static final int MAX_ASPECT = 200;

    private final ImageProcessorConfig config;
    /** Normalised value by channel and byte: there are only 768 of them. */
    private final float[][] normalised = new float[3][256];

    public ImageProcessor(ImageProcessorConfig config) {
        this.config = config;
        for (int channel = 0; channel < 3; channel++) {
            for (int value = 0; value < 256; value++) {
                normalised[channel][value] =
                        (float) ((value * config.rescale() - config.mean().get(channel))
                                / config.std().get(channel));
            }
        }
    }

    public ImageProcessorConfig config() {
        return config;
    }

    /**
     * Prepares a picture.
     *
     * @throws PictureException if one side is more than 200 times the other
     */
    public ImagePatches process(Picture picture) {
        Size size = size(picture.width(), picture.height());
        boolean fits = size.width == picture.width() && size.height == picture.height();
        return patches(fits ? picture : BicubicResize.resize(picture, size.width, size.height));
    }

    /**
     * Number of tokens that a picture of this size takes in the text.
     *
     * @throws PictureException if one side is more than 200 times the other
     */
    public int tokens(int width, int height) {
        Size size = size(width, height);
        return size.height / config.block() * (size.width / config.block());
    }

    /** Width and height in pixels. */
    record Size(int width, int height) {}

    /**
     * The size that a picture is brought to ({@code smart_resize} of Qwen2-VL): sides are multiples of the merge block, the number of
     * pixels lies within the limits, the aspect ratio is kept as closely as that allows.
     */
    Size size(int width, int height) {
        if (Math.max(width, height) > (long) MAX_ASPECT * Math.min(width, height)) {
            throw new PictureException("picture: " + width + " x " + height + " pixels; one side may be at most "
                    + MAX_ASPECT + " times the other");
        }
        int block = config.block();
        // Python rounds halves to even, as rint does.
        long w = (long) Math.rint((double) width / block) * block;
        long h = (long) Math.rint((double) height / block) * block;
        double pixels = (double) width * height;
        if (w * h > config.maxPixels()) {
            double beta = Math.sqrt(pixels / config.maxPixels());
            w = Math.max(block, (long) Math.floor(width / beta / block) * block);
            h = Math.max(block, (long) Math.floor(height / beta / block) * block);
        } else if (w * h < config.minPixels()) {
            double beta = Math.sqrt(config.minPixels() / pixels);
            w = (long) Math.ceil(width * beta / block) * block;
            h = (long) Math.ceil(height * beta / block) * block;
        }
        return new Size(Math.toIntExact(w), Math.toIntExact(h));
    }

    private ImagePatches patches(Picture picture) {
        int patch = config.patch();
        int merge = config.merge();
        int gridHeight = picture.height() / patch;
        int gridWidth = picture.width() / patch;
        float[] values = new float[3 * config.temporalPatch() * picture.width() * picture.height()];
        int out = 0;
        for (int blockY = 0; blockY < gridHeight; blockY += merge) {
            for (int blockX = 0; blockX < gridWidth; blockX += merge) {
                for (int y = blockY; y < blockY + merge; y++) {
                    for (int x = blockX; x < blockX + merge; x++) {
                        out = patch(picture, x * patch, y * patch, values, out);
                    }
                }
            }
        }
        return new ImagePatches(values, gridHeight, gridWidth);
    }

    /** Writes one row: channel, frame, y, x. */
    private int patch(Picture picture, int left, int top, float[] values, int start) {
        int patch = config.patch();
        int area = patch * patch;
        byte[] rgb = picture.rgb();
        int out = start;
        for (int channel = 0; channel < 3; channel++) {
            float[] table = normalised[channel];
            int frame = out;
            for (int y = 0; y < patch; y++) {
                int in = 3 * ((top + y) * picture.width() + left) + channel;
                for (int x = 0; x < patch; x++, in += 3) {
                    values[out++] = table[rgb[in] & 0xff];
                }
            }
            for (int t = 1; t < config.temporalPatch(); t++, out += area) {
                System.arraycopy(values, frame, values, out, area);
            }
        }
        return out;
    }
}
