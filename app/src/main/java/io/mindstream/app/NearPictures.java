package io.mindstream.app;

import io.mindstream.scorers.PictureSignature;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The newest pictures by how they look, so that one that hardly differs from an earlier one goes to the same split. */
final class NearPictures {
    /** Most that are remembered: some 25 MB. */
    static final int CAPACITY = 16_384;

    private record Entry(String contentKey, PictureSignature signature, List<String> bands) {}

    private final Map<String, List<Entry>> byBand = new HashMap<>();
    private final Deque<Entry> byAge = new ArrayDeque<>();

    void add(String contentKey, PictureSignature signature) {
        Entry entry = new Entry(contentKey, signature, signature.bands());
        byAge.add(entry);
        entry.bands.forEach(band ->
                byBand.computeIfAbsent(band, unseen -> new ArrayList<>(1)).add(entry));
        if (byAge.size() > CAPACITY) {
            Entry oldest = byAge.remove();
            oldest.bands.forEach(band -> byBand.computeIfPresent(band, (key, entries) -> {
                entries.remove(oldest);
                return entries.isEmpty() ? null : entries;
            }));
        }
    }

    /** Content key of a picture that this one hardly differs from. */
    Optional<String> like(PictureSignature signature) {
        Set<Entry> sharing = new LinkedHashSet<>();
        signature.bands().forEach(band -> sharing.addAll(byBand.getOrDefault(band, List.of())));
        return sharing.stream()
                .filter(entry -> entry.signature.near(signature))
                .findFirst()
                .map(Entry::contentKey);
    }
}
