package io.mindstream.samples.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of JSON records: an object a line (JSONL), or one array of objects. Read as a stream; a line is at most {@link #LONGEST} bytes. A
 * line that is no JSON is a bad record; an array that breaks off ends there.
 */
public final class JsonRecords implements RecordFile {
    /** The longest line, in bytes: a picture of 24 MB in base64. */
    static final int LONGEST = 32 << 20;

    private final Path file;
    private final String name;
    private final RecordParser parser;
    private final JsonMapper elements = new JsonMapper();

    /**
     * @param name of the file, for people
     * @param pictures folder that paths of pictures start from
     */
    public JsonRecords(Path file, String name, Path pictures) {
        this.file = file;
        this.name = name;
        this.parser = new RecordParser(pictures);
    }

    @Override
    public void read(long skip, RecordSink sink) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            in.mark(1 << 12);
            int first = in.read();
            for (int i = 0;
                    i < (1 << 12) - 2
                            && (Character.isWhitespace(first) || first == 0xef || first == 0xbb || first == 0xbf);
                    i++) {
                first = in.read();
            }
            in.reset();
            if (first == '[') {
                array(in, skip, sink);
            } else {
                lines(in, skip, sink);
            }
        }
    }

    private void lines(InputStream in, long skip, RecordSink sink) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean end = false;
        for (long number = 1; !end && sink.more(); number++) {
            line.reset();
            boolean tooLong = false;
            int next = in.read();
            while (next >= 0 && next != '\n') {
                tooLong |= line.size() >= LONGEST;
                if (!tooLong) {
                    line.write(next);
                }
                next = in.read();
            }
            end = next < 0;
            if (number > skip && line.size() > 0) {
                Origin origin = new Origin(name, number);
                if (tooLong) {
                    sink.bad(origin, "a line of more than " + LONGEST + " bytes");
                } else {
                    line(origin, line.toByteArray(), sink);
                }
            }
        }
    }

    private void line(Origin origin, byte[] line, RecordSink sink) throws IOException {
        Optional<RawRecord> record;
        try {
            record = parser.parse(line);
        } catch (BadRecordException e) {
            sink.bad(origin, e.getMessage());
            return;
        }
        if (record.isPresent()) {
            sink.record(origin, record.get());
        }
    }

    private void array(InputStream in, long skip, RecordSink sink) throws IOException {
        try (JsonParser json = elements.createParser(in)) {
            json.nextToken();
            for (long number = 1; sink.more() && json.nextToken() != JsonToken.END_ARRAY; number++) {
                if (json.currentToken() == null) {
                    sink.bad(new Origin(name, number), "the array is not closed");
                    return;
                }
                if (number <= skip) {
                    json.skipChildren();
                } else {
                    record(new Origin(name, number), elements.readTree(json), sink);
                }
            }
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            sink.bad(new Origin(name, line), "not JSON, and nothing behind it is read: " + problem(e));
        }
    }

    private void record(Origin origin, JsonNode record, RecordSink sink) throws IOException {
        RawRecord parsed;
        try {
            parsed = parser.parse(record);
        } catch (BadRecordException e) {
            sink.bad(origin, e.getMessage());
            return;
        }
        sink.record(origin, parsed);
    }

    private static String problem(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }
}
