package io.mindstream.scorers;

import io.mindstream.samples.Answer;
import io.mindstream.samples.Ids;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import java.util.ArrayList;
import java.util.List;

/**
 * What difficulty is told by: each turn as a set of words such as {@code family=shapes.count}, hashed into a fixed number of buckets, so
 * that families, labels and sources that come later need no new model.
 */
final class DifficultyFeatures {
    /** Number of buckets. A run has some hundred different features, so collisions are rare. */
    static final int BUCKETS = 2048;

    private DifficultyFeatures() {}

    /** One array of buckets for each turn, ascending, none twice. */
    static int[][] of(Sample sample) {
        int[][] features = new int[sample.turns().size()][];
        for (int i = 0; i < features.length; i++) {
            Turn turn = sample.turns().get(i);
            List<String> names = new ArrayList<>(32);
            names.add("family=" + turn.family());
            levels(names, "capability=", turn.capability());
            levels(names, "domain=", sample.label().domain());
            names.add("family=" + turn.family() + " domain=" + sample.label().domain());
            names.add("turn=" + i);
            names.add("turns=" + features.length);
            String answer = turn.answer().getClass().getSimpleName();
            String reply = "reply=" + logarithm(Words.of(turn.reply()).list().size());
            names.add("answer=" + answer);
            names.add(reply);
            names.add("question=" + logarithm(turn.question().length() / 8));
            names.add("family=" + turn.family() + " " + reply);
            names.add("family=" + turn.family() + " " + content(turn.answer()));
            names.add("pictures=" + sample.images().size());
            density(names, turn.family(), sample.ids());
            features[i] = hashed(names);
        }
        return features;
    }

    /** Where the feature of that name is counted. */
    static int bucket(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        return (int) (hash & BUCKETS - 1);
    }

    private static void levels(List<String> names, String kind, String path) {
        int slash = path.indexOf('/');
        while (slash >= 0) {
            names.add(kind + path.substring(0, slash));
            slash = path.indexOf('/', slash + 1);
        }
        names.add(kind + path);
    }

    /** Numbers by size and short answers by wording: seven things are harder to count than two. */
    private static String content(Answer answer) {
        if (answer instanceof Answer.Number number) {
            return "number=" + (Math.abs(number.value()) <= 12 ? number.canonical() : "2^" + logarithm(number.value()));
        }
        String canonical = answer.canonical();
        return "text=" + (canonical.length() <= 24 ? canonical : "long");
    }

    private static void density(List<String> names, String family, Ids ids) {
        names.add("ids=" + fifth(ids.total()));
        names.add("family=" + family + " ids=" + fifth(ids.total()));
        names.add("ids.subjects=" + fifth(ids.subjects()));
        names.add("ids.relations=" + fifth(ids.relations()));
        names.add("ids.text=" + fifth(ids.text()));
        names.add("ids.knowledge=" + fifth(ids.knowledge()));
    }

    private static int fifth(double score) {
        return (int) Math.min(4, score * 5);
    }

    private static int logarithm(double value) {
        return Math.getExponent(Math.max(1, Math.abs(value)));
    }

    private static int[] hashed(List<String> names) {
        return names.stream()
                .mapToInt(DifficultyFeatures::bucket)
                .sorted()
                .distinct()
                .toArray();
    }
}
