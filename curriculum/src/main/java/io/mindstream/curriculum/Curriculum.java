package io.mindstream.curriculum;

import java.util.concurrent.CompletionStage;

/**
 * The curriculum queue as a trainer sees it. Nothing here blocks. Stages complete on the queue's own thread: what hangs on them must be
 * short or be moved elsewhere ({@code thenApplyAsync}).
 */
public interface Curriculum {
    /**
     * Makes a run the owner. Whoever owned it before is stale from then on: whatever it still tries fails with
     * {@link StaleOwnerException}.
     *
     * @param run of the trainer
     * @return fails with {@link QueueException} while another run is at work in this process
     */
    CompletionStage<CurriculumOwner> open(String run);
}
