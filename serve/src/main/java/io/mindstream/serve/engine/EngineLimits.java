package io.mindstream.serve.engine;

import io.mindstream.config.ServeSettings;

/**
 * @param queue requests that may wait
 * @param waitingBytes memory that their pictures and texts may take together; one request alone may take more
 * @param maxNewTokens most tokens of a reply
 */
public record EngineLimits(int queue, long waitingBytes, int maxNewTokens) {
    /** Eight requests of the largest size. */
    public static EngineLimits of(ServeSettings settings) {
        return new EngineLimits(settings.queue(), 8L * settings.maxRequestBytes(), settings.maxNewTokens());
    }
}
