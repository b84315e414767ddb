package io.mindstream.config;

/**
 * @param host address to listen on
 * @param port to listen on; 0 for any that is free
 * @param threads of the server's native operations
 * @param maxNewTokens most tokens of one reply
 * @param maxRequestBytes largest body or frame
 * @param maxPixels largest picture, width times height
 * @param queue requests that may wait; more are refused
 */
public record ServeSettings(
        String host, int port, int threads, int maxNewTokens, int maxRequestBytes, int maxPixels, int queue) {
    public ServeSettings {
        Check.that(host != null && !host.isBlank(), "serve.host", "empty");
        Check.that(port >= 0 && port <= 65535, "serve.port", port + " is not in 0..65535");
        Check.that(threads >= 1, "serve.threads", threads + " is less than 1");
        Check.that(maxNewTokens >= 1, "serve.maxNewTokens", maxNewTokens + " is less than 1");
        Check.that(maxRequestBytes >= 1024, "serve.maxRequestBytes", maxRequestBytes + " is less than 1024");
        Check.that(maxPixels >= 1024, "serve.maxPixels", maxPixels + " is less than 1024");
        Check.that(queue >= 1, "serve.queue", queue + " is less than 1");
    }
}
