package io.mindstream.generators.user;

import io.mindstream.generators.Fonts;
import io.mindstream.generators.Painter;
import io.mindstream.samples.imports.BadRecordException;
import io.mindstream.samples.imports.CsvRows;
import io.mindstream.samples.imports.Origin;
import io.mindstream.samples.imports.RawPicture;
import io.mindstream.samples.imports.RawRecord;
import io.mindstream.samples.imports.RawTurn;
import io.mindstream.samples.imports.RecordFile;
import io.mindstream.samples.imports.RecordSink;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A table of numbers: each {@value #ROWS} rows and each column of numbers give a bar chart, with the names of the first column that is none below
 * the bars and the numbers above them, and questions about it: single values, the largest and the smallest.
 */
public final class TableRecords implements RecordFile {
    /** Bars of a chart. */
    static final int ROWS = 4;

    private static final int SIZE = 448;
    private static final int LONGEST_NAME = 16;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})?");
    private static final Color[] COLOURS = {
        new Color(30, 75, 220), new Color(222, 28, 36), new Color(20, 150, 50), new Color(250, 130, 10)
    };

    private final Path file;
    private final String name;
    private final Painter painter = new Painter(SIZE);

    /** A row that a chart can be drawn from. */
    private record Row(long line, List<String> fields) {}

    private record Bar(String name, String text, double value) {}

    /** @param name of the file, for people */
    public TableRecords(Path file, String name) {
        this.file = file;
        this.name = name;
    }

    @Override
    public void read(long skip, RecordSink sink) throws IOException {
        try (CsvRows rows = new CsvRows(file)) {
            List<String> header = rows.next();
            List<Row> window = new ArrayList<>();
            for (List<String> row = rows.next(); row != null && sink.more(); row = rows.next()) {
                if (row.size() != header.size()) {
                    if (rows.line() > skip) {
                        sink.bad(
                                new Origin(name, rows.line()),
                                row.size() + " fields where the header has " + header.size());
                    }
                    continue;
                }
                window.add(new Row(rows.line(), row));
                if (window.size() == ROWS) {
                    // Charts count as their last row: what is noted as read ends with a whole one.
                    if (rows.line() > skip) {
                        charts(header, window, sink);
                    }
                    window.clear();
                }
            }
        } catch (BadRecordException e) {
            sink.bad(new Origin(name, 0), e.getMessage());
        }
    }

    private void charts(List<String> header, List<Row> window, RecordSink sink) throws IOException {
        Origin origin = new Origin(name, window.get(ROWS - 1).line());
        OptionalInt named = named(header, window);
        if (named.isEmpty()) {
            sink.bad(origin, "no column of different short names among the last " + ROWS + " rows");
            return;
        }
        boolean drawn = false;
        for (int column = 0; column < header.size(); column++) {
            List<Bar> bars = bars(window, named.getAsInt(), column);
            if (bars.size() == ROWS && !header.get(column).isBlank()) {
                sink.record(origin, chart(header.get(column), bars));
                drawn = true;
            }
        }
        if (!drawn) {
            sink.bad(origin, "no titled column whose last " + ROWS + " rows are different numbers of 0 or more");
        }
    }

    private static OptionalInt named(List<String> header, List<Row> window) {
        for (int column = 0; column < header.size(); column++) {
            Set<String> names = new HashSet<>();
            for (Row row : window) {
                String field = row.fields.get(column);
                if (!field.isEmpty()
                        && field.length() <= LONGEST_NAME
                        && !NUMBER.matcher(field).matches()) {
                    names.add(field);
                }
            }
            if (names.size() == ROWS) {
                return OptionalInt.of(column);
            }
        }
        return OptionalInt.empty();
    }

    /** Fewer than rows, where some are no numbers, negative or equal. */
    private static List<Bar> bars(List<Row> window, int named, int column) {
        List<Bar> bars = new ArrayList<>();
        Set<Double> values = new HashSet<>();
        for (Row row : window) {
            String text = row.fields.get(column);
            if (NUMBER.matcher(text).matches() && !text.startsWith("-") && values.add(Double.parseDouble(text))) {
                bars.add(new Bar(row.fields.get(named), text, Double.parseDouble(text)));
            }
        }
        return bars;
    }

    private RawRecord chart(String title, List<Bar> bars) {
        List<RawTurn> turns = new ArrayList<>();
        for (Bar bar : bars) {
            turns.add(RawTurn.question("What is the " + title + " of " + bar.name + "?", bar.text));
        }
        Comparator<Bar> byValue = Comparator.comparingDouble(Bar::value);
        turns.add(RawTurn.question(
                "Which has the highest " + title + "?",
                bars.stream().max(byValue).orElseThrow().name));
        turns.add(RawTurn.question(
                "Which has the lowest " + title + "?",
                bars.stream().min(byValue).orElseThrow().name));
        StringBuilder words = new StringBuilder("bar chart of " + title + ":");
        bars.forEach(bar -> words.append(words.charAt(words.length() - 1) == ':' ? " " : ", ")
                .append(bar.name)
                .append(' ')
                .append(bar.text));
        turns.add(RawTurn.caption(words.toString()));
        byte[] picture = painter.paint(graphics -> paint(graphics, title, bars)).inline();
        return new RawRecord(new RawPicture.InMemory(picture), turns);
    }

    private static void paint(Graphics2D graphics, String title, List<Bar> bars) {
        graphics.setColor(Color.BLACK);
        text(graphics, title, SIZE / 2.0, 30, SIZE - 20.0, 26);
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        double step = (SIZE - 40.0) / bars.size();
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double high = most == 0 ? 0 : 300 * bar.value / most;
            double left = 20 + i * step + step * 0.15;
            graphics.setColor(COLOURS[i % COLOURS.length]);
            graphics.fill(new Rectangle2D.Double(left, 400 - high, step * 0.7, high));
            graphics.setColor(Color.BLACK);
            text(graphics, bar.text, left + step * 0.35, 388 - high, step * 0.9, 20);
            text(graphics, bar.name, left + step * 0.35, 422, step * 0.9, 20);
        }
        graphics.draw(new Rectangle2D.Double(20, 400, SIZE - 40.0, 0));
    }

    /** Around a middle, as large as it goes up to a size. */
    private static void text(Graphics2D graphics, String text, double x, double y, double room, double pixels) {
        double wide = Fonts.SANS.outline(text, pixels).getBounds2D().getWidth();
        Fonts.SANS.centred(graphics, text, wide > room ? pixels * room / wide : pixels, x, y);
    }
}
