package io.mindstream.app;

import io.mindstream.config.Profile;
import io.mindstream.generators.Catalog;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.PictureLoader;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import io.mindstream.scorers.Curator;
import io.mindstream.scorers.Judged;
import io.mindstream.scorers.SampleSignature;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Samples as the stream would accept them, without broker: drawn label by label in turn, judged by the same rules, equal ones left out
 * altogether and near ones among the newest thousands. The same profile, sources and seed give the same samples.
 */
final class OfflineSamples {
    /** Samples that a new one is compared with, as in the stream. */
    private static final int NEAR = 16_384;

    /** Candidates in a row of which nothing was new: the sources have no more. */
    private static final int PATIENCE = 20_000;

    private record Claim(SampleSignature signature, List<String> bands) {}

    private final SampleFeed feed;
    private final Curator curator;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, List<Claim>> byBand = new HashMap<>();
    private final Deque<Claim> byAge = new ArrayDeque<>();
    private final Map<Rejection.Reason, Integer> refused = new EnumMap<>(Rejection.Reason.class);

    OfflineSamples(Profile profile, Catalog catalog, long seed) {
        this.feed = new SampleFeed(profile, catalog, seed);
        this.curator = new Curator(
                profile.scoring(), profile.labels().domain(), profile.labels().capability(), PictureLoader.local());
    }

    /** Accepted samples of the next candidate of which some are; empty when there are no more. */
    List<Sample> next() {
        for (int i = 0; i < PATIENCE; i++) {
            List<Sample> accepted = accepted(feed.next());
            if (!accepted.isEmpty()) {
                return accepted;
            }
        }
        return List.of();
    }

    private List<Sample> accepted(Candidate candidate) {
        List<Sample> accepted = new ArrayList<>();
        for (Judged judged : curator.judge(candidate)) {
            if (judged.verdict().isPresent()) {
                refused.merge(judged.verdict().get().reason(), 1, Integer::sum);
            } else if (ids.contains(judged.sample().id())) {
                refused.merge(Rejection.Reason.DUPLICATE, 1, Integer::sum);
            } else if (isNear(judged.signature().orElseThrow())) {
                refused.merge(Rejection.Reason.NEAR_DUPLICATE, 1, Integer::sum);
            } else {
                ids.add(judged.sample().id());
                claim(judged.signature().orElseThrow());
                accepted.add(judged.sample());
            }
        }
        return accepted;
    }

    private boolean isNear(SampleSignature signature) {
        return signature.bands().stream()
                .flatMap(band -> byBand.getOrDefault(band, List.of()).stream())
                .anyMatch(claim -> claim.signature.near(signature));
    }

    private void claim(SampleSignature signature) {
        Claim claim = new Claim(signature, signature.bands());
        byAge.add(claim);
        claim.bands.forEach(band ->
                byBand.computeIfAbsent(band, unseen -> new ArrayList<>(1)).add(claim));
        if (byAge.size() > NEAR) {
            Claim oldest = byAge.remove();
            oldest.bands.forEach(band -> byBand.computeIfPresent(band, (key, claims) -> {
                claims.remove(oldest);
                return claims.isEmpty() ? null : claims;
            }));
        }
    }

    /** Why samples were not accepted, and how many. */
    SortedMap<String, Integer> refused() {
        SortedMap<String, Integer> names = new TreeMap<>();
        refused.forEach((reason, number) -> names.put(reason.name().toLowerCase(Locale.ROOT), number));
        return names;
    }
}
