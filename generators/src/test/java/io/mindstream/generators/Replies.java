package io.mindstream.generators;

import io.mindstream.samples.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Questions that share a family or a text, and how well one reply, always the same, would do on them. */
final class Replies {
    private final String what;
    private final List<Asked> asked = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    Replies(String what) {
        this.what = what;
    }

    void add(Asked question) {
        asked.add(question);
        counts.merge(Answer.conclusion(question.reply()), 1, Integer::sum);
    }

    int count() {
        return asked.size();
    }

    /** Says so when the best blind reply is right more often than the number of different replies makes fair. */
    void report(List<String> unbalanced) {
        String common = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        double share = asked.stream()
                        .filter(question -> question.answer().accepts(common))
                        .count()
                / (double) asked.size();
        // A tolerance lets one reply be right for its neighbours too, however evenly the answers are spread.
        Asked commonly = asked.stream()
                .filter(question -> Answer.conclusion(question.reply()).equals(common))
                .findFirst()
                .orElseThrow();
        long neighbours =
                counts.keySet().stream().filter(commonly.answer()::accepts).count();
        double fair = (double) neighbours / counts.size();
        double bound = counts.size() == 2 ? 0.58 : Math.max(1.0 / counts.size() + 0.2, fair + 0.1);
        if (counts.size() < 2 || share > bound) {
            unbalanced.add(String.format(
                    "%s: '%s' is right in %.2f of %d, more than %.2f; replies %s",
                    what, common, share, asked.size(), bound, counts));
        }
    }
}
