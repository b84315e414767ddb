package io.mindstream.samples;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to check a reply. Case, surrounding space, a closing full stop and runs of space do not count; words do. A reply may show how it was
 * worked out: only what follows its last {@link #THEREFORE} counts. So steps can be taught, and a reply without them is as right.
 */
public sealed interface Answer {
    /** Stands between the steps of a worked reply and what they lead to: {@code 3 + 2 = 5 → 5}. */
    String THEREFORE = "→";

    /** The answer in one canonical line: what {@link Sample#id()} hashes and people read. */
    String canonical();

    /** Whether the reply is right. */
    boolean accepts(String reply);

    /** One right text, or any of several that mean the same. */
    record Exact(List<String> accepted) implements Answer {
        public Exact {
            accepted = List.copyOf(accepted);
            if (accepted.isEmpty()) {
                throw new IllegalArgumentException("answer.accepted: no text given");
            }
        }

        public Exact(String text) {
            this(List.of(text));
        }

        @Override
        public String canonical() {
            return accepted.get(0);
        }

        @Override
        public boolean accepts(String reply) {
            String given = normal(conclusion(reply));
            return accepted.stream().anyMatch(text -> normal(text).equals(given));
        }
    }

    /**
     * A number; the first number of the reply counts, and it may carry a unit.
     *
     * @param tolerance largest absolute difference that is still right, 0 for exact
     */
    record Number(double value, double tolerance) implements Answer {
        private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(?:\\.\\d+)?");

        public Number {
            if (!Double.isFinite(value) || !(tolerance >= 0)) {
                throw new IllegalArgumentException("answer.value, answer.tolerance: " + value + " ± " + tolerance
                        + " is no number with a tolerance");
            }
        }

        @Override
        public String canonical() {
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : Double.toString(value);
        }

        @Override
        public boolean accepts(String reply) {
            Matcher matcher = NUMBER.matcher(conclusion(reply));
            return matcher.find() && Math.abs(Double.parseDouble(matcher.group()) - value) <= tolerance + 1e-9;
        }
    }

    /**
     * One of several options that the question names.
     *
     * @param options as the question names them
     * @param right index of the right one
     */
    record Choice(List<String> options, int right) implements Answer {
        public Choice {
            options = List.copyOf(options);
            if (right < 0 || right >= options.size()) {
                throw new IllegalArgumentException(
                        "answer.right: " + right + " is none of " + options.size() + " options");
            }
        }

        @Override
        public String canonical() {
            return options.get(right);
        }

        @Override
        public boolean accepts(String reply) {
            return normal(conclusion(reply)).equals(normal(options.get(right)));
        }
    }

    /** Several items in any order, separated by commas or {@code and}. */
    record Items(Set<String> items) implements Answer {
        public Items {
            if (items.isEmpty()) {
                throw new IllegalArgumentException("answer.items: empty");
            }
            items = java.util.Collections.unmodifiableSet(new TreeSet<>(items));
        }

        @Override
        public String canonical() {
            return String.join(", ", items);
        }

        @Override
        public boolean accepts(String reply) {
            Set<String> given = new TreeSet<>();
            for (String item : normal(conclusion(reply)).split(",|\\band\\b")) {
                if (!item.isBlank()) {
                    given.add(item.strip());
                }
            }
            Set<String> wanted = new TreeSet<>();
            items.forEach(item -> wanted.add(normal(item)));
            return wanted.equals(given);
        }
    }

    /**
     * Free text with a reference. Right means the same words in the same order: good enough for drawn descriptions, whose wording is
     * fixed, and never taken for a verifiable reward.
     */
    record FreeText(String reference) implements Answer {
        @Override
        public String canonical() {
            return reference;
        }

        @Override
        public boolean accepts(String reply) {
            return normal(reply).equals(normal(reference));
        }
    }

    /** What a reply comes to: all of it, or what follows its last {@link #THEREFORE}. */
    static String conclusion(String reply) {
        return reply.substring(reply.lastIndexOf(THEREFORE) + 1).strip();
    }

    private static String normal(String text) {
        String folded = spaced(text.strip().toLowerCase(Locale.ROOT));
        return folded.endsWith(".") ? folded.substring(0, folded.length() - 1).stripTrailing() : folded;
    }

    /** With runs of space as one blank. By hand, since every reply comes here several times on its way. */
    private static String spaced(String text) {
        StringBuilder spaced = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean before = space;
            space = c == ' ' || c >= '\t' && c <= '\r';
            if (!space) {
                spaced.append(c);
            } else if (!before) {
                spaced.append(' ');
            }
        }
        return spaced.toString();
    }
}
