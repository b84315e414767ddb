package io.mindstream.generators;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A family whose answers come unevenly out of the scenes (most colours occur once), asked so that they come out even: each scene offers
 * what could be asked by the answer it would have, and an answer is chosen by weights that were fitted once, on sample scenes, so that
 * all answers become equally frequent (iterative proportional fitting of the answers' marginal).
 *
 * @param <S> the source's scene
 * @param <T> what a question is about
 */
public final class EvenFamily<S, T> implements QuestionFamily<S> {
    private static final int ROUNDS = 60;

    private final String name;
    private final String capability;
    private final Function<S, Map<String, List<T>>> candidates;
    private final Phrasing<S, T> phrasing;
    private final Map<String, Double> weights;

    /** Puts the question about one candidate. */
    @FunctionalInterface
    public interface Phrasing<S, T> {
        Asked ask(S scene, T about, RandomGenerator random);
    }

    /**
     * @param candidates what can be asked of a scene, by answer, in an order that only the scene decides
     * @param scenes that the source draws, a thousand or so of all its domains, for the fit
     */
    public EvenFamily(
            String name,
            String capability,
            List<S> scenes,
            Function<S, Map<String, List<T>>> candidates,
            Phrasing<S, T> phrasing) {
        this.name = name;
        this.capability = capability;
        this.candidates = candidates;
        this.phrasing = phrasing;
        Map<Set<String>, Integer> offered = new LinkedHashMap<>();
        scenes.forEach(scene -> offered.merge(Set.copyOf(candidates.apply(scene).keySet()), 1, Integer::sum));
        this.weights = fit(offered);
    }

    /**
     * @param offered sets of answers that a scene had, and how many scenes had them
     */
    private static Map<String, Double> fit(Map<Set<String>, Integer> offered) {
        Map<String, Double> weights = new TreeMap<>();
        offered.keySet().forEach(answers -> answers.forEach(answer -> weights.put(answer, 1.0)));
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Double> expected = new TreeMap<>();
            offered.forEach((answers, scenes) -> {
                // In a fixed order, since sums of floating-point numbers depend on it.
                List<String> ordered = answers.stream().sorted().toList();
                double sum = ordered.stream().mapToDouble(weights::get).sum();
                ordered.forEach(answer -> expected.merge(answer, scenes * weights.get(answer) / sum, Double::sum));
            });
            double mean = expected.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(1);
            weights.replaceAll((answer, weight) -> weight * Math.sqrt(mean / expected.get(answer)));
        }
        return weights;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String capability() {
        return capability;
    }

    @Override
    public Optional<Asked> ask(S scene, RandomGenerator random) {
        Map<String, List<T>> offered = candidates.apply(scene);
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        List<T> chosen = offered.get(choose(offered.keySet(), random));
        return Optional.of(phrasing.ask(scene, chosen.get(random.nextInt(chosen.size())), random));
    }

    private String choose(Collection<String> answers, RandomGenerator random) {
        // An answer that no sample scene offered is rare, so it may come whenever it can.
        double point = random.nextDouble()
                * answers.stream()
                        .mapToDouble(a -> weights.getOrDefault(a, 1.0))
                        .sum();
        String last = null;
        for (String answer : answers) {
            last = answer;
            point -= weights.getOrDefault(answer, 1.0);
            if (point < 0) {
                break;
            }
        }
        return last;
    }
}
