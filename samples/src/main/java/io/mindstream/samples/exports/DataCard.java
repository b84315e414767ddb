package io.mindstream.samples.exports;

import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what is exported, and says it in a README as dataset hubs show it. */
public final class DataCard {
    private static final int BINS = 10;
    private static final int WIDEST = 40;

    private final SortedMap<String, Integer> domains = new TreeMap<>();
    private final SortedMap<String, Integer> capabilities = new TreeMap<>();
    private final SortedMap<String, Integer> answers = new TreeMap<>();
    private final SortedMap<String, int[]> sources = new TreeMap<>();
    private final int[] densities = new int[BINS];
    private int samples;
    private int turns;

    public void count(Sample sample) {
        samples++;
        turns += sample.turns().size();
        domains.merge(sample.label().domain(), 1, Integer::sum);
        capabilities.merge(sample.label().capability(), 1, Integer::sum);
        for (Turn turn : sample.turns()) {
            answers.merge(turn.answer().getClass().getSimpleName().toLowerCase(Locale.ROOT), 1, Integer::sum);
        }
        int[] source = sources.computeIfAbsent(sample.provenance().source(), name -> new int[2]);
        source[0]++;
        source[1] = sample.provenance().generatorVersion();
        densities[Math.min(BINS - 1, (int) (sample.ids().total() * BINS))]++;
    }

    public int samples() {
        return samples;
    }

    /**
     * The card.
     *
     * @param how what it was made with, a line each
     * @param rejected why candidates were not taken, with their numbers
     * @param material by source: what its pictures are made of, and under which licence
     */
    public String markdown(List<String> how, SortedMap<String, Integer> rejected, Map<String, String> material) {
        List<String> lines = new ArrayList<>(List.of(
                "---",
                "task_categories:",
                "- visual-question-answering",
                "tags:",
                "- mindstream",
                "- synthetic",
                "---",
                "",
                "# " + count(samples) + " samples, " + count(turns) + " turns",
                ""));
        lines.addAll(how);
        table(lines, "Samples by domain", "domain", domains);
        table(lines, "Samples by capability (of the first turn)", "capability", capabilities);
        table(lines, "Turns by kind of answer", "answer", answers);
        lines.addAll(List.of("", "## Information density (IDS total)", "", "```"));
        int most = 1;
        for (int bin : densities) {
            most = Math.max(most, bin);
        }
        for (int i = 0; i < BINS; i++) {
            String bar = "#".repeat((int) Math.ceil((double) densities[i] * WIDEST / most));
            lines.add(String.format(Locale.ROOT, "%.1f-%.1f %8d %s", i / 10.0, (i + 1) / 10.0, densities[i], bar)
                    .stripTrailing());
        }
        lines.add("```");
        if (!rejected.isEmpty()) {
            table(lines, "Not taken", "reason", rejected);
        }
        lines.addAll(List.of(
                "", "## Sources and licences", "", "| source | version | samples | made of |", "|---|---|---|---|"));
        sources.forEach((name, figures) -> lines.add("| `" + name + "` | " + figures[1] + " | " + count(figures[0])
                + " | " + material.getOrDefault(name, "not known") + " |"));
        return String.join("\n", lines) + "\n";
    }

    private static void table(List<String> lines, String title, String column, SortedMap<String, Integer> counts) {
        lines.addAll(List.of("", "## " + title, "", "| " + column + " | number |", "|---|---|"));
        counts.forEach((name, number) -> lines.add("| " + name + " | " + count(number) + " |"));
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
