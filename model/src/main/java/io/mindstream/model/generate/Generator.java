package io.mindstream.model.generate;

import io.mindstream.model.checkpoint.Qwen3VlConfig;
import java.util.List;

/**
 * A model that answers.
 *
 * <p>Not safe for use by several threads at once. Use it from one thread for as long as it lives, since native thread pools belong to
 * the calling thread.
 */
public interface Generator extends AutoCloseable {
    /** The model. */
    Qwen3VlConfig config();

    /**
     * Answers all prompts together; lengths may differ.
     *
     * @return replies in the order of the prompts
     * @throws io.mindstream.model.ModelException if tokens and pictures of a prompt do not fit, or it is too long; names it
     */
    List<Reply> generate(List<Prompt> prompts, Sampling sampling, TokenListener listener);

    /** As above, listening to nothing. */
    default List<Reply> generate(List<Prompt> prompts, Sampling sampling) {
        return generate(prompts, sampling, TokenListener.NONE);
    }

    @Override
    void close();
}
