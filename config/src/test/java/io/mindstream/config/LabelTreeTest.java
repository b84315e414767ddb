package io.mindstream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTreeTest {
    @TempDir
    Path dir;

    @Test
    void theTreesThatShipHaveThreeLevelsEverywhere() {
        for (LabelTree tree : new LabelTree[] {LabelTree.domain(), LabelTree.capability()}) {
            assertThat(tree.leaves()).isNotEmpty().allSatisfy(leaf -> {
                assertThat(leaf.split("/")).hasSize(3);
                assertThat(tree.description(leaf)).isNotBlank();
            });
        }
        assertThat(LabelTree.capability().leaves().stream().map(LabelTree::top).distinct())
                .containsExactly("perception", "reasoning", "faithfulness");
    }

    @Test
    void itKnowsItsPathsAndNamesTheLeafThatItLacks() throws IOException {
        Path file = Files.writeString(dir.resolve("tree.yaml"), "{tree: t, labels: {a: {b: {c: leaf}}}}");
        LabelTree tree = LabelTree.fromFile(file);

        assertThat(tree.contains("a")).isTrue();
        assertThat(tree.contains("a/b")).isTrue();
        assertThat(tree.contains("a/b/c")).isTrue();
        assertThat(tree.contains("a/bc")).isFalse();
        tree.require("a/b/c", "needed");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> tree.require("a/b", "source 'x' draws it"))
                .withMessage(file + ": labels.a.b: no such leaf: source 'x' draws it");
    }

    @Test
    void theLeavesOfABranchMayGrowFromTheSources() throws IOException {
        Path file =
                Files.writeString(dir.resolve("tree.yaml"), "{tree: t, labels: {a: {b: from sources, d: {e: leaf}}}}");
        LabelTree tree = LabelTree.fromFile(file);

        assertThat(tree.isLeaf("a/b/any-name-3")).isTrue();
        assertThat(tree.isLeaf("a/b/No Name")).isFalse();
        assertThat(tree.isLeaf("a/b")).isFalse();
        assertThat(tree.isLeaf("a/d/any")).isFalse();
        assertThat(tree.contains("a/b")).isTrue();
        assertThat(tree.contains("a")).isTrue();
        assertThat(tree.leaves()).containsExactly("a/d/e");
        assertThat(tree.open()).containsExactly("a/b");
        assertThat(tree.branch("a/b/grown")).isEqualTo("a/b/*");
        assertThat(tree.description("a/b/any-name")).isEqualTo("any name");
        tree.require("a/b/any", "needed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{tree: t, labels: {a: {b: {c: leaf, c: again}}}}  | line 1: not YAML: Duplicate field 'c'",
                "{tree: t, labels: {}}                             | labels: level 1 is a map of names",
                "{tree: t, labels: {a: {b: leaf}}}                 | labels.a.b: level 3 is a map of names, or 'from sources'",
                "{tree: t, labels: {a: from sources}}              | labels.a: level 2 is a map of names",
                "{tree: t, labels: {a: {b: {c: [from sources]}}}}  | labels.a.b.c: level 3 is a leaf",
                "{tree: t, labels: {a: {b: {c: {d: leaf}}}}}       | labels.a.b.c: level 3 is a leaf: a line that describes it",
                "{tree: t, labels: {a: {b: {C: leaf}}}}            | labels.a.b.C: a name is lower-case letters",
                "{labels: {a: {b: {c: leaf}}}}                     | tree, labels: both are needed",
                "{tree: t, labels: {a: {b: {c: leaf}}}, more: 1}   | more: unknown key",
            })
    void aBadTreeIsOneLineThatNamesFileAndPath(String yaml, String problem) throws IOException {
        Path file = Files.writeString(dir.resolve("tree.yaml"), yaml);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> LabelTree.fromFile(file))
                .withMessageStartingWith(file + ": " + problem);
    }
}
