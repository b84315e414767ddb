package io.mindstream.generators.receipts;

import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.other;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Colour;
import io.mindstream.generators.Fonts;
import io.mindstream.generators.receipts.ReceiptScene.Line;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Pen;
import io.mindstream.generators.topics.Questions;
import io.mindstream.generators.topics.Sight;
import io.mindstream.generators.topics.TopicSource;
import io.mindstream.samples.Facts;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Receipts; a topic is something that was bought. */
public final class ReceiptSource extends TopicSource<Good, ReceiptScene> {
    static final List<String> SHOPS = List.of("Nova", "Luna", "Rex", "Ida", "Max", "Leo", "Vega", "Zola");
    static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private static final double LINE = 0.19;
    private static final double PRINT = 1.05 * Pen.PRINT;

    public ReceiptSource(GenerationSettings settings) {
        super("receipts", 1, settings.difficulty(), topics());
    }

    private static Map<String, Good> topics() {
        Map<String, Good> topics = new LinkedHashMap<>();
        Good.all().forEach(good -> topics.put(good.leaf(), good));
        return topics;
    }

    @Override
    protected ReceiptScene draw(String domain, Good good, Frame frame, Sight sight, RandomGenerator random) {
        int count = random.nextInt(2, 4);
        int asked = random.nextInt(count);
        List<Line> lines = new ArrayList<>();
        while (lines.size() < count) {
            String name = lines.size() == asked ? good.name() : one(good.others(), random);
            Line line = new Line(name, random.nextInt(1, 5), random.nextInt(1, 20));
            if (lines.stream().noneMatch(l -> l.name().equals(line.name()) || l.price() == line.price())) {
                lines.add(line);
            }
        }
        Colour band = one(Frame.INKS, random);
        return new ReceiptScene(
                frame,
                sight,
                good,
                one(SHOPS, random),
                random.nextInt(1, 29),
                one(MONTHS, random),
                List.copyOf(lines),
                asked,
                band,
                other(Frame.INKS, band, random));
    }

    @Override
    public String contentKey(ReceiptScene scene) {
        return scene.good().leaf() + " " + scene.name() + " " + scene.day() + scene.month() + " "
                + scene.lines().stream()
                        .map(line -> line.count() + line.name() + line.price())
                        .collect(Collectors.joining(","))
                + " " + scene.sight() + " " + scene.band() + " " + scene.ink() + " "
                + scene.frame().ground();
    }

    @Override
    public Facts facts(ReceiptScene scene) {
        List<String> subjects = new ArrayList<>(List.of("receipt", scene.band() + " head", "total"));
        List<String> texts = new ArrayList<>(List.of(scene.name(), "total", Integer.toString(scene.total())));
        List<String> relations = new ArrayList<>();
        for (int i = 0; i < scene.lines().size(); i++) {
            Line line = scene.lines().get(i);
            subjects.add("line");
            texts.addAll(List.of(Integer.toString(line.count()), line.name(), Integer.toString(line.price())));
            relations.add(line.name() + " in line " + (i + 1));
        }
        if (scene.clear()) {
            texts.add(scene.day() + " " + scene.month());
        }
        return new Facts(
                subjects,
                relations,
                texts,
                List.of(scene.good().name() + " -> " + scene.good().shop()));
    }

    @Override
    protected void paint(ReceiptScene scene, Pen pen) {
        int rows = scene.lines().size() + 2;
        double top = 0.5 - LINE * rows / 2;
        pen.ink(Color.WHITE).rect(0.01, top, 0.98, LINE * rows);
        pen.ink(scene.band()).rect(0.01, top, 0.98, LINE);
        pen.ink(Color.WHITE);
        print(pen, scene.name(), 0.04, top, 0.44, Pen.Align.LEFT);
        if (scene.sight() != Sight.MISSING) {
            print(pen, scene.day() + " " + scene.month(), 0.96, top, 0.46, Pen.Align.RIGHT);
        }
        if (scene.sight() == Sight.SMEARED) {
            pen.smear(0.5, top + 0.02, 0.47, LINE - 0.04);
        }
        for (int i = 0; i < scene.lines().size(); i++) {
            Line line = scene.lines().get(i);
            double y = top + LINE * (i + 1);
            pen.ink(Color.BLACK);
            print(pen, Integer.toString(line.count()), 0.04, y, 0.1, Pen.Align.LEFT);
            print(pen, line.name(), 0.17, y, 0.55, Pen.Align.LEFT);
            print(pen, Integer.toString(line.price()), 0.96, y, 0.2, Pen.Align.RIGHT);
        }
        double foot = top + LINE * (rows - 1);
        pen.ink(Color.BLACK).line(0.03, foot, 0.97, foot, 0.014);
        pen.ink(scene.ink());
        print(pen, "total", 0.04, foot, 0.5, Pen.Align.LEFT);
        print(pen, Integer.toString(scene.total()), 0.96, foot, 0.35, Pen.Align.RIGHT);
    }

    private static void print(Pen pen, String text, double x, double top, double most, Pen.Align align) {
        pen.text(Fonts.SANS_CONDENSED_BOLD, text, x, top + (LINE - PRINT) / 2, PRINT, most, align);
    }

    @Override
    protected void ask(Questions<ReceiptScene> questions) {
        ReceiptFamilies.addTo(questions);
    }
}
