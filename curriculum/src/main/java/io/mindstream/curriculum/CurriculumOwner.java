package io.mindstream.curriculum;

import io.mindstream.samples.Outcome;
import io.mindstream.samples.Stage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * What the one trainer that owns the queue may do. First {@link #restore}, then leases; every lease is acknowledged when it has been
 * trained, and becomes final when a checkpoint contains it:
 * <pre>
 * open(run) -&gt; restore(sequence of the checkpoint, or 0)
 *   lease(n) -&gt; train -&gt; ack(sequence, outcomes)             any number may be out at a time
 *   flush() -&gt; write and rename the checkpoint -&gt; checkpointed(step, sequence)
 * </pre>
 * A trainer that dies anywhere in this goes on by {@code restore} with the sequence that its checkpoint records: what the checkpoint
 * contains is never trained again, what it lacks is handed out again as the same leases in the same order.
 *
 * <p>Every call fails with {@link StaleOwnerException} once another run has opened the queue.
 */
public interface CurriculumOwner {
    /** The run that opened the queue. */
    String run();

    /** The fencing token: greater than every token before. */
    long token();

    /**
     * Says which checkpoint training goes on from. Leases that it contains are finalised, if they were not; later ones will be handed
     * out again with their attempt counted up. May be called again at any time, to go back.
     *
     * @param sequence newest lease that the checkpoint contains, 0 without a checkpoint
     * @return fails with {@link LineageException} when the checkpoint is of another queue, or older than the samples that are kept
     *     ({@code queue.retainedCheckpoints})
     */
    CompletionStage<Restored> restore(long sequence);

    /**
     * Begins without the checkpoints that this queue has fed, as a new model does: samples in them stay trained, everything else is
     * handed out. The new model's count of leases begins at {@link Restored#sequence()}: its first checkpoint contains leases up to
     * that one, of which it has seen none.
     */
    CompletionStage<Restored> startLineage();

    /**
     * Hands out samples for supervised training (stages knowledge and restoration, in the configured shares). Completes when so many are
     * waiting, or after {@code queue.partialLeaseAfter} with fewer, at least one. A lease that comes again after a restore has the
     * samples it had, whatever {@code n} is.
     */
    CompletionStage<Lease> lease(int n);

    /** As {@link #lease(int)}, with new samples from these stages. */
    CompletionStage<Lease> lease(int n, Set<Stage> stages);

    /**
     * Says that a lease has been trained.
     *
     * @param outcomes at most one a sample, with the lease's attempt; they are published once a checkpoint contains the lease
     */
    CompletionStage<Void> ack(long sequence, List<Outcome> outcomes);

    /**
     * Brings leases and acknowledgements to the disk itself. To be called before a checkpoint is renamed: without it, a loss of power can
     * leave a checkpoint that contains leases the queue has forgotten.
     */
    CompletionStage<Void> flush();

    /**
     * Says that a checkpoint is whole on disk: its samples leave the queue and their outcomes are published.
     *
     * @param sequence newest lease in it; all up to it must be acknowledged
     */
    CompletionStage<Void> checkpointed(long step, long sequence);

    /** Gives the queue up; demand ends. Leases not in a checkpoint are handed out again to the next owner. */
    CompletionStage<Void> release();
}
