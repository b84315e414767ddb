package io.mindstream.samples;

import java.util.List;
import java.util.Objects;

/**
 * What generation made of one request: one observation and all samples about it. They stay together until curation has judged them, so
 * that one request ends once.
 *
 * @param request that asked for it
 * @param observation the picture and its facts
 * @param ids density of the observation, above the threshold
 * @param samples at least one and at most {@code request.budget()}
 */
public record Candidate(Request request, Observation observation, Ids ids, List<Sample> samples) {
    public Candidate {
        Objects.requireNonNull(request, "candidate.request");
        Objects.requireNonNull(observation, "candidate.observation");
        Objects.requireNonNull(ids, "candidate.ids");
        samples = List.copyOf(samples);
        if (samples.isEmpty() || samples.size() > request.budget()) {
            throw new IllegalArgumentException(
                    "candidate.samples: " + samples.size() + " where 1.." + request.budget() + " are asked for");
        }
    }

    /** Key of the {@code candidates} topic: equal pictures meet in one partition. */
    public String key() {
        return observation.image().sha256();
    }
}
