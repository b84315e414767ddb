package io.mindstream.generators;

import io.mindstream.samples.Facts;
import io.mindstream.samples.Ids;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.samples.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Evaluation samples: the same number of questions of every family about scenes of one split, one turn a sample. Scenes that the density
 * filter keeps out of training are not asked about either, so that evaluation is of what training is for. No question is asked twice of
 * the same picture: of a user's few dozen it would count as many. Same catalogue, filter, split,
 * number and seed give the same samples, whatever was trained on.
 */
public final class HeldOutSuite {
    /** Scenes that are looked at for each question wanted, before a family is left with fewer. */
    private static final int PATIENCE = 600;

    /** Density decides whether a scene is asked about; of the samples nothing reads it. */
    private static final Ids UNSCORED = new Ids(0, 0, 0, 0, 0, 0);

    private final Catalog catalog;
    private final Predicate<Facts> dense;
    private final Predicate<QuestionFamily<?>> families;

    /**
     * All families but the descriptions, whose wording counts for more there than what was seen.
     *
     * @param dense the filter that training scenes pass
     */
    public HeldOutSuite(Catalog catalog, Predicate<Facts> dense) {
        this(catalog, dense, family -> !family.capability().startsWith("perception/description/"));
    }

    /**
     * @param dense the filter that training scenes pass
     * @param families that are asked
     */
    public HeldOutSuite(Catalog catalog, Predicate<Facts> dense, Predicate<QuestionFamily<?>> families) {
        this.catalog = catalog;
        this.dense = dense;
        this.families = families;
    }

    /**
     * Draws the suite.
     *
     * @param split whose scenes are asked about: TEST for reports, PROBE for controllers
     * @param perFamily questions of each family; fewer only where the split's scenes do not give as many
     * @param seed of the suite
     * @return in order of source, then scene
     */
    public List<Sample> samples(Split split, int perFamily, long seed) {
        List<Sample> samples = new ArrayList<>();
        for (Source<?> source : catalog.sources().values()) {
            samples.addAll(samples(source, split, perFamily, seed));
        }
        return samples;
    }

    private List<Sample> samples(Source<?> source, Split split, int perFamily, long seed) {
        SplittableRandom seeds = new SplittableRandom(seed * 31 + source.name().hashCode());
        List<Sample> samples = new ArrayList<>();
        Map<String, Integer> missing = new HashMap<>();
        Set<Object> seen = new HashSet<>();
        source.families().stream().filter(families).forEach(family -> missing.put(family.name(), perFamily));
        for (int i = 0; i < PATIENCE * perFamily && !missing.isEmpty(); i++) {
            String domain = source.domains().get(i % source.domains().size());
            long scene = seeds.nextLong();
            if (catalog.split(source.name(), domain, scene) == split) {
                Drawn<?> drawn = catalog.draw(source.name(), domain, scene);
                if (dense.test(drawn.facts())) {
                    ask(drawn, missing, seen, samples);
                }
            }
        }
        return samples;
    }

    private static <S> void ask(Drawn<S> drawn, Map<String, Integer> missing, Set<Object> seen, List<Sample> samples) {
        for (QuestionFamily<S> family : drawn.source().families()) {
            if (missing.containsKey(family.name())) {
                drawn.ask(family, 0)
                        .filter(asked -> seen.add(List.of(drawn.scene(), family.name(), asked.question())))
                        .ifPresent(asked -> {
                            Turn turn = new Turn(
                                    family.name(),
                                    family.capability(),
                                    asked.question(),
                                    asked.reply(),
                                    asked.answer());
                            samples.add(SampleComposer.sample(
                                    List.of(turn),
                                    drawn,
                                    UNSCORED,
                                    "heldout:" + drawn.observation().seed()));
                            missing.computeIfPresent(family.name(), (name, count) -> count == 1 ? null : count - 1);
                        });
            }
        }
    }
}
