package io.mindstream.samples.exports;

import io.mindstream.samples.ImageRef;
import io.mindstream.samples.PictureLoader;
import java.io.IOException;

/**
 * A picture to be written.
 *
 * @param extension {@code png} or {@code jpg}, by its content
 */
record PictureFile(String sha256, String extension, byte[] bytes) {
    static PictureFile of(ImageRef image) throws IOException {
        byte[] bytes = PictureLoader.local().load(image);
        boolean png = bytes.length > 1 && bytes[1] == 'P';
        return new PictureFile(image.sha256(), png ? "png" : "jpg", bytes);
    }
}
