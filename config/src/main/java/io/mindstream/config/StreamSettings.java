package io.mindstream.config;

/**
 * @param threads of Kafka Streams in one process
 * @param commitInterval milliseconds between commits; a record passes one topology in about this time
 * @param requestTtl milliseconds after which a request that has not ended is given up and, some time later, its budget returned
 * @param requestBudget most samples that one request may yield: questions spread over two or three samples, and a description
 * @param outstandingPerLabel most requests under way for one stage and label
 * @param outstanding most requests under way in all; together with the loop's delay it bounds the rate
 * @param duplicateWindow milliseconds for which ids of samples and outcomes are remembered; an equal one after that is new
 * @param nearWindow milliseconds for which a sample keeps near duplicates of it away
 * @param storeMegabytes memory of all state stores of the process, outside of the heap
 */
public record StreamSettings(
        int threads,
        int commitInterval,
        int requestTtl,
        int requestBudget,
        int outstandingPerLabel,
        int outstanding,
        int duplicateWindow,
        int nearWindow,
        int storeMegabytes) {
    public StreamSettings {
        Check.that(threads >= 1, "stream.threads", threads + " is less than 1");
        Check.that(commitInterval >= 10, "stream.commitInterval", commitInterval + " ms is less than 10");
        Check.that(requestTtl >= 1000, "stream.requestTtl", requestTtl + " ms is less than 1000");
        Check.that(requestBudget >= 1, "stream.requestBudget", requestBudget + " is less than 1");
        Check.that(outstandingPerLabel >= 1, "stream.outstandingPerLabel", outstandingPerLabel + " is less than 1");
        Check.that(
                outstanding >= outstandingPerLabel,
                "stream.outstanding",
                outstanding + " is less than stream.outstandingPerLabel, " + outstandingPerLabel);
        Check.that(duplicateWindow >= 60_000, "stream.duplicateWindow", duplicateWindow + " ms is less than 60000");
        Check.that(
                nearWindow >= 1000 && nearWindow <= duplicateWindow,
                "stream.nearWindow",
                nearWindow + " ms is not in 1000..stream.duplicateWindow, " + duplicateWindow);
        Check.that(storeMegabytes >= 16, "stream.storeMegabytes", storeMegabytes + " is less than 16");
    }
}
