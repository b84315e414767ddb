package io.mindstream.generators.svg;

import io.mindstream.generators.Asked;
import io.mindstream.generators.QuestionFamily;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A family that asks less often where the answer is a common one, so that all answers come out alike often. How common they are is
 * measured on scenes when the family is made, by a fixed seed; an answer rarer than a {@value #RAREST}th of the commonest is not asked
 * for at all, since evening it out would silence the family.
 */
public final class BalancedFamily<S> implements QuestionFamily<S> {
    private static final int RAREST = 9;

    private final QuestionFamily<S> asking;
    private final Function<Asked, String> topic;
    private final Map<String, Double> kept = new HashMap<>();

    /**
     * @param asking what to even out
     * @param scenes of all the source's domains, two thousand or so
     * @param topic what the question's text gives away; answers are evened out within each. A constant when it gives nothing
     */
    public BalancedFamily(QuestionFamily<S> asking, List<S> scenes, Function<Asked, String> topic) {
        this.asking = asking;
        this.topic = topic;
        RandomGenerator random = new SplittableRandom(asking.name().hashCode());
        Map<String, Map<String, Integer>> seen = new HashMap<>();
        for (S scene : scenes) {
            asking.ask(scene, random)
                    .ifPresent(asked -> seen.computeIfAbsent(topic.apply(asked), key -> new HashMap<>())
                            .merge(asked.answer().canonical(), 1, Integer::sum));
        }
        seen.forEach((about, counts) -> {
            int most =
                    counts.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
            int least = counts.values().stream()
                    .mapToInt(Integer::intValue)
                    .filter(count -> count * RAREST >= most)
                    .min()
                    .orElseThrow();
            counts.forEach((answer, count) ->
                    kept.put(key(about, answer), count * RAREST < most ? 0.0 : (double) least / count));
        });
    }

    private static String key(String about, String answer) {
        return about + '\n' + answer;
    }

    @Override
    public String name() {
        return asking.name();
    }

    @Override
    public String capability() {
        return asking.capability();
    }

    @Override
    public boolean yesNo() {
        return asking.yesNo();
    }

    @Override
    public Optional<Asked> ask(S scene, RandomGenerator random) {
        return asking.ask(scene, random)
                .filter(asked -> random.nextDouble()
                        < kept.getOrDefault(
                                key(topic.apply(asked), asked.answer().canonical()), 0.0));
    }
}
