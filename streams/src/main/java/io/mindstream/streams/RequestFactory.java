package io.mindstream.streams;

import io.mindstream.samples.Demand;
import io.mindstream.samples.Label;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestId;
import java.util.List;
import java.util.Map;

/**
 * Makes the n-th request of a stage and label in an epoch: for a leaf always of the same source and seed.
 *
 * @param sources names of the sources that serve each label; taken in turn
 * @param idsVersion density formula to score with
 * @param ttl milliseconds a request has
 */
record RequestFactory(Map<Label, List<String>> sources, int idsVersion, long ttl) {
    /**
     * @param leaf to ask for, of those under the demand's label
     * @param number counts the requests of this demand's epoch from 0
     * @param budget most samples it may yield
     * @param mastered families of the label's domain that others go before
     * @param now in milliseconds since 1970
     */
    Request make(Demand demand, Label leaf, long number, int budget, List<String> mastered, long now) {
        List<String> serving = sources.get(leaf);
        RequestId id = new RequestId(demand.epoch(), number, demand.stage(), demand.label());
        return new Request(
                id.toString(),
                demand.stage(),
                leaf,
                serving.get((int) (number % serving.size())),
                id.seed(),
                budget,
                idsVersion,
                mastered,
                now + ttl);
    }
}
