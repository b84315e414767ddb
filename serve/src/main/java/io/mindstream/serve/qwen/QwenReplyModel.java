package io.mindstream.serve.qwen;

import io.mindstream.model.ModelException;
import io.mindstream.model.generate.FinishReason;
import io.mindstream.model.generate.Generator;
import io.mindstream.model.generate.Reply;
import io.mindstream.model.generate.TokenListener;
import io.mindstream.model.image.ImagePatches;
import io.mindstream.model.image.ImageProcessor;
import io.mindstream.model.image.Picture;
import io.mindstream.model.image.PictureDecoder;
import io.mindstream.model.image.PictureException;
import io.mindstream.model.text.ChatTemplate;
import io.mindstream.model.text.ConversationTooLongException;
import io.mindstream.model.text.Message;
import io.mindstream.model.text.StreamingDecoder;
import io.mindstream.model.text.Tokenizer;
import io.mindstream.serve.chat.ApiError;
import io.mindstream.serve.chat.ApiException;
import io.mindstream.serve.chat.ChatMessage;
import io.mindstream.serve.chat.ChatMessage.AttachedPicture;
import io.mindstream.serve.chat.Sampling;
import io.mindstream.serve.engine.Finish;
import io.mindstream.serve.engine.Pieces;
import io.mindstream.serve.engine.Prompt;
import io.mindstream.serve.engine.ReplyModel;
import io.mindstream.serve.engine.SpokenToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Qwen3-VL checkpoint that answers, on {@link Generator}. */
final class QwenReplyModel implements ReplyModel {
    /** Between two native calls a reply is streamed and may be given up. */
    private static final int TOKENS_A_CALL = 4;

    private static final int CANARY_SIDE = 32;
    private static final int CANARY_TOKENS = 4;

    private final String name;
    private final long step;
    private final Tokenizer tokenizer;
    private final ChatTemplate template;
    private final ImageProcessor images;
    private final PictureDecoder pictures;
    private final Generator generator;
    private final Runnable closing;

    /** @param closing frees what the model is made of, once */
    QwenReplyModel(
            String name,
            long step,
            Tokenizer tokenizer,
            ImageProcessor images,
            PictureDecoder pictures,
            Generator generator,
            Runnable closing) {
        this.name = name;
        this.step = step;
        this.tokenizer = tokenizer;
        this.template = new ChatTemplate(tokenizer);
        this.images = images;
        this.pictures = pictures;
        this.generator = generator;
        this.closing = closing;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public int maxLength() {
        return generator.config().text().maxPositions();
    }

    @Override
    public Prompt prepare(List<ChatMessage> messages) {
        List<ImagePatches> patches = new ArrayList<>();
        for (ChatMessage message : messages) {
            for (AttachedPicture picture : message.pictures()) {
                try {
                    patches.add(images.process(pictures.decode(picture.file())));
                } catch (PictureException e) {
                    throw new ApiException(ApiError.picture(picture.field(), e.getMessage()));
                }
            }
        }
        return prompt(messages.stream().map(QwenReplyModel::message).toList(), patches);
    }

    private static Message message(ChatMessage message) {
        return switch (message.role()) {
            case SYSTEM -> Message.system(message.text());
            case ASSISTANT -> Message.assistant(message.text());
            case USER -> Message.user(message.text(), message.pictures().size());
        };
    }

    private QwenPrompt prompt(List<Message> messages, List<ImagePatches> patches) {
        int merge = images.config().merge();
        List<Integer> counts = patches.stream().map(each -> each.tokens(merge)).toList();
        try {
            int[] tokens = template.prompt(messages, counts, maxLength()).tokens();
            return new QwenPrompt(new io.mindstream.model.generate.Prompt(tokens, patches));
        } catch (ConversationTooLongException e) {
            int inPictures = counts.stream().mapToInt(Integer::intValue).sum();
            throw new ApiException(ApiError.tooLong(
                    "messages",
                    e.tokens() + " tokens, " + inPictures
                            + " of them for pictures, are more than the model's length of " + e.limit()));
        }
    }

    @Override
    public void check() {
        byte[] rgb = new byte[3 * CANARY_SIDE * CANARY_SIDE];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * 31);
        }
        ImagePatches picture = images.process(new Picture(CANARY_SIDE, CANARY_SIDE, rgb));
        QwenPrompt canary = prompt(List.of(Message.user("What is this?", 1)), List.of(picture));
        Reply reply = generator
                .generate(List.of(canary.prompt), io.mindstream.model.generate.Sampling.greedy(CANARY_TOKENS))
                .get(0);
        for (float logProbability : reply.logProbabilities()) {
            if (!Float.isFinite(logProbability)) {
                throw new ModelException("checkpoint " + name + ": its reply to the canary prompt has probabilities "
                        + Arrays.toString(reply.logProbabilities()));
            }
        }
    }

    @Override
    public void close() {
        closing.run();
    }

    private final class QwenPrompt implements Prompt {
        private final io.mindstream.model.generate.Prompt prompt;

        private QwenPrompt(io.mindstream.model.generate.Prompt prompt) {
            this.prompt = prompt;
        }

        @Override
        public int tokens() {
            return prompt.tokens().length;
        }

        @Override
        public Finish reply(Sampling sampling, int maxTokens, Pieces pieces) {
            StreamingDecoder decoder = tokenizer.decoder();
            TokenListener listener = (index, tokens, logProbabilities) -> {
                StringBuilder text = new StringBuilder();
                List<SpokenToken> spoken = new ArrayList<>(tokens.length);
                for (int i = 0; i < tokens.length; i++) {
                    String characters = decoder.add(tokens[i]);
                    text.append(characters);
                    spoken.add(new SpokenToken(characters, tokenizer.bytes(tokens[i]), logProbabilities[i]));
                }
                return pieces.more(text.toString(), spoken);
            };
            io.mindstream.model.generate.Sampling how = new io.mindstream.model.generate.Sampling(
                    maxTokens,
                    sampling.temperature(),
                    sampling.topK(),
                    sampling.topP(),
                    sampling.repetitionPenalty(),
                    sampling.seed(),
                    TOKENS_A_CALL);
            FinishReason reason =
                    generator.generate(List.of(prompt), how, listener).get(0).reason();
            if (reason != FinishReason.CANCELLED) {
                pieces.more(decoder.finish(), List.of());
            }
            return switch (reason) {
                case STOP -> Finish.STOP;
                case LENGTH -> Finish.LENGTH;
                case CANCELLED -> Finish.ABORT;
            };
        }
    }
}
