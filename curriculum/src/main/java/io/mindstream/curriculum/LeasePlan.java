package io.mindstream.curriculum;

import io.mindstream.samples.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts a lease together: first which line each sample shall come from, then each line's samples in one go. */
final class LeasePlan {
    private final WaitingLines lines;
    private final MixPolicy policy;

    LeasePlan(WaitingLines lines, MixPolicy policy) {
        this.lines = lines;
        this.policy = policy;
    }

    /** Takes samples in the order in which the policy named their lines. */
    List<IndexKey> take(QueueBatch batch, Set<Stage> stages, int count) {
        List<IndexKey> taken = new ArrayList<>(count);
        Set<Long> arrivals = new HashSet<>();
        // A sample that waits under two stages is planned for twice and taken once; what lacks is planned for again.
        while (taken.size() < count) {
            List<Cell> picks = picks(stages, count - taken.size());
            Map<Cell, Integer> wanted = new LinkedHashMap<>();
            picks.forEach(cell -> wanted.merge(cell, 1, Integer::sum));
            Map<Cell, Deque<IndexKey>> found = new LinkedHashMap<>();
            wanted.forEach((cell, size) -> found.put(cell, new ArrayDeque<>(lines.take(batch, cell, size, arrivals))));
            int before = taken.size();
            for (Cell cell : picks) {
                Optional.ofNullable(found.get(cell).poll()).ifPresent(taken::add);
            }
            if (taken.size() == before) {
                break;
            }
        }
        return taken;
    }

    private List<Cell> picks(Set<Stage> stages, int count) {
        Depths depths = lines.depths();
        List<Cell> picks = new ArrayList<>(count);
        while (picks.size() < count) {
            Optional<Cell> cell = policy.next(stages, depths);
            if (cell.isEmpty()) {
                break;
            }
            depths.take(cell.get());
            picks.add(cell.get());
        }
        return picks;
    }
}
