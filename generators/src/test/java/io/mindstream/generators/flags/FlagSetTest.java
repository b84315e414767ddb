package io.mindstream.generators.flags;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.generators.svg.Ink;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagSetTest {
    private static final FlagSet ALL = new FlagSet(1000);

    private static Flag flag(String code) {
        return ALL.domains().stream()
                .flatMap(domain -> Stream.concat(ALL.named(domain).stream(), ALL.unseen(domain).stream()))
                .filter(flag -> flag.code().equals(code))
                .findAny()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "fr, France, Paris, Europe",
        "jp, Japan, Tokyo, Asia",
        "eg, Egypt, Cairo, Africa",
        "ca, Canada, Ottawa, North America",
        "br, Brazil, Brasília, South America",
        "au, Australia, Canberra, Oceania"
    })
    void countriesHaveTheFactsOfTheFlagSet(String code, String name, String capital, String continent) {
        Flag flag = flag(code);

        assertThat(flag.name()).isEqualTo(name);
        assertThat(flag.capital()).isEqualTo(capital);
        assertThat(flag.continent()).isEqualTo(continent);
    }

    @ParameterizedTest
    @CsvSource({
        "fr, BLUE WHITE RED, false",
        "de, BLACK RED YELLOW, true",
        "ie, GREEN WHITE ORANGE, false",
        "th, RED WHITE BLUE WHITE RED, true",
        "mx, GREEN WHITE RED, false",
        "bw, BLUE WHITE BLACK WHITE BLUE, true",
        "ua, BLUE YELLOW, true"
    })
    void stripesAreReadOffThePixels(String code, String bands, boolean horizontal) {
        assertThat(flag(code).stripes())
                .hasValue(new Stripes(
                        horizontal,
                        Stream.of(bands.split(" ")).map(Ink::valueOf).toList()));
    }

    @ParameterizedTest
    @CsvSource({"se", "dk", "gb", "us", "jp", "ae", "cz", "br", "za", "mg", "gr", "kw"})
    void crossesCantonsTrianglesAndPlainFieldsAreNotStriped(String code) {
        assertThat(flag(code).stripes()).isEmpty();
    }

    @Test
    void mainColoursAreThoseOfLargeAreasAndUnknownWhereOneIsInBetween() {
        assertThat(flag("se").colours()).containsExactly(Ink.YELLOW, Ink.BLUE);
        assertThat(flag("jm").colours()).containsExactly(Ink.YELLOW, Ink.GREEN, Ink.BLACK);
        assertThat(flag("jp").colours()).containsExactly(Ink.RED, Ink.WHITE);
        // The shield of Portugal's flag: is it white and blue, too?
        assertThat(flag("pt").colours()).isEmpty();
    }

    @Test
    void entitiesAreTakenByTurnsFromTheContinentsAndUnseenFlagsAreOthers() {
        FlagSet set = new FlagSet(48);

        assertThat(set.all()).hasSize(48).allMatch(Flag::named);
        assertThat(set.domains()).hasSize(5).allSatisfy(domain -> {
            assertThat(set.named(domain)).hasSizeBetween(9, 10);
            assertThat(set.unseen(domain)).hasSizeGreaterThanOrEqualTo(4).noneMatch(Flag::named);
        });
        List<Flag> everything = ALL.domains().stream()
                .flatMap(domain -> Stream.concat(ALL.named(domain).stream(), ALL.unseen(domain).stream()))
                .toList();
        Set<Flag> different = new HashSet<>(everything);
        assertThat(everything).hasSameSizeAs(different);
        assertThat(new FlagSet(2).domains()).hasSize(2);
    }

    @Test
    void domainsHoldFlagsOfTheirContinent() {
        for (Flag flag : ALL.all()) {
            String domain = ALL.domains().stream()
                    .filter(candidate -> ALL.named(candidate).contains(flag))
                    .findAny()
                    .orElseThrow();
            String continent = flag.continent().contains("America")
                    ? "americas"
                    : flag.continent().toLowerCase();
            assertThat(domain).as(flag.name()).isEqualTo("geography/flags/" + continent);
        }
    }
}
