package io.mindstream.samples.exports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.samples.AnswerJson;
import io.mindstream.samples.Ids;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import java.util.List;
import java.util.Locale;

/** How a dialogue about pictures is put into JSON. What only we know (label, answers, density, provenance) stands beside it. */
public enum ChatLayout {
    /** {@code messages} with the text alone and {@code images}: TRL puts the pictures before the first question. */
    TRL("messages", "role", "content", "user", "assistant", ""),
    /** {@code messages} and {@code images}, a mark for each picture in the first question. */
    LLAMA_FACTORY("messages", "role", "content", "user", "assistant", "<image>"),
    /** {@code conversations} and {@code image}, a mark and a line feed in the first question. */
    LLAVA("conversations", "from", "value", "human", "gpt", "<image>\n");

    private final String messages;
    private final String role;
    private final String content;
    private final String user;
    private final String assistant;
    private final String mark;

    ChatLayout(String messages, String role, String content, String user, String assistant, String mark) {
        this.messages = messages;
        this.role = role;
        this.content = content;
        this.user = user;
        this.assistant = assistant;
        this.mark = mark;
    }

    /**
     * One sample.
     *
     * @param pictures names of its pictures, as whoever reads it will find them; empty where they stand elsewhere
     */
    public ObjectNode object(Sample sample, List<String> pictures) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", sample.id());
        if (this == LLAVA && pictures.size() == 1) {
            node.put("image", pictures.get(0));
        } else if (!pictures.isEmpty()) {
            pictures.forEach(node.putArray("images")::add);
        }
        ArrayNode dialogue = node.putArray(messages);
        for (Turn turn : sample.turns()) {
            String marks = dialogue.isEmpty() ? mark.repeat(sample.images().size()) : "";
            dialogue.addObject().put(role, user).put(content, marks + turn.question());
            dialogue.addObject().put(role, assistant).put(content, turn.reply());
        }
        ArrayNode answers = node.putArray("answers");
        ArrayNode families = node.putArray("families");
        for (Turn turn : sample.turns()) {
            // As text, since tables want one type for all rows.
            answers.add(AnswerJson.write(turn.answer()).toString());
            families.add(turn.family());
        }
        node.put("domain", sample.label().domain())
                .put("capability", sample.label().capability())
                .put("split", sample.split().name().toLowerCase(Locale.ROOT));
        Ids ids = sample.ids();
        node.putObject("density")
                .put("subjects", ids.subjects())
                .put("relations", ids.relations())
                .put("text", ids.text())
                .put("knowledge", ids.knowledge())
                .put("total", ids.total())
                .put("version", ids.version());
        node.put("source", sample.provenance().source())
                .put("source_version", sample.provenance().generatorVersion())
                .put("seed", sample.provenance().seed())
                .put("content_key", sample.provenance().contentKey());
        return node;
    }
}
