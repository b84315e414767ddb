package io.mindstream.model.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Text to token ids and back, by a byte-level BPE {@code tokenizer.json} of the Qwen family. Encoding is done by Hugging Face's own
 * library through DJL; decoding is a table of bytes.
 *
 * <p>Text is only ever text: {@code <|im_end|>} in it is encoded as the signs it is made of. The special tokens are reached by
 * {@link #id(SpecialToken)} alone.
 *
 * <p>May be used by several threads. To be closed when it is no longer needed: the library's memory is not Java's.
 */
public final class Tokenizer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Ten times as many as the largest vocabularies in use. */
    private static final int LARGEST_ID = 3_000_000;

    private static final String CONFIG = "tokenizer_config.json";
    private static final String TEMPLATE = "chat_template.jinja";

    private final String json;
    private final Optional<String> config;
    private final HuggingFaceTokenizer library;
    private final AddedTokens added;
    private final byte[][] bytes;

    private Tokenizer(String json, Optional<String> config) {
        this.json = json;
        this.config = config;
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        requireType(root.path("model"), "model", "BPE");
        requireType(root.path("decoder"), "decoder", "ByteLevel");
        added = AddedTokens.read(root.path("added_tokens"));
        bytes = table(root.path("model").path("vocab"));
        library = library((ObjectNode) root);
    }

    /**
     * Loads {@code tokenizer.json} and, where it lies beside it, {@code tokenizer_config.json}.
     *
     * @param file the file, or the directory it is in
     * @throws IOException if there is no such file
     * @throws IllegalArgumentException naming file and field if it is not a byte-level BPE tokenizer with Qwen's special tokens
     */
    public static Tokenizer load(Path file) throws IOException {
        Path path = Files.isDirectory(file) ? file.resolve(TokenizerFile.NAME) : file;
        String text = Files.readString(path);
        Path config = path.resolveSibling(CONFIG);
        Optional<String> settings = Files.exists(config) ? Optional.of(Files.readString(config)) : Optional.empty();
        try {
            return new Tokenizer(text, settings);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }

    /** As {@link #load(Path)}, from the file's text. */
    public static Tokenizer parse(String json) {
        return new Tokenizer(json, Optional.empty());
    }

    /** One more than the largest id. A model's embedding may have more rows. */
    public int size() {
        return bytes.length;
    }

    /** The id of a special token. */
    public int id(SpecialToken token) {
        return added.id(token);
    }

    /** The ids of a text, without any special tokens. Unpaired surrogates become U+FFFD. */
    public int[] encode(String text) {
        int[] ids = new int[0];
        int from = 0;
        for (AddedTokens.Found found : added.find(text)) {
            ids = join(ids, encodePlain(text.substring(from, found.start())));
            ids = join(ids, new int[] {found.id()});
            from = found.end();
        }
        return join(ids, encodePlain(text.substring(from)));
    }

    /** The text of ids; special tokens are left out. Bytes that are not UTF-8 become U+FFFD. */
    public String decode(int[] ids) {
        StreamingDecoder decoder = decoder();
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(decoder.add(id));
        }
        return text.append(decoder.finish()).toString();
    }

    /** A decoder for ids that come one by one. */
    public StreamingDecoder decoder() {
        return new StreamingDecoder(this);
    }

    /**
     * The bytes an id stands for; none for special tokens and ids without an entry.
     *
     * @throws IllegalArgumentException if the id is negative
     */
    public byte[] bytes(int id) {
        if (id < 0) {
            throw new IllegalArgumentException("token: " + id + " is negative");
        }
        // A model's embedding may have rows beyond the vocabulary, and a bad model may choose one.
        return id < bytes.length && bytes[id] != null ? bytes[id].clone() : new byte[0];
    }

    /**
     * Writes {@code tokenizer.json} as it was read, and {@code tokenizer_config.json}: as it was read, or one that tells transformers the
     * special tokens and the chat template, with {@code chat_template.jinja} beside it, where newer versions look for it.
     *
     * @param directory an existing folder
     */
    public void write(Path directory) throws IOException {
        Files.writeString(directory.resolve(TokenizerFile.NAME), json);
        Files.writeString(directory.resolve(CONFIG), config.orElseGet(Tokenizer::ownConfig));
        if (config.isEmpty()) {
            Files.writeString(directory.resolve(TEMPLATE), template());
        }
    }

    @Override
    public void close() {
        library.close();
    }

    private int[] encodePlain(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        // The library's Encoding object would also fetch tokens and spans, one call each.
        TokenizersLibrary calls = TokenizersLibrary.LIB;
        try {
            long encoding = calls.encode(library.getHandle(), wellFormed(text), false);
            try {
                return Arrays.stream(calls.getTokenIds(encoding))
                        .mapToInt(id -> (int) id)
                        .toArray();
            } finally {
                calls.deleteEncoding(encoding);
            }
        } finally {
            // It has a finalizer, which must not run during the call.
            Reference.reachabilityFence(library);
        }
    }

    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints()
                        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }

    private static int[] join(int[] a, int[] b) {
        if (a.length == 0) {
            return b;
        }
        int[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }

    /** The library sees no added tokens: so it cannot find them in a text. */
    private static HuggingFaceTokenizer library(ObjectNode root) {
        root.putArray("added_tokens");
        // Without these two, DJL cuts texts after 512 tokens.
        Map<String, String> options = Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false");
        try {
            return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(JSON.writeValueAsBytes(root)), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a tokenizer: " + e.getMessage(), e);
        }
    }

    private byte[][] table(JsonNode vocabulary) {
        int size = added.largest() + 1;
        for (JsonNode id : vocabulary) {
            size = Math.max(size, checkedId(id) + 1);
        }
        byte[][] table = new byte[size][];
        vocabulary.properties().forEach(entry -> table[entry.getValue().asInt()] = ByteAlphabet.read(entry.getKey()));
        added.fill(table);
        return table;
    }

    /** An id of the file; a damaged one must not make us ask for memory without bounds. */
    static int checkedId(JsonNode id) {
        if (!id.isInt() || id.asInt() < 0 || id.asInt() > LARGEST_ID) {
            throw new IllegalArgumentException("id: is " + id + ", must be a number from 0 to " + LARGEST_ID);
        }
        return id.asInt();
    }

    private static void requireType(JsonNode node, String field, String wanted) {
        String type = node.path("type").asText("missing");
        if (!type.equals(wanted)) {
            throw new IllegalArgumentException(field + ".type: is " + type + ", must be " + wanted);
        }
    }

    private static String ownConfig() {
        ObjectNode node = JSON.createObjectNode();
        node.put("tokenizer_class", "PreTrainedTokenizerFast");
        node.put("eos_token", SpecialToken.IM_END.text()).put("pad_token", SpecialToken.END_OF_TEXT.text());
        node.put("image_token", SpecialToken.IMAGE_PAD.text()).put("video_token", SpecialToken.VIDEO_PAD.text());
        node.put("vision_bos_token", SpecialToken.VISION_START.text());
        node.put("vision_eos_token", SpecialToken.VISION_END.text());
        node.put("clean_up_tokenization_spaces", false).put("chat_template", template());
        return node.toPrettyString() + "\n";
    }

    private static String template() {
        try (InputStream in = Tokenizer.class.getResourceAsStream(TEMPLATE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
