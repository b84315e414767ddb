package io.mindstream.generators;

import io.mindstream.samples.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Which families are asked of one observation, and in which order; decided by the seed. The image-task matching of MindGPT-4ov, here by
 * coverage: the capability that was asked least comes next.
 *
 * @param <S> the source's scene
 */
final class TaskMatching<S> {
    private static final String DESCRIPTION = "perception/description/";

    /** A family is asked at most this often of one observation. */
    private static final int ATTEMPTS = 3;

    private final Drawn<S> drawn;
    private final Random random;
    private final List<QuestionFamily<S>> families;

    /** A question of a family. */
    record Task(String family, String capability, Asked asked) {
        Turn turn() {
            return new Turn(family, capability, asked.question(), asked.reply(), asked.answer());
        }
    }

    TaskMatching(Drawn<S> drawn, long seed) {
        this.drawn = drawn;
        this.random = new Random(seed ^ 0x5DEECE66DL);
        this.families = new ArrayList<>(drawn.source().families());
        Collections.shuffle(families, random);
    }

    /** The dense description, where the source has one. */
    Optional<Task> description() {
        return families.stream()
                .filter(TaskMatching::describes)
                .flatMap(family -> ask(family, 0).stream())
                .findFirst();
    }

    /**
     * Questions in the order in which they are to be asked, no two with the same words.
     *
     * @param first capability of the first question
     * @param most questions, the first included
     * @param yesNoShare most of the others that may be of yes/no families; the fraction of a turn is decided by chance
     * @return empty when the scene gives the first capability nothing to ask
     */
    List<Task> questions(String first, int most, double yesNoShare) {
        List<Task> tasks = new ArrayList<>();
        Map<QuestionFamily<S>, Integer> asked = new LinkedHashMap<>();
        for (QuestionFamily<S> family : families) {
            if (tasks.isEmpty() && family.capability().equals(first) && !describes(family)) {
                ask(family, 0).ifPresent(tasks::add);
                asked.put(family, 1);
            }
        }
        if (tasks.isEmpty()) {
            return tasks;
        }
        double share = yesNoShare * (most - 1);
        int yesNo = (int) share + (random.nextDouble() < share - (int) share ? 1 : 0);
        Map<String, Integer> capabilities = new HashMap<>(Map.of(first, 1));
        Set<String> words = new HashSet<>(Set.of(tasks.get(0).asked().question()));
        Comparator<QuestionFamily<S>> leastAsked = Comparator.<QuestionFamily<S>>comparingInt(
                        family -> capabilities.getOrDefault(family.capability(), 0))
                .thenComparingInt(family -> asked.getOrDefault(family, 0));
        while (tasks.size() < most) {
            int left = yesNo;
            Optional<QuestionFamily<S>> next = families.stream()
                    .filter(family -> !describes(family)
                            && asked.getOrDefault(family, 0) < ATTEMPTS
                            && (!family.yesNo() || left > 0))
                    .min(leastAsked);
            if (next.isEmpty()) {
                break;
            }
            QuestionFamily<S> family = next.get();
            int attempt = asked.merge(family, 1, Integer::sum) - 1;
            Optional<Task> task =
                    ask(family, attempt).filter(found -> words.add(found.asked().question()));
            if (task.isPresent()) {
                tasks.add(task.get());
                capabilities.merge(family.capability(), 1, Integer::sum);
                yesNo -= family.yesNo() ? 1 : 0;
            }
        }
        return tasks;
    }

    private Optional<Task> ask(QuestionFamily<S> family, int attempt) {
        return drawn.ask(family, attempt).map(found -> new Task(family.name(), family.capability(), found));
    }

    private static boolean describes(QuestionFamily<?> family) {
        return family.capability().startsWith(DESCRIPTION);
    }
}
