/**
 * The curriculum queue: samples wait in RocksDB, are leased to the trainer in the order of the curriculum, and leave with the checkpoint
 * that contains them.
 *
 * <p>{@link io.mindstream.curriculum.QueueService} puts it to work between topics; a trainer sees
 * {@link io.mindstream.curriculum.Curriculum} and {@link io.mindstream.curriculum.CurriculumOwner} only. What holds, whatever dies when:
 * <ul>
 *   <li>Each record of the {@code samples} topic is taken in once: samples and offsets are one write batch, and offsets that do not fit
 *       the topic are an error.
 *   <li>Each sample is trained in exactly one place of the lineage of checkpoints: leases are numbered, a checkpoint records the newest
 *       it contains, and a restore hands out everything later as the same batches in the same order.
 *   <li>Outcomes are published when, and only when, a checkpoint contains them; after going back to an older checkpoint they come again
 *       under the next attempt.
 *   <li>What waits and what is on its way never exceeds the high water mark, but for what nobody asked for (imports), which waits on
 *       the topic.
 * </ul>
 * Going back works for the newest {@code queue.retainedCheckpoints} checkpoints; their samples stay on disk until newer ones take their
 * place.
 */
package io.mindstream.curriculum;
