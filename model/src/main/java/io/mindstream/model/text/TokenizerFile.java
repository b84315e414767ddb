package io.mindstream.model.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A trained vocabulary, as {@code tokenizer.json} holds it. The special tokens follow the entries.
 *
 * @param entries in the order of their ids, in the byte-level alphabet
 * @param merges in the order of their rank
 */
public record TokenizerFile(List<String> entries, List<Merge> merges) {
    /** Name of the file in a checkpoint directory. */
    public static final String NAME = "tokenizer.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Two neighbours that become one entry. */
    public record Merge(String left, String right) {}

    public TokenizerFile {
        entries = List.copyOf(entries);
        merges = List.copyOf(merges);
    }

    /** Number of ids, special tokens included. */
    public int size() {
        return entries.size() + SpecialToken.values().length;
    }

    /** Writes {@code tokenizer.json}; the folder is made if there is none. */
    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, toJson());
    }

    /** The file's text, in the layout of Hugging Face's tokenizers library. */
    public String toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", "1.0").putNull("truncation").putNull("padding");
        addedTokens(root.putArray("added_tokens"));
        root.putNull("normalizer");
        preTokenizer(root.putObject("pre_tokenizer"));
        byteLevel(root.putObject("post_processor"));
        byteLevel(root.putObject("decoder"));
        model(root.putObject("model"));
        ObjectWriter writer = JSON.writerWithDefaultPrettyPrinter();
        try {
            return writer.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers can be written", e);
        }
    }

    private void addedTokens(ArrayNode added) {
        for (SpecialToken token : SpecialToken.values()) {
            ObjectNode node = added.addObject();
            node.put("id", entries.size() + token.ordinal()).put("content", token.text());
            node.put("single_word", false).put("lstrip", false).put("rstrip", false);
            node.put("normalized", false).put("special", true);
        }
    }

    private static void preTokenizer(ObjectNode node) {
        node.put("type", "Sequence");
        ArrayNode steps = node.putArray("pretokenizers");
        ObjectNode split = steps.addObject();
        split.put("type", "Split");
        split.putObject("pattern").put("Regex", PreTokenizer.PATTERN);
        split.put("behavior", "Isolated").put("invert", false);
        byteLevel(steps.addObject());
    }

    private static void byteLevel(ObjectNode node) {
        node.put("type", "ByteLevel").put("add_prefix_space", false);
        node.put("trim_offsets", false).put("use_regex", false);
    }

    private void model(ObjectNode node) {
        node.put("type", "BPE").putNull("dropout").putNull("unk_token");
        node.put("continuing_subword_prefix", "").put("end_of_word_suffix", "");
        node.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode vocab = node.putObject("vocab");
        for (int id = 0; id < entries.size(); id++) {
            vocab.put(entries.get(id), id);
        }
        ArrayNode pairs = node.putArray("merges");
        merges.forEach(merge -> pairs.addArray().add(merge.left()).add(merge.right()));
    }
}
