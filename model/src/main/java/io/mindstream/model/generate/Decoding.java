package io.mindstream.model.generate;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.engine.Script;
import io.mindstream.model.engine.ScriptCall;
import io.mindstream.model.program.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * One batch of prompts on its way to replies. It holds the caches; rows that have finished are dropped from them once they are half of
 * all.
 */
final class Decoding implements AutoCloseable {
    private final Script script;
    private final IValue weights;
    private final IValue low;
    private final Batch batch;
    private final Sampling sampling;
    private final long[] stops;
    private final List<ReplyBuilder> replies = new ArrayList<>();
    private List<ReplyBuilder> rows;
    private IValue caches;

    /** Where in the caches the next token goes: behind the longest prompt and what has been said since. */
    private int slot;

    Decoding(Script script, IValue weights, IValue low, Qwen3VlConfig config, Batch batch, Sampling sampling) {
        this.script = script;
        this.weights = weights;
        this.low = low;
        this.batch = batch;
        this.sampling = sampling;
        this.stops = config.stopTokens().stream().mapToLong(Integer::longValue).toArray();
        for (int i = 0; i < batch.size(); i++) {
            SplittableRandom random = random(sampling.seed(), i);
            replies.add(
                    new ReplyBuilder(i, batch.length(i), batch.nextPosition(i), random, stops, sampling.maxTokens()));
        }
        this.rows = List.copyOf(replies);
    }

    /**
     * The random numbers of a row. Never from a multiple of 0x9E37..., the step between the states that this generator's numbers are hashes
     * of: one reply's numbers would be another's, a token later.
     */
    static SplittableRandom random(long seed, int row) {
        return new SplittableRandom(seed + row);
    }

    List<Reply> run(TokenListener listener) {
        prefill();
        rows.forEach(row -> row.report(listener));
        while (rows.stream().anyMatch(ReplyBuilder::running)) {
            dropFinished();
            decode();
            rows.forEach(row -> row.report(listener));
        }
        return replies.stream().map(ReplyBuilder::reply).toList();
    }

    private void prefill() {
        try (ScriptCall call = script.call()) {
            caches = call.integer(batch.size())
                    .integer((long) batch.length() + sampling.maxTokens())
                    .run("caches");
        }
        try (ScriptCall call = script.call()) {
            call.shared(weights).shared(low).shared(caches);
            batch.pass(call);
            call.tensor(each(ReplyBuilder::length), rows.size());
            run(call, "prefill", 1);
        }
        slot = batch.length();
    }

    private void decode() {
        int said = slot - batch.length() + 1;
        int steps = Math.min(sampling.tokensPerCall(), sampling.maxTokens() - said);
        try (ScriptCall call = script.call()) {
            call.shared(weights)
                    .shared(low)
                    .shared(caches)
                    .tensor(each(ReplyBuilder::last), rows.size())
                    .tensor(each(ReplyBuilder::lastPosition), rows.size())
                    .tensor(each(ReplyBuilder::length), rows.size())
                    .integer(batch.length())
                    .integer(slot)
                    .tensor(stops, stops.length);
            slot += run(call, "decode", steps);
        }
    }

    /** Adds how to choose, runs the method and hands out what it made; returns how many tokens a row. */
    private int run(ScriptCall call, String method, int steps) {
        float[] uniform = new float[rows.size() * steps];
        for (int i = 0; i < uniform.length; i++) {
            uniform[i] = sampling.temperature() > 0 ? rows.get(i / steps).nextUniform() : 0;
        }
        PtNDArray[] made = call.number(sampling.repetitionPenalty())
                .number(sampling.temperature())
                .integer(sampling.topK())
                .number(sampling.topP())
                .tensor(uniform, rows.size(), steps)
                .runForTensors(method);
        long[] ids = made[0].toLongArray();
        float[] logProbabilities = made[1].toFloatArray();
        int columns = ids.length / rows.size();
        for (int i = 0; i < ids.length; i++) {
            rows.get(i / columns).take(ids[i], logProbabilities[i]);
        }
        return columns;
    }

    private void dropFinished() {
        int[] running = IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).running())
                .toArray();
        if (running.length * 2 > rows.size()) {
            return;
        }
        long[] indices = Arrays.stream(running).asLongStream().toArray();
        try (ScriptCall call = script.call()) {
            IValue kept = call.shared(caches).tensor(indices, indices.length).run("keep");
            caches.close();
            caches = kept;
        }
        rows = Arrays.stream(running).mapToObj(rows::get).toList();
    }

    private long[] each(ToLongFunction<ReplyBuilder> property) {
        return rows.stream().mapToLong(property).toArray();
    }

    @Override
    public void close() {
        if (caches != null) {
            caches.close();
        }
    }
}
