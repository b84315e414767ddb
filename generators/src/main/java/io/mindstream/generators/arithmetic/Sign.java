package io.mindstream.generators.arithmetic;

/** What is done with the two numbers. */
enum Sign {
    PLUS("+", "plus", "minus", "added"),
    MINUS("-", "minus", "plus", "taken away"),
    TIMES("×", "times", "divided by", "multiplied by");

    final String symbol;
    final String word;
    final String inverse;
    /** Of the second number. */
    final String done;

    Sign(String symbol, String word, String inverse, String done) {
        this.symbol = symbol;
        this.word = word;
        this.inverse = inverse;
        this.done = done;
    }

    int apply(int a, int b) {
        return switch (this) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
        };
    }
}
