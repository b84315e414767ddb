package io.mindstream.samples;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a model is trained on: pictures, one to three turns about them, how to check the replies, label, density, provenance. Immutable.
 * How difficult it is changes while the model learns, so difficulty lives in the queue's index and not here.
 *
 * @param id see {@link #id(List, List)}
 * @param images in the order in which the first user turn shows them
 * @param turns the dialogue; no turn may answer another turn
 * @param label one leaf of each tree; the capability is that of the first turn
 * @param ids density of the observation
 * @param stages which parts of the curriculum it may serve
 * @param provenance where it came from
 */
public record Sample(
        String id,
        List<ImageRef> images,
        List<Turn> turns,
        Label label,
        Ids ids,
        Set<Stage> stages,
        Provenance provenance) {
    public Sample {
        Objects.requireNonNull(id, "sample.id");
        images = List.copyOf(images);
        turns = List.copyOf(turns);
        stages = Set.copyOf(stages);
        Objects.requireNonNull(label, "sample.label");
        Objects.requireNonNull(ids, "sample.ids");
        Objects.requireNonNull(provenance, "sample.provenance");
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("sample.turns: empty");
        }
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("sample.stages: empty");
        }
    }

    /** A sample under its content's own id. */
    public static Sample of(
            List<ImageRef> images, List<Turn> turns, Label label, Ids ids, Set<Stage> stages, Provenance provenance) {
        return new Sample(id(images, turns), images, turns, label, ids, stages, provenance);
    }

    /**
     * Hash of the pictures, messages and answers: 32 hex digits (128 bits of SHA-256). Pictures count by their encoded bytes, which our
     * encoder makes canonically (same pixels, same bytes).
     */
    public static String id(List<ImageRef> images, List<Turn> turns) {
        MessageDigest digest = Hashes.sha256();
        for (ImageRef image : images) {
            field(digest, image.sha256());
        }
        for (Turn turn : turns) {
            field(digest, turn.question());
            field(digest, turn.reply());
            field(digest, turn.answer().canonical());
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    /**
     * What the queue holds it under: its label, or in the leaf's place the open branch of the domain tree ({@code L1/L2/*}) that its request
     * was debited from.
     */
    public Label branch() {
        return RequestId.parse(provenance.requestId())
                .map(request -> new Label(request.label().domain(), label.capability()))
                .orElse(label);
    }

    public Split split() {
        return Split.of(provenance.contentKey());
    }

    private static void field(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
