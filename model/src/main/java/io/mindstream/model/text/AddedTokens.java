package io.mindstream.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tokens that stand outside the merges. Special ones are structure and never found in text; the others (released Qwen tokenizers have
 * {@code <think>} and {@code <tool_call>}) are words of their own.
 */
final class AddedTokens {
    private final Map<String, Integer> special = new HashMap<>();
    private final Map<String, Integer> words = new HashMap<>();
    private final Pattern pattern;

    /** One occurrence in a text, from start to before end. */
    record Found(int start, int end, int id) {}

    private AddedTokens(JsonNode list) {
        for (JsonNode token : list) {
            Map<String, Integer> kind = token.path("special").asBoolean() ? special : words;
            kind.put(token.path("content").asText(), Tokenizer.checkedId(token.path("id")));
        }
        for (SpecialToken token : SpecialToken.values()) {
            if (!special.containsKey(token.text())) {
                throw new IllegalArgumentException("added_tokens: no special token " + token.text());
            }
        }
        // The longest first, as one may start like another.
        pattern = Pattern.compile(words.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    }

    static AddedTokens read(JsonNode list) {
        return new AddedTokens(list);
    }

    int id(SpecialToken token) {
        return special.get(token.text());
    }

    int largest() {
        return Math.max(
                special.values().stream().mapToInt(id -> id).max().orElse(-1),
                words.values().stream().mapToInt(id -> id).max().orElse(-1));
    }

    /** The words, as they stand in a text. */
    List<Found> find(String text) {
        List<Found> found = new ArrayList<>();
        if (!words.isEmpty()) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                found.add(new Found(matcher.start(), matcher.end(), words.get(matcher.group())));
            }
        }
        return found;
    }

    /** Writes each word's bytes, and none for special tokens, into a table by id. */
    void fill(byte[][] table) {
        special.values().forEach(id -> table[id] = new byte[0]);
        words.forEach((text, id) -> table[id] = text.getBytes(StandardCharsets.UTF_8));
    }
}
