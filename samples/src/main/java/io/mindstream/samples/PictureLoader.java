package io.mindstream.samples;

import io.mindstream.samples.store.ImageStore;
import java.io.IOException;

/** Where a picture's encoded bytes come from. */
@FunctionalInterface
public interface PictureLoader {
    /**
     * The encoded bytes: those that travel with the record as they are, stored ones after they were held against their hash.
     *
     * @throws IOException when they cannot be had; the message says where they should have been
     */
    byte[] load(ImageRef ref) throws IOException;

    /** Pictures that travel with their records, and those in an {@link ImageStore} whose folder this machine has. */
    static PictureLoader local() {
        return ref -> ref.inline() != null ? ref.inline() : ImageStore.read(ref);
    }
}
