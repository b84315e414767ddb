package io.mindstream.app;

import io.mindstream.generators.Catalog;
import io.mindstream.generators.Drawn;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.Source;
import io.mindstream.samples.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What all sources say: every family asked of some scenes of every domain. Training scenes only. */
final class TokenizerCorpus {
    private final Catalog catalog;

    TokenizerCorpus(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Questions and replies, a line each.
     *
     * @param scenes to draw in each domain of each source
     */
    Stream<String> lines(int scenes) {
        return catalog.sources().values().stream()
                .flatMap(source -> source.domains().stream().flatMap(domain -> LongStream.range(0, scenes)
                        .boxed()
                        .flatMap(seed -> ask(catalog.draw(source.name(), domain, seed)).stream())));
    }

    private static <S> List<String> ask(Drawn<S> drawn) {
        List<String> lines = new ArrayList<>();
        if (drawn.split() != Split.TRAIN) {
            return lines;
        }
        Source<S> source = drawn.source();
        for (QuestionFamily<S> family : source.families()) {
            drawn.ask(family, 0).ifPresent(asked -> {
                lines.add(asked.question());
                lines.add(asked.reply());
            });
        }
        return lines;
    }
}
