package io.mindstream.serve.engine;

import io.mindstream.serve.chat.ApiError;
import io.mindstream.serve.chat.ApiException;
import java.util.OptionalInt;

/** How long a reply may get. */
final class LengthLimit {
    private LengthLimit() {}

    /**
     * @param prompt tokens of the prompt
     * @param wanted what the client asked for
     * @param most {@code serve.maxNewTokens}
     * @param length the model's
     * @return tokens, at least 1
     * @throws ApiException when prompt and reply do not fit into the model's length
     */
    static int of(int prompt, OptionalInt wanted, int most, int length) {
        if (prompt >= length) {
            throw new ApiException(ApiError.tooLong(
                    "messages", prompt + " tokens leave no room for a reply within the model's length of " + length));
        }
        if (wanted.isPresent() && prompt + wanted.getAsInt() > length) {
            throw new ApiException(ApiError.tooLong(
                    "max_tokens",
                    wanted.getAsInt() + " and the prompt's " + prompt + " are more than the model's length of "
                            + length));
        }
        return wanted.orElse(Math.min(most, length - prompt));
    }
}
