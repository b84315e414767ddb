package io.mindstream.serve.chat;

import java.util.List;
import java.util.OptionalInt;

/**
 * A request for a reply, checked.
 *
 * @param model what the client asked for; empty for whichever is current
 * @param messages the last one is the user's
 * @param maxTokens most tokens of the reply, where the client said so
 * @param stop strings that end the reply and are not part of it
 * @param logprobs whether the log-probability of each token is wanted
 * @param stream whether the reply is to come as it is made; on a WebSocket it always does
 * @param includeUsage whether a streamed reply ends with its usage
 */
public record ChatRequest(
        String model,
        List<ChatMessage> messages,
        OptionalInt maxTokens,
        Sampling sampling,
        List<String> stop,
        boolean logprobs,
        boolean stream,
        boolean includeUsage) {
    public ChatRequest {
        messages = List.copyOf(messages);
        stop = List.copyOf(stop);
    }

    /** Memory that its pictures and texts take, about. */
    public long bytes() {
        long bytes = 0;
        for (ChatMessage message : messages) {
            bytes += 2L * message.text().length();
            for (ChatMessage.AttachedPicture picture : message.pictures()) {
                bytes += picture.file().length;
            }
        }
        return bytes;
    }
}
