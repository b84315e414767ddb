package io.mindstream.serve.chat;

import java.util.List;
import java.util.Objects;

/**
 * One message of a request.
 *
 * @param text of all its text parts, joined without a separator
 * @param pictures in order; the model sees them before the text, wherever they stood between its parts
 */
public record ChatMessage(Role role, String text, List<AttachedPicture> pictures) {
    /** Who speaks. OpenAI's {@code developer} is read as {@link #SYSTEM}. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /**
     * A picture as it was sent.
     *
     * @param file content of a PNG or JPEG file, not decoded yet
     * @param field where it stood in the request, for messages about it
     */
    public record AttachedPicture(byte[] file, String field) {}

    public ChatMessage {
        Objects.requireNonNull(role, "message.role");
        Objects.requireNonNull(text, "message.text");
        pictures = List.copyOf(pictures);
    }

    public static ChatMessage user(String text, AttachedPicture... pictures) {
        return new ChatMessage(Role.USER, text, List.of(pictures));
    }
}
