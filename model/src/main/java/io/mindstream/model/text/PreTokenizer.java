package io.mindstream.model.text;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts text into the pieces inside which BPE merges, by the rule of Qwen's tokenizers: words, single digits, punctuation, white space. */
final class PreTokenizer {
    /** As it stands in {@code tokenizer.json}. A word takes one leading space (or other sign) along; digits stay alone. */
    static final String PATTERN = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
            + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    private static final Pattern PIECES = Pattern.compile(PATTERN, Pattern.UNICODE_CHARACTER_CLASS);

    private PreTokenizer() {}

    /** Hands over the pieces, in order; together they are the whole text. */
    static void split(String text, Consumer<String> pieces) {
        Matcher matcher = PIECES.matcher(text);
        while (matcher.find()) {
            pieces.accept(matcher.group());
        }
    }
}
