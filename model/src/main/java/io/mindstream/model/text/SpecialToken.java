package io.mindstream.model.text;

/** The tokens that carry the structure of a conversation. No text that a user types is ever encoded as one of them. */
public enum SpecialToken {
    /** Ends a document; also used for padding. */
    END_OF_TEXT("<|endoftext|>"),
    /** Starts a message; the role follows. */
    IM_START("<|im_start|>"),
    /** Ends a message, and so a reply. */
    IM_END("<|im_end|>"),
    VISION_START("<|vision_start|>"),
    VISION_END("<|vision_end|>"),
    /** Place of one merged patch of a picture. */
    IMAGE_PAD("<|image_pad|>"),
    /** Place of one merged patch of a video. */
    VIDEO_PAD("<|video_pad|>");

    private final String text;

    SpecialToken(String text) {
        this.text = text;
    }

    /** How {@code tokenizer.json} names it. */
    public String text() {
        return text;
    }
}
