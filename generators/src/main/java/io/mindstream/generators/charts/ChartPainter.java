package io.mindstream.generators.charts;

import io.mindstream.generators.Fonts;
import io.mindstream.generators.charts.ChartScene.Bars;
import io.mindstream.generators.charts.ChartScene.Line;
import io.mindstream.generators.charts.ChartScene.Part;
import io.mindstream.generators.charts.ChartScene.Pie;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.None;

/**
 * Paints charts with XChart, styled down to what fits into 64 pixels: the value axis with its labels and grid lines, the figures, and
 * nothing else. In larger pictures the labels take less of the room and the axis gets more of them.
 */
final class ChartPainter {
    private static final Color GRID = new Color(185, 185, 185);

    private final Graphics2D graphics;
    private final int size;

    ChartPainter(Graphics2D graphics, int size) {
        this.graphics = graphics;
        this.size = size;
    }

    void paint(ChartScene scene) {
        if (scene instanceof Bars bars) {
            bars(bars.parts());
        } else if (scene instanceof Pie pie) {
            pie(pie.parts());
        } else if (scene instanceof Line line) {
            line(line);
        }
    }

    /** XChart gives a colour to a series, not to a bar; so each bar is a series that is 0 in the places of the others. */
    private void bars(List<Part> parts) {
        CategoryChart chart = new CategoryChart(size, size);
        style(chart.getStyler());
        chart.getStyler().setOverlapped(true).setAvailableSpaceFill(0.8);
        List<String> places =
                parts.stream().map(part -> part.colour().toString()).toList();
        for (int i = 0; i < parts.size(); i++) {
            int own = i;
            List<Integer> values = IntStream.range(0, parts.size())
                    .mapToObj(place -> place == own ? parts.get(own).value() : 0)
                    .toList();
            chart.addSeries(places.get(i), places, values)
                    .setFillColor(parts.get(i).colour().color());
        }
        chart.paint(graphics, size, size);
    }

    private void line(Line line) {
        XYChart chart = new XYChart(size, size);
        style(chart.getStyler());
        double[] values =
                line.values().stream().mapToDouble(Integer::doubleValue).toArray();
        double[] places = IntStream.range(0, values.length).asDoubleStream().toArray();
        XYSeries series = chart.addSeries("line", places, values);
        series.setLineColor(line.colour().color());
        series.setLineStyle(
                new BasicStroke((float) Math.max(3.2, 0.025 * size), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        series.setMarker(new None());
        chart.getStyler().setXAxisMin(-0.15).setXAxisMax(values.length - 0.85);
        chart.paint(graphics, size, size);
    }

    private void pie(List<Part> parts) {
        PieChart chart = new PieChart(size, size);
        style((Styler) chart.getStyler());
        chart.getStyler().setLabelsVisible(false).setCircular(true);
        // XChart lays its slices out against the clock.
        for (int i = parts.size() - 1; i >= 0; i--) {
            Part part = parts.get(i);
            chart.addSeries(part.colour().toString(), part.value())
                    .setFillColor(part.colour().color());
        }
        chart.paint(graphics, size, size);
    }

    private double textHeight() {
        return Math.max(8.3, 0.055 * size);
    }

    private void style(Styler styler) {
        styler.setLegendVisible(false)
                .setChartTitleVisible(false)
                .setChartPadding(Math.max(1, size / 32))
                .setPlotContentSize(1)
                .setPlotBorderVisible(false)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setBaseFont(Fonts.SANS.at(textHeight()))
                .setAnnotationTextFont(Fonts.SANS.at(textHeight()));
    }

    private void style(AxesChartStyler styler) {
        style((Styler) styler);
        float hair = Math.max(1, size / 96f);
        styler.setAxisTitlesVisible(false)
                .setPlotMargin(0)
                .setXAxisTicksVisible(false)
                .setYAxisMin(0.0)
                .setYAxisMax(100.0)
                .setYAxisDecimalPattern("0")
                .setYAxisTickMarkSpacingHint((int) (3.5 * textHeight()))
                .setAxisTickLabelsFont(Fonts.SANS_BOLD.at(textHeight()))
                .setAxisTickLabelsColor(Color.BLACK)
                .setAxisTickPadding(Math.max(1, size / 64))
                .setAxisTickMarkLength(Math.max(1, size / 40))
                .setAxisTickMarksColor(Color.BLACK)
                .setAxisTickMarksStroke(new BasicStroke(hair))
                .setPlotGridVerticalLinesVisible(false)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(hair));
    }
}
