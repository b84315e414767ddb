package io.mindstream.config;

/**
 * @param size width and height of drawn pictures, in pixels; a multiple of the model's patch times merge size
 */
public record PictureSettings(int size) {
    public PictureSettings {
        Check.that(size >= 32 && size <= 2048, "picture.size", size + " is not in 32..2048");
    }
}
