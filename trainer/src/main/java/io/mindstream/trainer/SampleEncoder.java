package io.mindstream.trainer;

import io.mindstream.model.image.ImagePatches;
import io.mindstream.model.image.ImageProcessor;
import io.mindstream.model.image.PictureDecoder;
import io.mindstream.model.image.PictureException;
import io.mindstream.model.program.Example;
import io.mindstream.model.text.ChatTemplate;
import io.mindstream.model.text.ChatTokens;
import io.mindstream.model.text.Message;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.PictureLoader;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns samples into what the model reads: tokens by the chat template, pictures by the image processor. May be used by several threads. */
public final class SampleEncoder {
    private final PictureLoader pictures = PictureLoader.local();
    private final ChatTemplate template;
    private final ImageProcessor processor;
    private final PictureDecoder decoder;
    private final int merge;
    private final int maxTokens;
    private final double lengthNormalisation;

    /**
     * @param maxTokens of a whole sample
     * @param lengthNormalisation a reply's n tokens have a weight of n^-lengthNormalisation each; see {@code TrainerSettings}
     */
    public SampleEncoder(
            ChatTemplate template,
            ImageProcessor processor,
            PictureDecoder decoder,
            int maxTokens,
            double lengthNormalisation) {
        this.template = template;
        this.processor = processor;
        this.decoder = decoder;
        this.merge = processor.config().merge();
        this.maxTokens = maxTokens;
        this.lengthNormalisation = lengthNormalisation;
    }

    /**
     * A sample in tokens.
     *
     * @param turns where the reply of each turn stands, in order, with the token that ends it
     */
    public record Encoded(Sample sample, Example example, List<ChatTokens.Span> turns) {}

    /**
     * A whole sample, to be trained on: the replies are the labels.
     *
     * @throws IllegalArgumentException if it has too many tokens or a picture cannot be read, saying which
     */
    public Encoded encode(Sample sample) {
        List<ImagePatches> images = images(sample);
        List<Message> messages = new ArrayList<>();
        for (Turn turn : sample.turns()) {
            messages.add(question(turn, messages.isEmpty() ? images.size() : 0));
            messages.add(Message.assistant(turn.reply()));
        }
        ChatTokens tokens = template.conversation(messages, counts(images), maxTokens);
        return new Encoded(
                sample, new Example(tokens.tokens(), tokens.labels(), weights(tokens), images), tokens.replies());
    }

    private float[] weights(ChatTokens tokens) {
        float[] weights = new float[tokens.length()];
        for (ChatTokens.Span reply : tokens.replies()) {
            float weight = (float) Math.pow(reply.end() - reply.start(), -lengthNormalisation);
            Arrays.fill(weights, reply.start(), reply.end(), weight);
        }
        return weights;
    }

    /**
     * The first question of a sample, to be answered.
     *
     * @param blank whether its pictures are replaced by plain grey ones of the same size, to see what is known without looking
     */
    public Example prompt(Sample sample, boolean blank) {
        List<ImagePatches> images = images(sample);
        if (blank) {
            // Zero is the middle of the normalised range: a grey picture.
            images = images.stream()
                    .map(image ->
                            new ImagePatches(new float[image.values().length], image.gridHeight(), image.gridWidth()))
                    .toList();
        }
        ChatTokens tokens =
                template.prompt(List.of(question(sample.turns().get(0), images.size())), counts(images), maxTokens);
        return new Example(tokens.tokens(), tokens.labels(), images);
    }

    private static Message question(Turn turn, int pictures) {
        return Message.user(turn.question(), pictures);
    }

    private List<Integer> counts(List<ImagePatches> images) {
        return images.stream().map(image -> image.tokens(merge)).toList();
    }

    private List<ImagePatches> images(Sample sample) {
        List<ImagePatches> images = new ArrayList<>(sample.images().size());
        for (ImageRef image : sample.images()) {
            byte[] file;
            try {
                file = pictures.load(image);
            } catch (IOException e) {
                throw new PictureException("sample " + sample.id() + ": " + e.getMessage(), e);
            }
            images.add(processor.process(decoder.decode(file)));
        }
        return images;
    }
}
