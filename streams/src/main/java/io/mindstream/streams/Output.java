package io.mindstream.streams;

import io.mindstream.samples.Candidate;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.RequestEnd;
import io.mindstream.samples.Sample;

/** What a processor passes on, before it is sorted by topic. */
sealed interface Output {
    /** An observation with its samples, for curation. */
    record Made(Candidate candidate) implements Output {}

    /** A sample that will be trained. */
    record Accepted(Sample sample) implements Output {}

    /** Something that will not. */
    record Refused(Rejection rejection) implements Output {}

    /** The one end of a request. */
    record Ended(RequestEnd end) implements Output {}

    /** A sample that asks whether another is near it. */
    record Probed(NearProbe probe) implements Output {}
}
