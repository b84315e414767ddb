package io.mindstream.generators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Writes the tables of {@code docs/sources.md} to {@code target/sources-table.md}, an example for each family. */
class SourcesTableTest {
    private static final int MOST_NAMED = 12;

    @Test
    void everyFamilyHasAnExample() throws IOException {
        StringBuilder page = new StringBuilder();
        Draws.catalog(64).sources().values().forEach(source -> table(source, page));
        Path file = Path.of("target/sources-table.md");
        Files.writeString(file, page);
        assertThat(file).content().contains("## shapes").contains("| `gauge.value` |");
    }

    private static <S> void table(Source<S> source, StringBuilder page) {
        page.append("## ").append(source.name()).append("\n\n");
        page.append("Domains: ").append(domains(source)).append("\n\n");
        page.append("| family | capability | example |\n|---|---|---|\n");
        for (QuestionFamily<S> family : source.families()) {
            Asked asked = example(source, family);
            page.append("| `").append(family.name()).append("` | ");
            page.append(family.capability())
                    .append(family.yesNo() ? " (yes/no)" : "")
                    .append(" | ");
            page.append(asked.question()).append(" → ").append(asked.reply()).append(" |\n");
        }
        page.append('\n');
    }

    /** The leaves, or how many there are of each branch. */
    private static String domains(Source<?> source) {
        if (source.domains().size() <= MOST_NAMED) {
            return "`" + String.join("`, `", source.domains()) + "`";
        }
        Map<String, Integer> branches = new LinkedHashMap<>();
        source.domains().forEach(leaf -> branches.merge(leaf.substring(0, leaf.lastIndexOf('/')), 1, Integer::sum));
        return source.domains().size() + " leaves: "
                + branches.entrySet().stream()
                        .map(branch -> "`" + branch.getKey() + "/…` " + branch.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static <S> Asked example(Source<S> source, QuestionFamily<S> family) {
        SplittableRandom random = new SplittableRandom(3);
        Optional<Asked> asked = Optional.empty();
        for (int i = 0; i < 500 && asked.isEmpty(); i++) {
            String domain = source.domains().get((i + 1) % source.domains().size());
            asked = family.ask(source.scene(domain, random.split()), random.split());
        }
        assertThat(asked).as(family.name()).isPresent();
        return asked.orElseThrow();
    }
}
