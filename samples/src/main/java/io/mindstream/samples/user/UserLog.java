package io.mindstream.samples.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.samples.AnswerJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a user store's log, as JSON: pictures with questions, rejected records, and how far each file has been read. */
final class UserLog {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int CHUNK = 4096;
    private static final int LONGEST = 64 << 20;

    private UserLog() {}

    /** A line and where it begins. */
    @FunctionalInterface
    interface LineSink {
        void line(long offset, JsonNode line) throws IOException;
    }

    /**
     * Goes through all whole lines.
     *
     * @return where the last of them ends; what stands behind it was being written when a process died
     * @throws IOException naming file and line, when one is no JSON
     */
    static long walk(Path file, LineSink sink) throws IOException {
        long end = 0;
        long number = 0;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            long at = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                at++;
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                number++;
                try {
                    sink.line(end, MAPPER.readTree(line.toByteArray()));
                } catch (JsonProcessingException | IllegalArgumentException e) {
                    throw new IOException(file + ":" + number + ": " + e.getMessage(), e);
                }
                line.reset();
                end = at;
            }
        }
        return end;
    }

    /** The line that begins there. */
    static JsonNode at(FileChannel file, long offset) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(CHUNK);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        for (long at = offset; line.size() < LONGEST; at += chunk.position()) {
            chunk.clear();
            if (file.read(chunk, at) <= 0) {
                break;
            }
            for (int i = 0; i < chunk.position(); i++) {
                if (chunk.get(i) == '\n') {
                    line.write(chunk.array(), 0, i);
                    return MAPPER.readTree(line.toByteArray());
                }
            }
            line.write(chunk.array(), 0, chunk.position());
        }
        throw new IOException("no line at " + offset);
    }

    static byte[] line(ObjectNode node) {
        return (node + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode write(UserPicture picture, byte[] signature) {
        ObjectNode line = MAPPER.createObjectNode();
        ObjectNode node = line.putObject("picture")
                .put("pixels", picture.pixels())
                .put("contentKey", picture.contentKey())
                .put("sha256", picture.sha256())
                .put("width", picture.width())
                .put("height", picture.height())
                .put("size", picture.size())
                .put("domain", picture.domain())
                .put("vary", picture.vary());
        if (signature.length > 0) {
            node.put("signature", signature);
        }
        ArrayNode questions = node.putArray("questions");
        for (UserQuestion question : picture.questions()) {
            questions
                    .addObject()
                    .put("capability", question.capability())
                    .put("question", question.question())
                    .put("reply", question.reply())
                    .put("origin", question.origin())
                    .set("answer", AnswerJson.write(question.answer()));
        }
        return line;
    }

    static UserPicture picture(JsonNode node) {
        List<UserQuestion> questions = new ArrayList<>();
        for (JsonNode question : node.get("questions")) {
            questions.add(new UserQuestion(
                    question.path("capability").textValue(),
                    question.path("question").textValue(),
                    question.path("reply").textValue(),
                    AnswerJson.read(question.path("answer")),
                    question.path("origin").textValue()));
        }
        return new UserPicture(
                node.path("pixels").textValue(),
                node.path("contentKey").textValue(),
                node.path("sha256").textValue(),
                node.path("width").intValue(),
                node.path("height").intValue(),
                node.path("size").longValue(),
                node.path("domain").textValue(),
                node.path("vary").booleanValue(),
                questions);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
