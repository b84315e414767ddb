package io.mindstream.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of rooms and what each may import. A room that is not in it may import nothing of ours. */
class ImportTableTest {
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("config", List.of()),
            Map.entry("samples", List.of("config")),
            Map.entry("bus", List.of("config", "samples")),
            Map.entry("generators", List.of("config", "samples")),
            Map.entry("scorers", List.of("config", "samples")),
            Map.entry("streams", List.of("config", "samples", "bus", "generators", "scorers")),
            Map.entry("curriculum", List.of("config", "samples", "bus")),
            Map.entry("model", List.of("config")),
            Map.entry("trainer", List.of("config", "samples", "bus", "curriculum", "model")),
            Map.entry("serve", List.of("config", "samples", "bus", "model")));

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mindstream");

    @Test
    void roomsImportWhatTheTableAllows() {
        MAY_IMPORT.forEach((room, allowed) -> {
            String[] forbidden = MAY_IMPORT.keySet().stream()
                    .filter(other -> !other.equals(room) && !allowed.contains(other))
                    .map(ImportTableTest::packages)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(packages(room))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage(packages("app"))
                    .because("DESIGN: " + room + " may import " + allowed)
                    .check(classes);
        });
    }

    @Test
    void everyRoomIsInTheTableAndHasClasses() {
        assertThat(classes.stream()
                        .map(type -> type.getPackageName().split("\\.")[2])
                        .filter(room -> !room.equals("app"))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(MAY_IMPORT.keySet());
    }

    @Test
    void onlyTheQueueKnowsRocksDbAndOnlyTheModelKnowsItsEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("curriculum"), packages("streams"))
                .and()
                .resideInAPackage("io.mindstream..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.rocksdb..")
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackage(packages("model"))
                .and()
                .resideInAPackage("io.mindstream..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(classes);
    }

    private static String packages(String room) {
        return "io.mindstream." + room + "..";
    }
}
