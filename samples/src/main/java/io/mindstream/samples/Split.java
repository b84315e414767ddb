package io.mindstream.samples;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where a scene belongs. Decided by a key of the scene's content, never by the seed alone: two seeds that draw the same scene land in
 * the same split. Controllers may look at {@link #PROBE}; only reports look at {@link #TEST}.
 */
public enum Split {
    TRAIN,
    PROBE,
    TEST;

    /** Of 1000 scene keys this many are test scenes, and this many probe scenes. */
    private static final int TEST_PER_MILLE = 100;

    private static final int PROBE_PER_MILLE = 50;

    /**
     * The split of a scene.
     *
     * @param contentKey the canonical description of what is seen, prefixed by its source (see {@link Observation#contentKey()})
     */
    public static Split of(String contentKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(contentKey.getBytes(StandardCharsets.UTF_8));
            int bits = (digest[0] & 0xff) << 16 | (digest[1] & 0xff) << 8 | digest[2] & 0xff;
            int bucket = (int) ((long) bits * 1000 >>> 24);
            return bucket < TEST_PER_MILLE ? TEST : bucket < TEST_PER_MILLE + PROBE_PER_MILLE ? PROBE : TRAIN;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
