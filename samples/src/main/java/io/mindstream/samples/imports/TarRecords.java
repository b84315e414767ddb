package io.mindstream.samples.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A WebDataset shard: a tar in which files that follow each other and have the same name up to the first dot are one record. A picture
 * ({@code jpg}, {@code png}, {@code webp}, …), and words about it: {@code txt} or {@code caption}, {@code cls}, {@code json} in any of the layouts
 * of JSON records.
 */
public final class TarRecords implements RecordFile {
    /** The largest file of a record, in bytes; one record is in memory at a time. */
    static final int LARGEST = 64 << 20;

    private final Path file;
    private final String name;
    private final RecordParser parser;
    private final JsonMapper mapper = new JsonMapper();

    /** @param name of the file, for people */
    public TarRecords(Path file, String name) {
        this.file = file;
        this.name = name;
        this.parser = new RecordParser(file.toAbsolutePath().getParent());
    }

    @Override
    public void read(long skip, RecordSink sink) throws IOException {
        long number = 0;
        Map<String, byte[]> members = new TreeMap<>();
        String key = null;
        String problem = null;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isFile()) {
                    continue;
                }
                String path = entry.getName();
                int dot = path.indexOf('.', path.lastIndexOf('/') + 1);
                String prefix = dot < 0 ? path : path.substring(0, dot);
                if (!prefix.equals(key)) {
                    if (key != null && number > skip) {
                        finish(new Origin(name, number), key, members, problem, sink);
                    }
                    if (!sink.more()) {
                        return;
                    }
                    number++;
                    key = prefix;
                    problem = null;
                    members.clear();
                }
                if (number > skip) {
                    if (entry.getSize() > LARGEST) {
                        problem = path + ": " + entry.getSize() + " bytes, at most " + LARGEST + " are read";
                    } else {
                        members.put(
                                dot < 0 ? "" : path.substring(dot + 1).toLowerCase(Locale.ROOT), tar.readAllBytes());
                    }
                }
            }
        } catch (IOException e) {
            sink.bad(new Origin(name, number), "the archive cannot be read any further: " + e.getMessage());
            return;
        }
        if (key != null && number > skip) {
            finish(new Origin(name, number), key, members, problem, sink);
        }
    }

    private void finish(Origin origin, String key, Map<String, byte[]> members, String problem, RecordSink sink)
            throws IOException {
        RawRecord record;
        try {
            if (problem != null) {
                throw new BadRecordException(problem);
            }
            record = record(members);
        } catch (BadRecordException e) {
            sink.bad(origin, "record '" + key + "': " + e.getMessage());
            return;
        }
        sink.record(origin, record);
    }

    private RawRecord record(Map<String, byte[]> members) throws BadRecordException {
        byte[] picture = null;
        List<RawTurn> turns = new ArrayList<>();
        for (Map.Entry<String, byte[]> member : members.entrySet()) {
            String extension = member.getKey().substring(member.getKey().lastIndexOf('.') + 1);
            if (LonePicture.PICTURES.contains(extension)) {
                if (picture != null) {
                    throw new BadRecordException("several pictures where one is taken");
                }
                picture = member.getValue();
            } else if (extension.equals("json")) {
                try {
                    turns.addAll(parser.turns(mapper.readTree(member.getValue())));
                } catch (JsonProcessingException e) {
                    throw new BadRecordException("json: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""));
                } catch (IOException e) {
                    throw new BadRecordException("json: not text in UTF-8");
                }
            } else if (extension.equals("txt") || extension.equals("caption")) {
                add(member, RawTurn::caption, turns);
            } else if (extension.equals("cls")) {
                add(member, RawTurn::label, turns);
            }
        }
        if (picture == null) {
            throw new BadRecordException("no picture among " + members.keySet());
        }
        if (turns.isEmpty()) {
            throw new BadRecordException("no words about the picture among " + members.keySet());
        }
        return new RawRecord(new RawPicture.InMemory(picture), turns);
    }

    private static void add(
            Map.Entry<String, byte[]> member, java.util.function.Function<String, RawTurn> kind, List<RawTurn> turns)
            throws BadRecordException {
        String text = new String(member.getValue(), StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            throw new BadRecordException(member.getKey() + ": empty");
        }
        turns.add(kind.apply(text));
    }
}
