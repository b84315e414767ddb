package io.mindstream.generators;

import io.mindstream.generators.Considered.Decision;
import io.mindstream.samples.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

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

    /** One observation in so many is asked as if nothing were mastered, so that what is forgotten shows. */
    private static final int CHECKS = 10;

    private final Drawn<S> drawn;
    private final Set<String> mastered;
    private final Random random;
    private final List<QuestionFamily<S>> families;
    private final Consumer<Considered> log;

    /** A question of a family. */
    record Task(String family, String capability, Asked asked) {
        Turn turn() {
            return new Turn(family, capability, asked.question(), asked.reply(), asked.answer());
        }
    }

    /**
     * @param mastered families that others go before, save for one observation in {@value #CHECKS}
     * @param log is told of each step
     */
    TaskMatching(Drawn<S> drawn, Collection<String> mastered, long seed, Consumer<Considered> log) {
        this.log = log;
        this.drawn = drawn;
        this.random = new Random(seed ^ 0x5DEECE66DL);
        this.families = new ArrayList<>(drawn.source().families());
        Collections.shuffle(families, random);
        this.mastered = random.nextInt(CHECKS) == 0 ? Set.of() : Set.copyOf(mastered);
        families.sort(Comparator.comparing(family -> this.mastered.contains(family.name())));
    }

    /** The dense description, where the source has one. */
    Optional<Task> description() {
        return families.stream()
                .filter(TaskMatching::describes)
                .flatMap(family -> ask(family, 0).stream())
                .findFirst();
    }

    /**
     * Offers questions in the order in which they are to be asked, no two with the same words; none when the scene gives the first
     * capability nothing to ask.
     *
     * @param first capability of the first question
     * @param most questions to place, the first included
     * @param yesNoShare most of the others that may be of yes/no families; the fraction of a turn is decided by chance
     * @param place takes a question, or says that there is no place for it
     */
    void questions(String first, int most, double yesNoShare, Predicate<Task> place) {
        // By identity: to hash a family takes as long as to ask it.
        Map<QuestionFamily<S>, Integer> asked = new IdentityHashMap<>();
        Optional<Task> start = first(first, asked);
        if (start.isEmpty() || !place.test(start.get())) {
            left(asked, false);
            return;
        }
        double share = yesNoShare * (most - 1);
        int yesNo = (int) share + (random.nextDouble() < share - (int) share ? 1 : 0);
        Map<String, Integer> capabilities = new HashMap<>(Map.of(first, 1));
        Set<String> words = new HashSet<>(Set.of(start.get().asked().question()));
        for (int placed = 1; placed < most; ) {
            Optional<QuestionFamily<S>> next = leastAsked(capabilities, asked, yesNo > 0);
            if (next.isEmpty()) {
                break;
            }
            QuestionFamily<S> family = next.get();
            int times = asked.merge(family, 1, Integer::sum) - 1;
            Optional<Task> task = ask(family, times);
            Decision decision = task.isEmpty()
                    ? Decision.NOTHING_TO_ASK
                    : !words.add(task.get().asked().question())
                            ? Decision.SAME_WORDS
                            : place.test(task.get()) ? Decision.ASKED : Decision.NO_ROOM;
            tell(family, capabilities.getOrDefault(family.capability(), 0), times, decision, task);
            if (decision == Decision.ASKED) {
                placed++;
                capabilities.merge(family.capability(), 1, Integer::sum);
                yesNo -= family.yesNo() ? 1 : 0;
            }
        }
        left(asked, yesNo <= 0);
    }

    /** Says of the families that were not considered why. */
    private void left(Map<QuestionFamily<S>, Integer> asked, boolean noMoreYesNo) {
        for (QuestionFamily<S> family : families) {
            if (!asked.containsKey(family)) {
                Decision decision = describes(family)
                        ? Decision.DESCRIPTION
                        : mastered.contains(family.name())
                                ? Decision.MASTERED
                                : family.yesNo() && noMoreYesNo ? Decision.YES_NO_USED_UP : Decision.TURNS_USED_UP;
                tell(family, 0, 0, decision, Optional.empty());
            }
        }
    }

    private void tell(
            QuestionFamily<S> family, int ofCapability, int ofFamily, Decision decision, Optional<Task> task) {
        log.accept(new Considered(
                family.name(), family.capability(), ofCapability, ofFamily, decision, task.map(found -> found.asked()
                        .question())));
    }

    private Optional<Task> first(String capability, Map<QuestionFamily<S>, Integer> asked) {
        for (QuestionFamily<S> family : families) {
            if (family.capability().equals(capability) && !describes(family)) {
                asked.put(family, 1);
                Optional<Task> task = ask(family, 0);
                tell(family, 0, 0, task.isPresent() ? Decision.ASKED : Decision.NOTHING_TO_ASK, task);
                if (task.isPresent()) {
                    return task;
                }
            }
        }
        return Optional.empty();
    }

    /** The family whose capability was asked least, of those the one that was asked least itself, of those the first. */
    private Optional<QuestionFamily<S>> leastAsked(
            Map<String, Integer> capabilities, Map<QuestionFamily<S>, Integer> asked, boolean mayBeYesNo) {
        QuestionFamily<S> least = null;
        int ofCapability = Integer.MAX_VALUE;
        int ofFamily = Integer.MAX_VALUE;
        for (QuestionFamily<S> family : families) {
            int times = asked.getOrDefault(family, 0);
            if (times >= ATTEMPTS
                    || family.yesNo() && !mayBeYesNo
                    || mastered.contains(family.name())
                    || describes(family)) {
                continue;
            }
            int capability = capabilities.getOrDefault(family.capability(), 0);
            if (capability < ofCapability || capability == ofCapability && times < ofFamily) {
                least = family;
                ofCapability = capability;
                ofFamily = times;
            }
        }
        return Optional.ofNullable(least);
    }

    private Optional<Task> ask(QuestionFamily<S> family, int attempt) {
        return drawn.ask(family, attempt).map(found -> new Task(family.name(), family.capability(), found));
    }

    private static boolean describes(QuestionFamily<?> family) {
        return family.capability().startsWith(DESCRIPTION);
    }
}
