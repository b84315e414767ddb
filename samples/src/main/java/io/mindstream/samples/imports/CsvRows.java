package io.mindstream.samples.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a file of comma-separated values (RFC 4180: quotes around fields, doubled inside), in UTF-8, one at a time. Semicolons and tabs
 * separate too, when the first line has more of them than commas.
 */
public final class CsvRows implements AutoCloseable {
    /** Longest field, in characters. */
    private static final int LONGEST = 1 << 20;

    private final BufferedReader in;
    private final char separator;
    private long line;
    private long start;

    public CsvRows(Path file) throws IOException {
        this.in =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), 1 << 16);
        in.mark(1 << 15);
        if (in.read() != '\ufeff') {
            in.reset();
        }
        in.mark(1 << 15);
        int[] counts = new int[128];
        int next = in.read();
        for (int i = 0; i < (1 << 15) - 4 && next >= 0 && next != '\n'; i++) {
            counts[next < 128 ? next : 0]++;
            next = in.read();
        }
        in.reset();
        char best = ',';
        for (char other : new char[] {';', '\t'}) {
            best = counts[other] > counts[best] ? other : best;
        }
        this.separator = best;
    }

    /** Line on which the last row began, from 1. */
    public long line() {
        return start;
    }

    /**
     * The next row that is not empty, or null at the end.
     *
     * @throws BadRecordException when a quote is not closed or a field has no end; nothing behind it can be read
     */
    public List<String> next() throws IOException, BadRecordException {
        while (true) {
            start = line + 1;
            List<String> row = row();
            if (row == null || row.size() > 1 || !row.get(0).isBlank()) {
                return row;
            }
        }
    }

    private List<String> row() throws IOException, BadRecordException {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (true) {
            if (c == '"' && field.isEmpty()) {
                c = quoted(field);
            }
            if (c < 0 || c == '\n' || c == separator) {
                fields.add(field.toString().strip());
                field.setLength(0);
                if (c != separator) {
                    line++;
                    return fields;
                }
            } else if (c != '\r') {
                add(field, c);
            }
            c = in.read();
        }
    }

    /** Up to the closing quote. @return what comes behind it */
    private int quoted(StringBuilder field) throws IOException, BadRecordException {
        while (true) {
            int c = in.read();
            if (c < 0) {
                throw new BadRecordException("a quote is not closed, and nothing behind it is read");
            }
            if (c == '"') {
                int next = in.read();
                if (next != '"') {
                    return next;
                }
            } else if (c == '\n') {
                line++;
            }
            add(field, c);
        }
    }

    private static void add(StringBuilder field, int c) throws BadRecordException {
        if (field.length() >= LONGEST) {
            throw new BadRecordException(
                    "a field of more than " + LONGEST + " characters, and nothing behind it is read");
        }
        field.append((char) c);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
