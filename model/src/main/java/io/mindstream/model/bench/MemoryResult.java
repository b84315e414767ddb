package io.mindstream.model.bench;

import java.util.List;
import java.util.Locale;

/**
 * Resident memory over many calls.
 *
 * @param what the work
 * @param calls how many
 * @param readings behind the warm-up
 * @param firstMiB the first of them
 * @param lastMiB the last
 * @param leastMiB of them
 * @param mostMiB of them
 * @param slopeKiBPer1000 of the straight line that fits them best (least squares)
 * @param slopeErrorKiBPer1000 its standard error, as if readings were independent of each other
 */
public record MemoryResult(
        String what,
        int calls,
        int readings,
        double firstMiB,
        double lastMiB,
        double leastMiB,
        double mostMiB,
        double slopeKiBPer1000,
        double slopeErrorKiBPer1000) {
    /**
     * @param at after how many calls each reading was taken
     * @param kib readings; the first quarter is warm-up
     */
    static MemoryResult of(String what, List<Integer> at, List<Long> kib) {
        int from = kib.size() / 4;
        int count = kib.size() - from;
        if (count < 3) {
            throw new IllegalArgumentException("calls: too few for a slope");
        }
        double x =
                at.subList(from, at.size()).stream().mapToInt(a -> a).average().orElseThrow();
        List<Long> warm = kib.subList(from, kib.size());
        double y = warm.stream().mapToLong(k -> k).average().orElseThrow();
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < count; i++) {
            xx += Math.pow(at.get(from + i) - x, 2);
            xy += (at.get(from + i) - x) * (warm.get(i) - y);
        }
        double slope = xy / xx;
        double left = 0;
        for (int i = 0; i < count; i++) {
            left += Math.pow(warm.get(i) - y - slope * (at.get(from + i) - x), 2);
        }
        return new MemoryResult(
                what,
                at.get(at.size() - 1),
                count,
                warm.get(0) / 1024.0,
                warm.get(count - 1) / 1024.0,
                warm.stream().mapToLong(k -> k).min().orElseThrow() / 1024.0,
                warm.stream().mapToLong(k -> k).max().orElseThrow() / 1024.0,
                1000 * slope,
                1000 * Math.sqrt(left / (count - 2) / xx));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d %s: resident %.1f MiB after a quarter, %.1f at the end (%.1f to %.1f in between), "
                        + "slope %+.0f ± %.0f KiB per 1000",
                calls,
                what,
                firstMiB,
                lastMiB,
                leastMiB,
                mostMiB,
                slopeKiBPer1000,
                slopeErrorKiBPer1000);
    }
}
