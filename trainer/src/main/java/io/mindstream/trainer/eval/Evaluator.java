package io.mindstream.trainer.eval;

import io.mindstream.model.generate.Generator;
import io.mindstream.model.generate.Prompt;
import io.mindstream.model.generate.Reply;
import io.mindstream.model.generate.Sampling;
import io.mindstream.model.program.Example;
import io.mindstream.model.text.Tokenizer;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import io.mindstream.trainer.SampleEncoder;
import io.mindstream.trainer.eval.EvalReport.Graded;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Asks a model the first question of each sample, greedily, and has the answers judge its replies. Used by one thread. */
public final class Evaluator {
    /** Questions answered together. */
    private static final int BATCH = 64;

    private final Generator generator;
    private final SampleEncoder encoder;
    private final Tokenizer tokenizer;
    private final int maxTokens;

    /**
     * @param maxTokens of a reply; one that is longer is cut and judged as it is
     */
    public Evaluator(Generator generator, SampleEncoder encoder, Tokenizer tokenizer, int maxTokens) {
        this.generator = generator;
        this.encoder = encoder;
        this.tokenizer = tokenizer;
        this.maxTokens = maxTokens;
    }

    /**
     * Asks all.
     *
     * @param blank whether the pictures are blanked out
     * @param progress told how many have been answered
     */
    public List<Graded> ask(List<Sample> suite, boolean blank, IntConsumer progress) {
        List<Graded> graded = new ArrayList<>(suite.size());
        for (int from = 0; from < suite.size(); from += BATCH) {
            List<Sample> batch = suite.subList(from, Math.min(suite.size(), from + BATCH));
            List<Prompt> prompts = new ArrayList<>(batch.size());
            for (Sample sample : batch) {
                Example prompt = encoder.prompt(sample, blank);
                prompts.add(new Prompt(prompt.tokens(), prompt.images()));
            }
            List<Reply> replies = generator.generate(prompts, Sampling.greedy(maxTokens));
            for (int i = 0; i < batch.size(); i++) {
                Turn turn = batch.get(i).turns().get(0);
                int[] tokens = replies.get(i).tokens();
                String reply = tokenizer.decode(tokens);
                graded.add(new Graded(turn, reply, tokens.length, turn.answer().accepts(reply)));
            }
            progress.accept(graded.size());
        }
        return graded;
    }
}
