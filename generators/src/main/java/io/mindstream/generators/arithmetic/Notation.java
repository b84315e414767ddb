package io.mindstream.generators.arithmetic;

import java.util.List;
import java.util.Locale;

/** How a number is shown: second level of its label. */
enum Notation {
    DIGITS("digits", 2, 20),
    WORDS("a word", 2, 20),
    ROMAN("Roman numerals", 2, 20),
    TALLY("tally marks", 2, 15),
    DOTS("dots in a frame of ten", 2, 20),
    DICE("dice", 2, 12),
    DOMINO("a domino", 2, 12),
    COINS("coins", 2, 15),
    ABACUS("beads on two rods", 2, 20),
    LINE("a mark on a line of numbers", 2, 9),
    BLOCKS("rods of ten and cubes", 2, 20),
    RULER("a bar on a ruler", 2, 10),
    SLICES("slices of a disc of twelve", 2, 11),
    LAMPS("lamps of eight, four, two and one", 2, 15),
    WEIGHTS("weights", 2, 15),
    COLUMN("a column on a scale", 2, 10);

    private static final List<String> NUMBERS = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty");

    final String words;
    final int least;
    final int most;

    Notation(String words, int least, int most) {
        this.words = words;
        this.least = least;
        this.most = most;
    }

    String leaf() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In words, 0 to 20. */
    static String words(int number) {
        return NUMBERS.get(number);
    }

    /** In Roman numerals, 1 to 39. */
    static String roman(int number) {
        String[] ones = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
        return "X".repeat(number / 10) + ones[number % 10];
    }

    /** Parts of the given sizes, the largest first, that make the number; the last size is 1. */
    static List<Integer> parts(int number, int... sizes) {
        java.util.ArrayList<Integer> parts = new java.util.ArrayList<>();
        int left = number;
        for (int size : sizes) {
            while (left >= size) {
                parts.add(size);
                left -= size;
            }
        }
        return List.copyOf(parts);
    }
}
