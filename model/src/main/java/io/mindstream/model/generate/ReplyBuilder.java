package io.mindstream.model.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What one row has said so far. */
final class ReplyBuilder {
    private final int prompt;
    private final int length;
    private final int firstPosition;
    private final SplittableRandom random;
    private final long[] stops;
    private final int maxTokens;
    private final List<Integer> tokens = new ArrayList<>();
    private final List<Float> logProbabilities = new ArrayList<>();
    private int reported;
    private FinishReason reason;

    /**
     * @param prompt index of the prompt
     * @param length of the prompt in tokens
     * @param firstPosition rotary position of the reply's first token
     */
    ReplyBuilder(int prompt, int length, int firstPosition, SplittableRandom random, long[] stops, int maxTokens) {
        this.prompt = prompt;
        this.length = length;
        this.firstPosition = firstPosition;
        this.random = random;
        this.stops = stops;
        this.maxTokens = maxTokens;
    }

    boolean running() {
        return reason == null;
    }

    int length() {
        return length;
    }

    float nextUniform() {
        return (float) random.nextDouble();
    }

    /** The token that the model reads next. Only while {@link #running()}; a finished row may repeat any. */
    long last() {
        return tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1);
    }

    /** Where {@link #last()} stands. */
    long lastPosition() {
        return firstPosition + (long) tokens.size() - 1;
    }

    /** Takes a token, unless the reply has ended. */
    void take(long token, float logProbability) {
        if (reason != null) {
            return;
        }
        logProbabilities.add(logProbability);
        if (Arrays.stream(stops).anyMatch(stop -> stop == token)) {
            reason = FinishReason.STOP;
            return;
        }
        tokens.add((int) token);
        if (tokens.size() == maxTokens) {
            reason = FinishReason.LENGTH;
        }
    }

    /** Tells the listener what is new; its answer may end the reply. */
    void report(TokenListener listener) {
        boolean heard = reported == tokens.size() && reason != null;
        if (heard) {
            return;
        }
        int[] fresh = tokens.subList(reported, tokens.size()).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        float[] chances = chances(reported, tokens.size());
        reported = tokens.size();
        if (!listener.onTokens(prompt, fresh, chances) && reason == null) {
            reason = FinishReason.CANCELLED;
        }
    }

    Reply reply() {
        return new Reply(
                tokens.stream().mapToInt(Integer::intValue).toArray(), chances(0, logProbabilities.size()), reason);
    }

    private float[] chances(int from, int to) {
        float[] chances = new float[to - from];
        for (int i = 0; i < chances.length; i++) {
            chances[i] = logProbabilities.get(from + i);
        }
        return chances;
    }
}
