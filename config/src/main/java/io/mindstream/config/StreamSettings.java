package io.mindstream.config;

/**
 * @param threads of Kafka Streams in one process
 * @param commitInterval milliseconds between commits; a record passes one topology in about this time
 * @param requestTtl milliseconds after which a request that has not ended is given up and its budget returned
 */
public record StreamSettings(int threads, int commitInterval, int requestTtl) {
    public StreamSettings {
        Check.that(threads >= 1, "stream.threads", threads + " is less than 1");
        Check.that(commitInterval >= 10, "stream.commitInterval", commitInterval + " ms is less than 10");
        Check.that(requestTtl >= 1000, "stream.requestTtl", requestTtl + " ms is less than 1000");
    }
}
