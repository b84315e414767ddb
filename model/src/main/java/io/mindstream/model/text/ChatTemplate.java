package io.mindstream.model.text;

import io.mindstream.model.text.ChatTokens.Span;
import io.mindstream.model.text.Message.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Qwen's chat format (ChatML) in tokens, with Qwen3-VL's pictures: {@code <|im_start|>user\n}, for each picture
 * {@code <|vision_start|>}, one {@code <|image_pad|>} for each merged patch and {@code <|vision_end|>}, then the text and
 * {@code <|im_end|>\n}. For text without special tokens the ids are those that transformers makes of its rendered template.
 *
 * <p>May be used by several threads.
 */
public final class ChatTemplate {
    private final Tokenizer tokenizer;
    private final int[] newline;
    private final int[] assistant;

    public ChatTemplate(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        newline = tokenizer.encode("\n");
        // Encoded apart from the reply, so that a prompt is always the beginning of the conversation it leads to.
        assistant = tokenizer.encode(Role.ASSISTANT.text() + "\n");
    }

    /**
     * A whole conversation, to be trained on.
     *
     * @param pictures tokens that each picture takes, over all messages, in order
     * @param limit most tokens
     * @throws ConversationTooLongException if there are more tokens than that
     * @throws IllegalArgumentException if no message is the assistant's, a system message is not the first, or the messages do not name
     *     as many pictures as are given
     */
    public ChatTokens conversation(List<Message> messages, List<Integer> pictures, int limit) {
        if (messages.stream().noneMatch(message -> message.role() == Role.ASSISTANT)) {
            throw new IllegalArgumentException("messages: none is the assistant's");
        }
        return render(messages, pictures, limit, false);
    }

    /**
     * A conversation that the assistant is to answer.
     *
     * @param limit most tokens, without the reply
     * @throws ConversationTooLongException if there are more tokens than that
     * @throws IllegalArgumentException if the last message is not the user's, or as for {@link #conversation}
     */
    public ChatTokens prompt(List<Message> messages, List<Integer> pictures, int limit) {
        if (messages.isEmpty() || messages.get(messages.size() - 1).role() != Role.USER) {
            throw new IllegalArgumentException("messages: the last one must be the user's");
        }
        return render(messages, pictures, limit, true);
    }

    private ChatTokens render(List<Message> messages, List<Integer> pictures, int limit, boolean prompt) {
        check(messages, pictures);
        TokenList tokens = new TokenList();
        List<Span> replies = new ArrayList<>();
        int picture = 0;
        for (Message message : messages) {
            tokens.add(tokenizer.id(SpecialToken.IM_START));
            if (message.role() == Role.ASSISTANT) {
                tokens.add(assistant);
                int start = tokens.size;
                tokens.add(tokenizer.encode(message.text()));
                replies.add(new Span(start, tokens.size + 1));
            } else {
                List<Integer> shown = pictures.subList(picture, picture += message.pictures());
                question(tokens, message, shown);
            }
            tokens.add(tokenizer.id(SpecialToken.IM_END));
            tokens.add(newline);
        }
        if (prompt) {
            tokens.add(tokenizer.id(SpecialToken.IM_START));
            tokens.add(assistant);
        }
        if (tokens.size > limit) {
            int inPictures = pictures.stream().mapToInt(Integer::intValue).sum();
            throw new ConversationTooLongException(tokens.size, inPictures, limit);
        }
        return new ChatTokens(tokens.toArray(), replies);
    }

    private void question(TokenList tokens, Message message, List<Integer> pictures) {
        String role = message.role().text() + "\n";
        if (pictures.isEmpty()) {
            // In one piece, as a text that starts with white space merges with the line break before it.
            tokens.add(tokenizer.encode(role + message.text()));
            return;
        }
        tokens.add(tokenizer.encode(role));
        for (int patches : pictures) {
            tokens.add(tokenizer.id(SpecialToken.VISION_START));
            tokens.repeat(tokenizer.id(SpecialToken.IMAGE_PAD), patches);
            tokens.add(tokenizer.id(SpecialToken.VISION_END));
        }
        tokens.add(tokenizer.encode(message.text()));
    }

    private static void check(List<Message> messages, List<Integer> pictures) {
        int named = 0;
        for (int i = 0; i < messages.size(); i++) {
            named += messages.get(i).pictures();
            if (i > 0 && messages.get(i).role() == Role.SYSTEM) {
                throw new IllegalArgumentException("messages[" + i + "].role: a system message must be the first");
            }
        }
        if (named != pictures.size()) {
            throw new IllegalArgumentException(
                    "messages: they name " + named + " pictures, and " + pictures.size() + " are given");
        }
    }

    /** Ids in a growing array. */
    private static final class TokenList {
        private int[] ids = new int[256];
        private int size;

        void add(int... more) {
            reserve(more.length);
            System.arraycopy(more, 0, ids, size, more.length);
            size += more.length;
        }

        void repeat(int id, int times) {
            reserve(times);
            Arrays.fill(ids, size, size + times, id);
            size += times;
        }

        private void reserve(int more) {
            if (size + more > ids.length) {
                ids = Arrays.copyOf(ids, Math.max(2 * ids.length, size + more));
            }
        }

        int[] toArray() {
            return Arrays.copyOf(ids, size);
        }
    }
}
