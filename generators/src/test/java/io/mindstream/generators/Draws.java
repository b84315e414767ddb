package io.mindstream.generators;

import io.mindstream.config.GenerationSettings;
import io.mindstream.config.LabelSettings;
import io.mindstream.config.LabelTree;
import io.mindstream.config.PictureSettings;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/** Draws of all sources that are found, as tests need them. */
final class Draws {
    static final GenerationSettings SETTINGS = new GenerationSettings(List.of(), 48, 3);
    static final LabelSettings LABELS = new LabelSettings(LabelTree.domain(), LabelTree.capability());

    private Draws() {}

    static Catalog catalog(int size) {
        return Catalog.discover("test", new PictureSettings(size), SETTINGS, LABELS);
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
