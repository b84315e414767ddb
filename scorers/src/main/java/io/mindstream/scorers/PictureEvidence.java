package io.mindstream.scorers;

import io.mindstream.samples.ImageRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What is known of a picture when it is judged: its bytes, and what they decode to.
 *
 * @param ref as the record names it
 * @param bytes encoded
 * @param picture decoded, or empty
 * @param problem why there is no picture; empty where there is one
 */
record PictureEvidence(ImageRef ref, byte[] bytes, Optional<DecodedPicture> picture, String problem) {
    /** The largest picture that is decoded, in pixels: a few bytes of PNG can ask for gigabytes. */
    static final long MAX_PIXELS = 4096L * 4096;

    static PictureEvidence of(ImageRef ref, byte[] bytes) {
        Optional<DecodedPicture> plain = PlainPng.decode(bytes, MAX_PIXELS);
        if (plain.isPresent()) {
            return new PictureEvidence(ref, bytes, plain, "");
        }
        try {
            return new PictureEvidence(ref, bytes, Optional.of(decode(bytes)), "");
        } catch (IOException | RuntimeException e) {
            // ImageIO's readers throw runtime exceptions on some broken files.
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            return new PictureEvidence(ref, bytes, Optional.empty(), message);
        }
    }

    private static DecodedPicture decode(byte[] bytes) throws IOException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IOException("neither PNG nor JPEG nor any other known format");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MAX_PIXELS) {
                    throw new IOException(reader.getWidth(0) + " x " + reader.getHeight(0) + " is more than "
                            + MAX_PIXELS + " pixels");
                }
                return DecodedPicture.of(reader.read(0));
            } finally {
                reader.dispose();
            }
        }
    }
}
