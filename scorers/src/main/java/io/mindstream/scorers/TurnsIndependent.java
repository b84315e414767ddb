package io.mindstream.scorers;

import io.mindstream.samples.Answer;
import io.mindstream.samples.Observation;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * No turn answers another: a model that can read the answer in the dialogue does not look at the picture (measured: overall accuracy
 * 0.37 where separate samples reach 0.57).
 *
 * <p>Generators keep turns apart by the facets that they disclose; this is the check by wording, for what slips through and for imports.
 * It refuses
 * <ul>
 *   <li>more than three turns;
 *   <li>a description (capability {@code perception/description/…} or a free-text answer) beside any other turn;
 *   <li>the same question twice;
 *   <li>a turn whose question and reply together hold the answer of another turn and every word that makes the other question
 *       particular. {@code Which shape is red? circle} gives away {@code What colour is the circle? red}; {@code How many squares? 3}
 *       does not give away {@code How many circles? 3}. A question without particular words is left to the facets.
 * </ul>
 * Yes and no are never found in another turn: they say nothing by themselves.
 */
final class TurnsIndependent implements SampleRule {
    private static final int MOST_TURNS = 3;

    @Override
    public String name() {
        return "turns-independent";
    }

    @Override
    public Rejection.Reason reason() {
        return Rejection.Reason.QUALITY;
    }

    @Override
    public Optional<String> problem(Observation observation, Sample sample) {
        List<Turn> turns = sample.turns();
        if (turns.size() > MOST_TURNS) {
            return Optional.of(turns.size() + " turns, at most " + MOST_TURNS + " are taken");
        }
        if (turns.size() == 1) {
            return Optional.empty();
        }
        List<Words> questions = new ArrayList<>();
        List<Words> told = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            if (describes(turn)) {
                return Optional.of("turns[" + i + "] describes the picture and stands beside other turns");
            }
            Words question = Words.of(turn.question());
            if (questions.contains(question)) {
                return Optional.of("turns[" + i + "] asks what turns[" + questions.indexOf(question) + "] asks");
            }
            questions.add(question);
            told.add(Words.of(turn.question() + " " + turn.reply()));
        }
        for (int asked = 0; asked < turns.size(); asked++) {
            for (int telling = 0; telling < turns.size(); telling++) {
                if (telling != asked
                        && answers(
                                told.get(telling),
                                questions.get(asked),
                                turns.get(asked).answer())) {
                    return Optional.of("turns[" + telling + "] answers turns[" + asked + "]: '"
                            + turns.get(asked).answer().canonical() + "' to: "
                            + turns.get(asked).question());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean describes(Turn turn) {
        return turn.answer() instanceof Answer.FreeText || turn.capability().startsWith("perception/description/");
    }

    private static boolean answers(Words told, Words question, Answer answer) {
        if (!discloses(told, answer)) {
            return false;
        }
        List<String> particular = GenericWords.without(question);
        return !particular.isEmpty() && told.list().containsAll(particular);
    }

    private static boolean discloses(Words told, Answer answer) {
        if (answer instanceof Answer.Number number) {
            return told.list().stream().anyMatch(word -> isNumber(word) && number.accepts(word));
        }
        if (answer instanceof Answer.Items items) {
            return items.items().stream().allMatch(item -> told.contains(Words.of(item)));
        }
        if (answer instanceof Answer.Exact exact) {
            return exact.accepted().stream().map(Words::of).anyMatch(words -> telling(words) && told.contains(words));
        }
        Words canonical = Words.of(answer.canonical());
        return telling(canonical) && told.contains(canonical);
    }

    private static boolean telling(Words answer) {
        return !answer.list().equals(List.of("yes")) && !answer.list().equals(List.of("no"));
    }

    private static boolean isNumber(String word) {
        char last = word.charAt(word.length() - 1);
        return last >= '0' && last <= '9' && word.chars().allMatch(c -> c == '-' || c == '.' || c >= '0' && c <= '9');
    }
}
