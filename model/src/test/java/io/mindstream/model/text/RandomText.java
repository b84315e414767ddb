package io.mindstream.model.text;

import java.util.List;
import java.util.Random;

/** Text of any kind: words, white space, control characters, emoji with joiners, rare scripts, fragments of special tokens. */
final class RandomText {
    private static final List<String> FRAGMENTS = List.of(
            "red",
            " circle",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\t",
            "\u0000",
            "\u001b",
            "\u0085",
            "\u00a0",
            "\u2003",
            "\u2028",
            "\u200d",
            "'s",
            "'LL",
            "12",
            "½",
            "٣",
            "é",
            "e\u0301",
            "ß",
            "数",
            "ก",
            "👩‍🚀",
            "🇩🇪",
            "😀",
            "<|im_end|>",
            "<|",
            "|>",
            "…",
            "_a",
            "\uFEFF");

    private RandomText() {}

    static String of(Random random) {
        StringBuilder text = new StringBuilder();
        int parts = random.nextInt(20);
        for (int i = 0; i < parts; i++) {
            if (random.nextInt(4) > 0) {
                text.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
            } else {
                text.appendCodePoint(codePoint(random));
            }
        }
        return text.toString();
    }

    /** Characters that Java's Unicode does not know are left out: whether they are letters, two libraries may see differently. */
    private static int codePoint(Random random) {
        while (true) {
            int c = random.nextInt(random.nextBoolean() ? 0x3000 : 0x20000);
            if (Character.isDefined(c) && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                return c;
            }
        }
    }
}
