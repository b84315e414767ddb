package io.mindstream.trainer;

import io.mindstream.curriculum.Lease;
import io.mindstream.samples.Metric;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.Rejection;
import java.util.List;

/** What a trainer tells the world, in the order in which it happens. Called on the trainer's thread; must not block for long. */
interface TrainerEvents {
    /** A lease was trained on; samples without an outcome could not be. */
    void trained(Lease lease, List<Outcome> outcomes);

    /** A sample could not be trained on. */
    void rejected(Rejection rejection);

    void metric(Metric metric);
}
