package io.mindstream.samples.imports;

import io.mindstream.samples.pictures.PictureReader;
import io.mindstream.samples.pictures.UnreadablePictureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A picture as a record has it, not read yet. */
public sealed interface RawPicture {
    /**
     * Reads it.
     *
     * @throws UnreadablePictureException with the reason, when it gives no picture
     * @throws IOException when the disk fails
     */
    PictureReader.Read read(PictureReader reader) throws UnreadablePictureException, IOException;

    /**
     * A file of its own.
     *
     * @param name as the record has it; empty where the record is nothing but this file
     */
    record InFile(Path file, String name) implements RawPicture {
        @Override
        public PictureReader.Read read(PictureReader reader) throws UnreadablePictureException, IOException {
            String which = name.isEmpty() ? "" : "picture '" + name + "': ";
            if (!Files.isRegularFile(file)) {
                throw new UnreadablePictureException(which + "no such file");
            }
            try {
                return reader.read(file);
            } catch (UnreadablePictureException e) {
                throw new UnreadablePictureException(which + e.getMessage());
            } catch (NoSuchFileException e) {
                throw new UnreadablePictureException(which + "no such file");
            }
        }
    }

    /** Bytes that stand in the record or archive itself. */
    record InMemory(byte[] bytes) implements RawPicture {
        @Override
        public PictureReader.Read read(PictureReader reader) throws UnreadablePictureException {
            return reader.read(bytes);
        }
    }
}
