package io.mindstream.scorers;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text, so that wording can be compared: compatibility-normalised, lower case, without accents and punctuation; a number
 * keeps its sign and decimal point and is one word.
 */
record Words(List<String> list) {
    Words {
        list = List.copyOf(list);
    }

    static Words of(String text) {
        String folded = fold(text);
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= folded.length(); i++) {
            boolean inside = i < folded.length() && partOfWord(folded, i, start);
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                words.add(folded.substring(start, i));
                start = -1;
            }
        }
        return new Words(words);
    }

    /** Whether {@code part} occurs, word by word and in one piece. */
    boolean contains(Words part) {
        return !part.list.isEmpty() && Collections.indexOfSubList(list, part.list) >= 0;
    }

    private static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return Normalizer.normalize(text, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(Locale.ROOT);
            }
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean partOfWord(String text, int i, int start) {
        char c = text.charAt(i);
        if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
            return true;
        }
        boolean digitFollows = i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
        if (c == '.' && start >= 0) {
            return digitFollows && Character.isDigit(text.charAt(i - 1));
        }
        boolean opens =
                start < 0 && (i == 0 || Character.isWhitespace(text.charAt(i - 1)) || text.charAt(i - 1) == '(');
        return c == '-' && opens && digitFollows;
    }
}
