package io.mindstream.app;

import io.mindstream.config.Profile;
import io.mindstream.generators.Catalog;
import io.mindstream.generators.Drawn;
import io.mindstream.generators.SampleComposer;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.Ids;
import io.mindstream.samples.Label;
import io.mindstream.samples.Request;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.samples.Stage;
import io.mindstream.scorers.DensityFilter;
import io.mindstream.scorers.DensityScorer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Training samples straight from the sources, label by label in turn, without broker and queue: what {@code bench learn} trains on
 * and {@code export} writes.
 * Not for several threads at once.
 */
final class SampleFeed {
    private static final int POOL = 512;

    private final Catalog catalog;
    private final DensityScorer scorer = DensityScorer.ofVersion(DensityScorer.VERSION);
    private final DensityFilter filter;
    private final SampleComposer composer;
    private final List<Map.Entry<Label, List<String>>> labels;
    private final SplittableRandom random;
    private final int budget;
    private final List<Sample> waiting = new ArrayList<>();

    private long drawn;

    SampleFeed(Profile profile, Catalog catalog, long seed) {
        this.catalog = catalog;
        this.filter = new DensityFilter(profile.scoring());
        this.composer = new SampleComposer(profile.generation());
        this.labels = new ArrayList<>(catalog.labels().entrySet());
        this.random = new SplittableRandom(seed);
        this.budget = profile.stream().requestBudget();
    }

    /** Samples drawn at random from some hundred that wait, so that those of one scene do not stand together. */
    List<Sample> batch(int size) {
        while (waiting.size() < POOL + size) {
            waiting.addAll(next().samples());
        }
        List<Sample> batch = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Collections.swap(waiting, random.nextInt(waiting.size()), waiting.size() - 1);
            batch.add(waiting.remove(waiting.size() - 1));
        }
        return batch;
    }

    /** What the next scene that may be trained on gives, before it is judged. */
    Candidate next() {
        while (true) {
            Map.Entry<Label, List<String>> label = labels.get((int) (drawn++ % labels.size()));
            List<String> sources = label.getValue();
            String source = sources.get(random.nextInt(sources.size()));
            long seed = random.nextLong();
            Drawn<?> scene = catalog.draw(source, label.getKey().domain(), seed);
            Ids ids = scorer.score(scene.facts());
            if (scene.split() != Split.TRAIN || filter.judge(ids).isPresent()) {
                continue;
            }
            Request request = new Request(
                    "offline-" + drawn,
                    Stage.KNOWLEDGE,
                    label.getKey(),
                    source,
                    seed,
                    budget,
                    DensityScorer.VERSION,
                    List.of(),
                    Long.MAX_VALUE);
            List<Sample> samples = composer.compose(scene, ids, filter.turns(ids), request);
            if (!samples.isEmpty()) {
                return new Candidate(request, scene.observation(), ids, samples);
            }
        }
    }
}
