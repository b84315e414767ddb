package io.mindstream.samples.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A table in which each row is about a picture: its columns are named as the fields of plain JSON records. */
public final class CsvRecords implements RecordFile {
    private static final Set<String> PICTURE = Set.of("image", "file_name", "image_path", "path");

    private final Path file;
    private final String name;
    private final RecordParser parser;

    /**
     * @param name of the file, for people
     * @param pictures folder that paths of pictures start from
     */
    public CsvRecords(Path file, String name, Path pictures) {
        this.file = file;
        this.name = name;
        this.parser = new RecordParser(pictures);
    }

    /** Whether a table with these columns is about pictures. */
    public static boolean namesPictures(List<String> header) {
        return header.stream().anyMatch(column -> PICTURE.contains(column.toLowerCase(Locale.ROOT)));
    }

    @Override
    public void read(long skip, RecordSink sink) throws IOException {
        try (CsvRows rows = new CsvRows(file)) {
            List<String> header = rows.next();
            for (List<String> row = rows.next(); row != null && sink.more(); row = rows.next()) {
                if (rows.line() > skip) {
                    read(new Origin(name, rows.line()), header, row, sink);
                }
            }
        } catch (BadRecordException e) {
            sink.bad(new Origin(name, 0), e.getMessage());
        }
    }

    private void read(Origin origin, List<String> header, List<String> row, RecordSink sink) throws IOException {
        RawRecord record;
        try {
            if (row.size() != header.size()) {
                throw new BadRecordException(row.size() + " fields where the header has " + header.size());
            }
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < row.size(); i++) {
                if (!row.get(i).isEmpty()) {
                    node.put(header.get(i).toLowerCase(Locale.ROOT), row.get(i));
                }
            }
            record = parser.parse(node);
        } catch (BadRecordException e) {
            sink.bad(origin, e.getMessage());
            return;
        }
        sink.record(origin, record);
    }
}
