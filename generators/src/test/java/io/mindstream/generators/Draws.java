package io.mindstream.generators;

import io.mindstream.config.GenerationSettings;
import io.mindstream.config.LabelSettings;
import io.mindstream.config.LabelTree;
import io.mindstream.config.PictureSettings;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Draws of all sources that are found, as tests need them. */
final class Draws {
    static final GenerationSettings SETTINGS = new GenerationSettings(List.of(), 48, 3);
    static final LabelSettings LABELS = new LabelSettings(LabelTree.domain(), LabelTree.capability());

    private Draws() {}

    static Catalog catalog(int size) {
        return Catalog.discover("test", new PictureSettings(size), SETTINGS, LABELS);
    }

    /** Items evenly spread over a list; all of them when they are no more than {@code most}. */
    static <T> List<T> some(Collection<T> items, int most) {
        List<T> all = List.copyOf(items);
        int count = Math.min(most, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    /** Scenes of all domains in turn, with the randomness to ask with; nothing is painted. */
    static <S> void scenes(Source<S> source, int count, BiConsumer<S, SplittableRandom> use) {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < count; i++) {
            String domain = source.domains().get(i % source.domains().size());
            use.accept(source.scene(domain, random.split()), random.split());
        }
    }
}
