package io.mindstream.samples.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Finds the picture that a record names: a path beside the record's file, a data URL, or {@code {"bytes": base64, "path": …}} as
 * {@code datasets} writes it. Nothing is fetched.
 *
 * @param folder that relative paths start from
 */
record PictureResolver(Path folder) {
    RawPicture resolve(JsonNode value) throws BadRecordException {
        if (value.isTextual()) {
            return resolve(value.textValue());
        }
        if (value.isObject()) {
            JsonNode bytes = value.get("bytes");
            if (bytes != null && bytes.isTextual()) {
                return decoded(bytes);
            }
            for (String key : new String[] {"path", "url", "file_name", "image"}) {
                if (value.path(key).isTextual()) {
                    return resolve(value.get(key).textValue());
                }
            }
        }
        throw new BadRecordException("image: neither a path nor bytes");
    }

    private RawPicture resolve(String text) throws BadRecordException {
        if (text.startsWith("data:")) {
            int comma = text.indexOf(',');
            if (comma < 0 || !text.substring(0, comma).endsWith(";base64")) {
                throw new BadRecordException("image: a data URL that is not base64");
            }
            try {
                return new RawPicture.InMemory(Base64.getDecoder().decode(text.substring(comma + 1)));
            } catch (IllegalArgumentException e) {
                throw new BadRecordException("image: a data URL that is not base64: " + e.getMessage());
            }
        }
        if (text.matches("(?i)[a-z][a-z0-9+.-]+://.*")) {
            String scheme = text.substring(0, text.indexOf(':'));
            if (!scheme.equalsIgnoreCase("file")) {
                throw new BadRecordException("image: '" + text + "': pictures are not fetched; download it first");
            }
            text = text.substring("file://".length());
        }
        if (text.isBlank()) {
            throw new BadRecordException("image: empty");
        }
        try {
            return new RawPicture.InFile(folder.resolve(text), text);
        } catch (InvalidPathException e) {
            throw new BadRecordException("image: '" + text + "' is no path");
        }
    }

    private static RawPicture decoded(JsonNode bytes) throws BadRecordException {
        try {
            return new RawPicture.InMemory(bytes.binaryValue());
        } catch (IOException e) {
            throw new BadRecordException("image.bytes: not base64");
        }
    }
}
