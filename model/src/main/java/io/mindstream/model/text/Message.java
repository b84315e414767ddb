package io.mindstream.model.text;

import java.util.Objects;

/**
 * One message of a conversation.
 *
 * @param text any text; special tokens in it stay text
 * @param pictures number of pictures before the text; only users show pictures
 */
public record Message(Role role, String text, int pictures) {
    /** Who speaks. */
    public enum Role {
        SYSTEM("system"),
        USER("user"),
        ASSISTANT("assistant");

        private final String text;

        Role(String text) {
            this.text = text;
        }

        /** As it stands in the conversation, and in the OpenAI API. */
        public String text() {
            return text;
        }
    }

    public Message {
        Objects.requireNonNull(role, "message.role");
        Objects.requireNonNull(text, "message.text");
        if (pictures < 0 || pictures > 0 && role != Role.USER) {
            throw new IllegalArgumentException(
                    "message.pictures: " + pictures + " in a message of role " + role.text());
        }
    }

    public static Message system(String text) {
        return new Message(Role.SYSTEM, text, 0);
    }

    public static Message user(String text) {
        return new Message(Role.USER, text, 0);
    }

    public static Message user(String text, int pictures) {
        return new Message(Role.USER, text, pictures);
    }

    public static Message assistant(String text) {
        return new Message(Role.ASSISTANT, text, 0);
    }
}
