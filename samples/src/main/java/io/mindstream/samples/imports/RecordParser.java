package io.mindstream.samples.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one JSON object in any of the layouts that are common for pictures and words:
 *
 * <ul>
 *   <li>TRL: {@code messages} with {@code role} and {@code content} (text, or a list of typed parts), or {@code prompt} and
 *       {@code completion}; pictures in {@code images} or {@code image};
 *   <li>LLaMA-Factory: {@code messages} or {@code conversations} and {@code images}; {@code instruction}, {@code input}, {@code output};
 *   <li>LLaVA: {@code image} and {@code conversations} with {@code from} and {@code value};
 *   <li>plain: {@code image} (or {@code file_name}, {@code path}) and {@code question} with {@code answer} ({@code options} for a choice),
 *       {@code qa} as a list of those, {@code caption} (or {@code text}), {@code label}.
 * </ul>
 *
 * <p>Each question with the reply that follows it is taken by itself: what a system says and what a reply refers back to is not kept.
 */
public final class RecordParser {
    private static final Pattern MARK = Pattern.compile("\\s*<image>\\s*");
    private static final List<String> PICTURE = List.of("images", "image", "file_name", "image_path", "path");
    private static final List<String> CAPTION = List.of("caption", "captions", "text", "description");
    private static final List<String> REPLY = List.of("answer", "answers", "reply", "output", "response");

    private final PictureResolver pictures;

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @param folder that paths of pictures start from */
    public RecordParser(Path folder) {
        this.pictures = new PictureResolver(folder);
    }

    /**
     * A record as text.
     *
     * @return empty for an empty text
     * @throws BadRecordException naming the field, or that it is no JSON
     */
    public Optional<RawRecord> parse(byte[] json) throws BadRecordException {
        JsonNode record;
        try {
            record = mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new BadRecordException(
                    "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new BadRecordException("not text in UTF-8");
        }
        // An empty line is none, and so is a byte order mark by itself.
        return record.isMissingNode() ? Optional.empty() : Optional.of(parse(record));
    }

    /** @throws BadRecordException naming the field */
    RawRecord parse(JsonNode record) throws BadRecordException {
        if (!record.isObject()) {
            throw new BadRecordException("not a JSON object");
        }
        JsonNode picture = picture(record);
        return new RawRecord(pictures.resolve(picture), turns(record));
    }

    /** About a picture that stands elsewhere, as in an archive. */
    List<RawTurn> turns(JsonNode record) throws BadRecordException {
        if (!record.isObject()) {
            throw new BadRecordException("not a JSON object");
        }
        List<RawTurn> turns = new ArrayList<>();
        JsonNode messages = first(record, List.of("messages", "conversations", "conversation"));
        if (messages != null) {
            conversation(messages, turns);
        } else if (record.has("prompt") && record.has("completion")) {
            conversation(record.get("prompt"), record.get("completion"), turns);
        } else if (record.has("instruction") && record.has("output")) {
            String input = record.path("input").asText("");
            String instruction = text(record.get("instruction"), "instruction");
            turns.add(RawTurn.question(
                    clean(input.isBlank() ? instruction : instruction + "\n" + input),
                    text(record.get("output"), "output")));
        }
        plain(record, turns);
        if (record.path("qa").isArray()) {
            for (JsonNode one : record.get("qa")) {
                plain(one, turns);
            }
        }
        JsonNode label = record.get("label");
        if (label != null && (label.isTextual() || label.isNumber())) {
            turns.add(RawTurn.label(label.asText()));
        }
        if (turns.isEmpty()) {
            throw new BadRecordException("neither messages, conversations, question and answer, caption nor label");
        }
        return turns;
    }

    private static void plain(JsonNode record, List<RawTurn> turns) throws BadRecordException {
        JsonNode question = first(record, List.of("question", "query"));
        JsonNode reply = first(record, REPLY);
        if (question != null) {
            if (reply == null) {
                throw new BadRecordException("answer: missing beside question");
            }
            turns.add(question(record, text(question, "question"), reply));
            return;
        }
        JsonNode caption = first(record, CAPTION);
        if (caption != null && caption.isArray()) {
            for (JsonNode one : caption) {
                turns.add(RawTurn.caption(text(one, "caption")));
            }
        } else if (caption != null) {
            turns.add(RawTurn.caption(text(caption, "caption")));
        }
    }

    private static RawTurn question(JsonNode record, String question, JsonNode reply) throws BadRecordException {
        JsonNode given = first(record, List.of("options", "choices"));
        List<String> options = new ArrayList<>();
        if (given != null && given.isArray()) {
            for (JsonNode option : given) {
                options.add(text(option, "options"));
            }
        }
        String words = reply.isArray() && !reply.isEmpty() ? text(reply.get(0), "answer") : text(reply, "answer");
        if (!options.isEmpty() && !options.contains(words)) {
            words = options.get(index(words, reply, options));
        }
        return new RawTurn(Optional.of(clean(question)), words, options, RawTurn.Kind.QUESTION);
    }

    /** Of an option that is named by its letter or number. */
    private static int index(String words, JsonNode reply, List<String> options) throws BadRecordException {
        String letter = words.strip();
        int index = reply.isInt()
                ? reply.intValue()
                : letter.length() == 1 ? Character.toUpperCase(letter.charAt(0)) - 'A' : -1;
        if (index < 0 || index >= options.size()) {
            throw new BadRecordException("answer: '" + words + "' is none of the options " + options);
        }
        return index;
    }

    private static void conversation(JsonNode prompt, JsonNode completion, List<RawTurn> turns)
            throws BadRecordException {
        String reply = completion.isArray() && !completion.isEmpty()
                ? content(completion.get(completion.size() - 1), "completion")
                : text(completion, "completion");
        String question = null;
        if (prompt.isArray()) {
            for (JsonNode message : prompt) {
                question = user(message) ? content(message, "prompt") : question;
            }
        } else {
            question = text(prompt, "prompt");
        }
        if (question == null) {
            throw new BadRecordException("prompt: no message of the user");
        }
        turns.add(RawTurn.question(clean(question), reply));
    }

    private static void conversation(JsonNode messages, List<RawTurn> turns) throws BadRecordException {
        if (!messages.isArray()) {
            throw new BadRecordException("messages: a list is expected");
        }
        String question = null;
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            String field = "messages[" + i + "]";
            if (user(message)) {
                question = content(message, field);
            } else if (assistant(message)) {
                if (question == null) {
                    throw new BadRecordException(field + ": a reply to no question");
                }
                turns.add(RawTurn.question(clean(question), content(message, field)));
                question = null;
            } else if (!role(message).equals("system")) {
                throw new BadRecordException(field + ": role '" + role(message) + "' is not known");
            }
        }
        if (turns.isEmpty()) {
            throw new BadRecordException("messages: no question with a reply");
        }
    }

    private static String role(JsonNode message) {
        return message.path(message.has("role") ? "role" : "from").asText("");
    }

    private static boolean user(JsonNode message) {
        return List.of("user", "human").contains(role(message));
    }

    private static boolean assistant(JsonNode message) {
        return List.of("assistant", "gpt", "model").contains(role(message));
    }

    private static String content(JsonNode message, String field) throws BadRecordException {
        JsonNode content = message.get(message.has("content") ? "content" : "value");
        if (content != null && content.isArray()) {
            StringBuilder text = new StringBuilder();
            for (JsonNode part : content) {
                if (part.path("type").asText("text").equals("text")) {
                    text.append(text.isEmpty() ? "" : "\n").append(text(part.get("text"), field + ".content.text"));
                }
            }
            return text.toString();
        }
        return text(content, field + ".content");
    }

    private static JsonNode picture(JsonNode record) throws BadRecordException {
        JsonNode found = first(record, PICTURE);
        if (found != null && found.isArray()) {
            if (found.size() != 1) {
                throw new BadRecordException("images: " + found.size() + " pictures where one is taken");
            }
            return found.get(0);
        }
        if (found == null) {
            found = inContent(record.path(record.has("messages") ? "messages" : "prompt"));
        }
        if (found == null) {
            throw new BadRecordException("image: no picture is named");
        }
        return found;
    }

    /** Of a message whose picture stands in its content: {@code {"type": "image", "image": …}} or {@code image_url}. */
    private static JsonNode inContent(JsonNode messages) throws BadRecordException {
        JsonNode found = null;
        for (JsonNode message : messages) {
            for (JsonNode part : message.path("content")) {
                JsonNode one = first(part, List.of("image", "image_url", "path"));
                if (one != null && found != null) {
                    throw new BadRecordException("messages: several pictures where one is taken");
                }
                found = one == null ? found : one;
            }
        }
        return found;
    }

    private static JsonNode first(JsonNode record, List<String> names) {
        for (String name : names) {
            JsonNode found = record.get(name);
            if (found != null && !found.isNull()) {
                return found;
            }
        }
        return null;
    }

    private static String text(JsonNode node, String field) throws BadRecordException {
        if (node == null || !(node.isTextual() || node.isNumber() || node.isBoolean())) {
            throw new BadRecordException(field + ": text is expected");
        }
        String text = node.isBoolean() ? node.booleanValue() ? "yes" : "no" : node.asText();
        if (text.isBlank()) {
            throw new BadRecordException(field + ": empty");
        }
        return text.strip();
    }

    /** Without the mark that says where the picture goes: ours goes before the question. */
    private static String clean(String question) throws BadRecordException {
        String text = MARK.matcher(question).replaceAll("\n").strip();
        if (text.isEmpty()) {
            throw new BadRecordException("question: nothing but the picture's mark");
        }
        return text;
    }
}
