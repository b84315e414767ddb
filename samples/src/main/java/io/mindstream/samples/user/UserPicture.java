package io.mindstream.samples.user;

import java.util.List;
import java.util.Objects;

/**
 * A picture of the user's with what is to be asked of it.
 *
 * @param pixels hash of the pixels: what it is known by
 * @param contentKey decides the split: {@code pixels}, or that of an earlier picture that it hardly differs from
 * @param sha256 of the encoded bytes, its name in the store
 * @param width in pixels
 * @param height in pixels
 * @param size of the encoded bytes
 * @param domain leaf of the domain tree
 * @param vary whether training may show it with its edges cut off a little and a little lighter or darker
 * @param questions at least one
 */
public record UserPicture(
        String pixels,
        String contentKey,
        String sha256,
        int width,
        int height,
        long size,
        String domain,
        boolean vary,
        List<UserQuestion> questions) {
    public UserPicture {
        Objects.requireNonNull(pixels, "picture.pixels");
        Objects.requireNonNull(contentKey, "picture.contentKey");
        Objects.requireNonNull(sha256, "picture.sha256");
        Objects.requireNonNull(domain, "picture.domain");
        questions = List.copyOf(questions);
    }

    /** The same with more questions. */
    UserPicture with(List<UserQuestion> more) {
        List<UserQuestion> all = new java.util.ArrayList<>(questions);
        all.addAll(more);
        return new UserPicture(pixels, contentKey, sha256, width, height, size, domain, vary, all);
    }
}
