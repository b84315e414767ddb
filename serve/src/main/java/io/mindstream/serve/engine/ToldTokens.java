package io.mindstream.serve.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lets tokens out as their text is: text may be held back, or cut off, where a stop string begins. */
final class ToldTokens {
    private record Placed(SpokenToken token, int start) {}

    private final Deque<Placed> held = new ArrayDeque<>();
    private int received;
    private int told;

    /** Takes more tokens. */
    void add(List<SpokenToken> tokens) {
        for (SpokenToken token : tokens) {
            held.add(new Placed(token, received));
            received += token.text().length();
        }
    }

    /** The tokens of which some has been told, after so many more characters were. */
    List<SpokenToken> told(int characters) {
        told += characters;
        List<SpokenToken> tokens = new ArrayList<>();
        while (!held.isEmpty() && held.peek().start() < told) {
            tokens.add(held.poll().token());
        }
        return tokens;
    }

    /** All that are left, when no text comes any more and none was cut off. */
    List<SpokenToken> rest() {
        List<SpokenToken> tokens = held.stream().map(Placed::token).toList();
        held.clear();
        return tokens;
    }
}
