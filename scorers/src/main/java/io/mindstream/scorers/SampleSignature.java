package io.mindstream.scorers;

import io.mindstream.samples.Hashes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a near duplicate is recognised by: samples are near when their pictures are near <em>and</em> their dialogues are, so that the
 * same picture may be asked other things.
 *
 * <p>Samples that are near share at least one of their {@link #bands()} (with the probability in {@code docs/duplicates.md}): a store
 * keyed by band holds the signatures to compare with.
 */
public record SampleSignature(PictureSignature picture, DialogueSignature dialogue) {
    /** Keys of each sample. */
    public static final int BANDS = PictureSignature.BANDS;

    /** Bytes of {@link #toBytes()}. */
    public static final int BYTES = 1 + PictureSignature.BYTES + DialogueSignature.BYTES;

    /**
     * {@link #BANDS} different keys, 16 hex digits each, fit for Kafka: a hash of picture band and dialogue key. The same sample
     * has the same keys on every machine.
     */
    public List<String> bands() {
        List<String> pictures = picture.bands();
        List<String> dialogues = dialogue.keys(BANDS);
        List<String> keys = new ArrayList<>(BANDS);
        for (int band = 0; band < BANDS; band++) {
            String key = pictures.get(band) + "|" + dialogues.get(band);
            keys.add(Hashes.sha256Hex(key.getBytes(StandardCharsets.US_ASCII)).substring(0, 16));
        }
        return keys;
    }

    public boolean near(SampleSignature other) {
        return dialogue.near(other.dialogue) && picture.near(other.picture);
    }

    /** For stores and topics; begins with a version byte. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .put((byte) PictureSignature.VERSION)
                .put(picture.toBytes())
                .put(dialogue.toBytes())
                .array();
    }

    /**
     * The inverse of {@link #toBytes()}.
     *
     * @throws IllegalArgumentException when the bytes are no signature of this version
     */
    public static SampleSignature ofBytes(byte[] bytes) {
        if (bytes.length != BYTES || bytes[0] != PictureSignature.VERSION) {
            throw new IllegalArgumentException("sampleSignature: " + bytes.length + " bytes of version "
                    + (bytes.length == 0 ? "none" : bytes[0]) + " where " + BYTES + " of version "
                    + PictureSignature.VERSION + " are due");
        }
        int middle = 1 + PictureSignature.BYTES;
        return new SampleSignature(
                PictureSignature.ofBytes(Arrays.copyOfRange(bytes, 1, middle)),
                DialogueSignature.ofBytes(Arrays.copyOfRange(bytes, middle, BYTES)));
    }
}
