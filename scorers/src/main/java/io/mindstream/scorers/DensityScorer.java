package io.mindstream.scorers;

import io.mindstream.samples.Facts;
import io.mindstream.samples.Ids;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The information density score (IDS) of a picture from the facts it was drawn from.
 *
 * <p>MindGPT-4ov (arXiv 2512.02895) names the four dimensions and gives no formula; this one is ours. Each dimension saturates,
 * {@code 1 - exp(-quantity / scale)}, so that the first thing to ask about counts most and a full page is no denser than a rich scene:
 * <pre>
 * subjects  = 1 - exp(-(e^H + ln n) / 4)      n things, H the entropy in nats of their kinds: e^H is the effective number of kinds
 * relations = 1 - exp(-r / 8)                 r different relations
 * text      = 1 - exp(-(c / 32 + t / 8))      c letters and digits in t words that can be read
 * knowledge = 1 - exp(-k / 2)                 k different links to facts outside the picture
 * total     = 1 - (1 - 0.5 subjects)(1 - 0.6 relations)(1 - 0.6 text)(1 - 0.5 knowledge)
 * </pre>
 *
 * <p>The total is a noisy or: one rich dimension makes a picture worth asking about (a flag has one subject and much knowledge), and no
 * dimension alone makes it full. {@code docs/density.md} has worked examples.
 */
public final class DensityScorer {
    /** Of the formula. A request names the version that it was planned with. */
    public static final int VERSION = 1;

    private static final double SUBJECT_SCALE = 4;
    private static final double RELATION_SCALE = 8;
    private static final double CHARACTER_SCALE = 32;
    private static final double WORD_SCALE = 8;
    private static final double KNOWLEDGE_SCALE = 2;

    private static final double SUBJECT_WEIGHT = 0.5;
    private static final double RELATION_WEIGHT = 0.6;
    private static final double TEXT_WEIGHT = 0.6;
    private static final double KNOWLEDGE_WEIGHT = 0.5;

    /**
     * The scorer of a request's version.
     *
     * @throws IllegalArgumentException when this program does not know that formula
     */
    public static DensityScorer ofVersion(int version) {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "request.idsVersion: no density formula of version " + version + ", this program has " + VERSION);
        }
        return new DensityScorer();
    }

    /** Scores an observation's facts; nothing known gives 0. */
    public Ids score(Facts facts) {
        double subjects = subjects(facts.subjects());
        double relations = saturate(new HashSet<>(facts.relations()).size() / RELATION_SCALE);
        double text = text(facts.texts());
        double knowledge = saturate(new HashSet<>(facts.knowledge()).size() / KNOWLEDGE_SCALE);
        double total = 1
                - (1 - SUBJECT_WEIGHT * subjects)
                        * (1 - RELATION_WEIGHT * relations)
                        * (1 - TEXT_WEIGHT * text)
                        * (1 - KNOWLEDGE_WEIGHT * knowledge);
        return new Ids(subjects, relations, text, knowledge, total, VERSION);
    }

    private static double subjects(List<String> subjects) {
        if (subjects.isEmpty()) {
            return 0;
        }
        Map<String, Integer> kinds = new HashMap<>();
        subjects.forEach(subject -> kinds.merge(subject, 1, Integer::sum));
        double things = subjects.size();
        // Sorted, so that the sum rounds the same way whatever the order of the map.
        double entropy = kinds.values().stream()
                .sorted()
                .mapToDouble(count -> -count / things * Math.log(count / things))
                .sum();
        return saturate((Math.exp(entropy) + Math.log(things)) / SUBJECT_SCALE);
    }

    private static double text(List<String> texts) {
        int characters = 0;
        int words = 0;
        for (String text : texts) {
            boolean inWord = false;
            for (int at = 0; at < text.length(); ) {
                int codePoint = text.codePointAt(at);
                boolean readable = Character.isLetterOrDigit(codePoint);
                if (readable) {
                    characters++;
                    words += inWord ? 0 : 1;
                }
                inWord = readable;
                at += Character.charCount(codePoint);
            }
        }
        return saturate(characters / CHARACTER_SCALE + words / WORD_SCALE);
    }

    private static double saturate(double quantity) {
        return -Math.expm1(-quantity);
    }
}
