package io.mindstream.scorers;

import io.mindstream.samples.ImageRef;
import java.io.IOException;

/** Where a picture's encoded bytes come from. */
@FunctionalInterface
public interface PictureLoader {
    /**
     * The encoded bytes, as they are: whether they match the hash is for the caller to judge.
     *
     * @throws IOException when they cannot be had; the message says where they should have been
     */
    byte[] load(ImageRef ref) throws IOException;

    /** Pictures that travel with their records; any other cannot be had. */
    static PictureLoader inlineOnly() {
        return ref -> {
            if (ref.inline() == null) {
                throw new IOException("image.uri: no picture store is connected, so " + ref.uri() + " cannot be read");
            }
            return ref.inline();
        };
    }
}
