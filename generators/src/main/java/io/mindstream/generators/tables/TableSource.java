package io.mindstream.generators.tables;

import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.other;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Colour;
import io.mindstream.generators.Fonts;
import io.mindstream.generators.tables.TableScene.Row;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Pen;
import io.mindstream.generators.topics.Questions;
import io.mindstream.generators.topics.Sight;
import io.mindstream.generators.topics.TopicSource;
import io.mindstream.samples.Facts;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Tables; a topic is a column of numbers about a theme. */
public final class TableSource extends TopicSource<Column, TableScene> {
    private static final int MOST_ROWS = 4;
    private static final double LINE = 0.19;
    private static final double PRINT = 1.05 * Pen.PRINT;

    public TableSource(GenerationSettings settings) {
        super("tables", 1, settings.difficulty(), topics());
    }

    private static Map<String, Column> topics() {
        Map<String, Column> topics = new LinkedHashMap<>();
        Column.all().forEach(column -> topics.put(column.leaf(), column));
        return topics;
    }

    /** The more steps a problem may take, the more rows. */
    @Override
    protected TableScene draw(String domain, Column column, Frame frame, Sight sight, RandomGenerator random) {
        int count = random.nextDouble() < difficulty().steps() ? MOST_ROWS : 2 + random.nextInt(MOST_ROWS - 1);
        List<String> names = new ArrayList<>(column.rows());
        Collections.shuffle(names, new Random(random.nextLong()));
        TreeSet<Integer> distinct = new TreeSet<>();
        while (distinct.size() < count) {
            distinct.add(random.nextInt(column.least(), column.most() + 1));
        }
        List<Integer> values = new ArrayList<>(distinct);
        int order = random.nextInt(3);
        if (order == 0) {
            values.sort(Comparator.reverseOrder());
        } else if (order == 1) {
            Collections.shuffle(values, new Random(random.nextLong()));
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Row(names.get(i), values.get(i), random.nextBoolean()));
        }
        Colour band = one(Frame.INKS, random);
        return new TableScene(frame, sight, column, rows, random.nextInt(count), band, other(Frame.INKS, band, random));
    }

    @Override
    public String contentKey(TableScene scene) {
        return scene.column().leaf() + " "
                + scene.rows().stream()
                        .map(row -> row.name() + "=" + row.value() + (row.ticked() ? "+" : "-"))
                        .collect(Collectors.joining(","))
                + " " + scene.sight() + (scene.clear() ? "" : scene.hidden()) + " " + scene.band() + " " + scene.ink()
                + " " + scene.frame().ground();
    }

    @Override
    public Facts facts(TableScene scene) {
        List<String> subjects = new ArrayList<>(List.of("table", scene.band() + " heading"));
        List<String> relations = new ArrayList<>();
        List<String> texts = new ArrayList<>(List.of(scene.column().name()));
        for (int i = 0; i < scene.rows().size(); i++) {
            Row row = scene.rows().get(i);
            subjects.add("row");
            subjects.add(row.ticked() ? "tick" : "cross");
            texts.add(row.name());
            relations.add(row.name() + " in row " + (i + 1));
            if (scene.clear() || i != scene.hidden()) {
                texts.add(Integer.toString(row.value()));
            }
        }
        return new Facts(
                subjects,
                relations,
                texts,
                List.of(scene.column().name() + " -> " + scene.column().unit()));
    }

    @Override
    protected void paint(TableScene scene, Pen pen) {
        double top = 0.5 - LINE * (scene.rows().size() + 1) / 2;
        pen.ink(Color.WHITE).rect(0.01, top, 0.98, LINE * (scene.rows().size() + 1));
        pen.ink(scene.band()).rect(0.01, top, 0.98, LINE);
        pen.ink(Color.WHITE);
        print(pen, scene.column().name(), 0.83, top, 0.62, Pen.Align.RIGHT);
        for (int i = 0; i < scene.rows().size(); i++) {
            Row row = scene.rows().get(i);
            double y = top + LINE * (i + 1);
            pen.ink(new Color(150, 150, 150)).line(0.01, y, 0.99, y, 0.01);
            pen.ink(Color.BLACK);
            print(pen, row.name(), 0.04, y, 0.46, Pen.Align.LEFT);
            if (scene.sight() != Sight.MISSING || i != scene.hidden()) {
                print(pen, Integer.toString(row.value()), 0.78, y, 0.26, Pen.Align.RIGHT);
            }
            if (scene.sight() == Sight.SMEARED && i == scene.hidden()) {
                pen.smear(0.53, y + 0.025, 0.27, LINE - 0.05);
            }
            pen.ink(scene.ink());
            if (row.ticked()) {
                pen.trace(0.03, 0.85, y + 0.1, 0.89, y + 0.145, 0.95, y + 0.045);
            } else {
                pen.line(0.86, y + 0.05, 0.94, y + 0.14, 0.03).line(0.94, y + 0.05, 0.86, y + 0.14, 0.03);
            }
        }
        pen.ink(scene.band()).box(0.01, top, 0.98, LINE * (scene.rows().size() + 1), 0.012);
    }

    private static void print(Pen pen, String text, double x, double top, double most, Pen.Align align) {
        pen.text(Fonts.SANS_CONDENSED_BOLD, text, x, top + (LINE - PRINT) / 2, PRINT, most, align);
    }

    @Override
    protected void ask(Questions<TableScene> questions) {
        TableFamilies.addTo(questions);
    }
}
