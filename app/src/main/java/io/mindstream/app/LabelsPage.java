package io.mindstream.app;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * The domain tree as a sunburst: the inner ring has its first level, the outer one its second, each as wide as the pairs it reaches, and
 * where something runs the darker the more of them were generated. One file, no script, works offline; hovering tells the numbers.
 */
final class LabelsPage {
    private static final double INNER = 110;
    private static final double MIDDLE = 215;
    private static final double OUTER = 340;
    /** Of the circle; below that a name has no room. */
    private static final double NAMED = 0.012;

    private static final String STYLE =
            """
            :root { color-scheme: light dark; }
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
            h1 { font-size: 1.4rem; } svg { width: 100%; height: auto; }
            path { stroke: Canvas; stroke-width: 1; } path:hover { stroke: CanvasText; stroke-width: 2; }
            text { font-size: 11px; fill: #fff; pointer-events: none; paint-order: stroke; stroke: #0008; stroke-width: 2px; }
            text.middle { font-size: 22px; fill: CanvasText; stroke: none; text-anchor: middle; }
            text.small { font-size: 13px; }
            """;

    private final LabelReport report;
    private final StringBuilder svg = new StringBuilder(1 << 16);

    private LabelsPage(LabelReport report) {
        this.report = report;
    }

    /** The page. */
    static String of(LabelReport report) {
        return new LabelsPage(report).page();
    }

    private String page() {
        LabelReport.Count all = report.all();
        svg.append("<svg viewBox=\"-360 -360 720 720\" role=\"img\" aria-label=\"Domain tree\">");
        double at = 0;
        int number = 0;
        for (Map.Entry<String, LabelReport.Count> top : report.tops().entrySet()) {
            double width = share(top.getValue());
            double hue = 360.0 * number++ / report.tops().size();
            sector(at, width, INNER, MIDDLE, hue, top.getKey(), top.getKey(), top.getValue());
            double within = at;
            for (Map.Entry<String, LabelReport.Count> branch :
                    under(top.getKey()).entrySet()) {
                double part = share(branch.getValue());
                String name = branch.getKey().substring(branch.getKey().indexOf('/') + 1);
                sector(within, part, MIDDLE, OUTER, hue, name, branch.getKey(), branch.getValue());
                within += part;
            }
            at += width;
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"middle\" y=\"-2\">%,d</text><text class=\"middle small\" y=\"20\">%s</text></svg>",
                all.reachable(),
                "pairs reachable"));
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Mindstream labels</title>"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>" + STYLE
                + "</style></head><body><h1>Label trees</h1><p>" + summary() + "</p>" + svg + "</body></html>\n";
    }

    private String summary() {
        LabelReport.Count all = report.all();
        return String.format(
                        Locale.ROOT,
                        "%,d pairs of %,d domain leaves and %d capability leaves can be generated",
                        all.reachable(),
                        all.leaves(),
                        report.capabilities().size())
                + (report.live()
                        ? String.format(
                                Locale.ROOT,
                                "; %,d have been, %,d are mastered. The darker, the more has been generated.",
                                all.generated(),
                                all.mastered())
                        : ".");
    }

    private SortedMap<String, LabelReport.Count> under(String top) {
        return report.domains().subMap(top + "/", top + "0");
    }

    private double share(LabelReport.Count count) {
        return (double) count.reachable() / report.all().reachable();
    }

    private void sector(
            double from,
            double width,
            double inner,
            double outer,
            double hue,
            String name,
            String path,
            LabelReport.Count count) {
        double until = Math.min(from + width, from + 0.9999);
        int large = width > 0.5 ? 1 : 0;
        double generated = count.reachable() == 0 ? 0 : (double) count.generated() / count.reachable();
        double lightness = report.live() ? 80 - 45 * generated : inner > INNER ? 52 : 42;
        svg.append(String.format(
                Locale.ROOT,
                "<path fill=\"hsl(%.0f 45%% %.0f%%)\" d=\"M%.2f %.2fA%.0f %.0f 0 %d 1 %.2f %.2fL%.2f %.2fA%.0f %.0f 0 %d 0 %.2f %.2fZ\"><title>%s</title></path>",
                hue,
                lightness,
                x(from, outer),
                y(from, outer),
                outer,
                outer,
                large,
                x(until, outer),
                y(until, outer),
                x(until, inner),
                y(until, inner),
                inner,
                inner,
                large,
                x(from, inner),
                y(from, inner),
                title(path, count)));
        if (width >= NAMED) {
            name(from + width / 2, inner, name);
        }
    }

    /** Along the radius, and never upside down. */
    private void name(double middle, double inner, String name) {
        boolean left = middle > 0.5;
        double degrees = 360 * middle - 90 + (left ? 180 : 0);
        svg.append(String.format(
                Locale.ROOT,
                "<text transform=\"rotate(%.1f)\" x=\"%.0f\" dy=\"4\" text-anchor=\"%s\">%s</text>",
                degrees,
                left ? -(inner + 8) : inner + 8,
                left ? "end" : "start",
                name));
    }

    private String title(String path, LabelReport.Count count) {
        String reached =
                String.format(Locale.ROOT, "%s: %,d leaves, %,d pairs", path, count.leaves(), count.reachable());
        return report.live()
                ? reached
                        + String.format(
                                Locale.ROOT, ", %,d generated, %,d mastered", count.generated(), count.mastered())
                : reached;
    }

    private static double x(double turn, double radius) {
        return radius * Math.sin(2 * Math.PI * turn);
    }

    private static double y(double turn, double radius) {
        return -radius * Math.cos(2 * Math.PI * turn);
    }
}
