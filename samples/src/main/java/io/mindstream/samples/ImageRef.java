package io.mindstream.samples;

import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A picture by the hash of its encoded bytes; the bytes travel along when they are few and sit in the content-addressed store otherwise.
 *
 * @param sha256 of the encoded bytes, 64 lower-case hex digits
 * @param width in pixels
 * @param height in pixels
 * @param size of the encoded bytes
 * @param inline the encoded bytes (PNG, JPEG), or null when {@code uri} says where they are
 * @param uri where the bytes are, or null when they are {@code inline}
 */
public record ImageRef(String sha256, int width, int height, long size, byte[] inline, URI uri) {
    /** The largest picture that travels inside a record, in bytes. */
    public static final int MAX_INLINE = 64 * 1024;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public ImageRef {
        Objects.requireNonNull(sha256, "image.sha256");
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("image.sha256: '" + sha256 + "' is not 64 hex digits");
        }
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "image.width, image.height: " + width + " x " + height + " is not a picture");
        }
        if ((inline == null) == (uri == null)) {
            throw new IllegalArgumentException("image: exactly one of inline and uri is needed");
        }
        if (inline != null && (inline.length > MAX_INLINE || inline.length != size)) {
            throw new IllegalArgumentException("image.inline: " + inline.length + " bytes where " + size
                    + " are named and " + MAX_INLINE + " allowed");
        }
    }

    /** A picture that travels with its record. */
    public static ImageRef inline(byte[] encoded, int width, int height) {
        return new ImageRef(Hashes.sha256Hex(encoded), width, height, encoded.length, encoded, null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageRef that
                && sha256.equals(that.sha256)
                && width == that.width
                && height == that.height
                && size == that.size
                && Arrays.equals(inline, that.inline)
                && Objects.equals(uri, that.uri);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }

    @Override
    public String toString() {
        return "ImageRef[" + sha256.substring(0, 12) + ", " + width + "x" + height + ", " + size + " bytes"
                + (uri == null ? "" : ", " + uri) + "]";
    }
}
