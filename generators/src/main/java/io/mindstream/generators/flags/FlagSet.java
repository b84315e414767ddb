package io.mindstream.generators.flags;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.attributes.ViewBox;
import io.mindstream.generators.svg.Ink;
import io.mindstream.generators.svg.Webjar;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The flags that are drawn, by domain. Names, capitals and continents come from flag-icons' {@code country.json}; colours and stripes from
 * the pixels of the SVGs.
 */
final class FlagSet {
    /** A colour that covers this share is a main one. */
    private static final double MAIN = 0.06;

    /** Below this it is none. With a colour in between, which are the main ones is a matter of opinion. */
    private static final double MINOR = 0.035;

    private static final String DOMAIN = "geography/flags/";

    private final Map<String, List<Flag>> named = new LinkedHashMap<>();
    private final Map<String, List<Flag>> unseen = new LinkedHashMap<>();

    /**
     * @param entities most named flags, over all continents
     */
    FlagSet(int entities) {
        Map<String, List<String>> known = new LinkedHashMap<>();
        Map<String, List<String>> unknown = new LinkedHashMap<>();
        for (String row : Webjar.list(FlagSet.class, "flags.txt")) {
            String[] parts = row.split(":", 2);
            String domain = DOMAIN + parts[0].replace(" unseen", "").strip();
            (parts[0].contains("unseen") ? unknown : known)
                    .put(domain, List.of(parts[1].strip().split("\\s+")));
        }
        Map<String, JsonNode> countries = new HashMap<>();
        Webjar.FLAG_ICONS
                .json("country.json")
                .forEach(country -> countries.put(country.get("code").asText(), country));
        int left = entities;
        for (int rank = 0; left > 0; rank++) {
            boolean found = false;
            for (Map.Entry<String, List<String>> row : known.entrySet()) {
                if (rank < row.getValue().size() && left > 0) {
                    String code = row.getValue().get(rank);
                    named.computeIfAbsent(row.getKey(), key -> new ArrayList<>())
                            .add(read(code, true, countries));
                    left--;
                    found = true;
                }
            }
            if (!found) {
                break;
            }
        }
        for (String domain : named.keySet()) {
            unseen.put(
                    domain,
                    unknown.get(domain).stream()
                            .map(code -> read(code, false, countries))
                            .toList());
        }
    }

    /** Domains that have a flag: all five from five entities on. */
    List<String> domains() {
        return List.copyOf(named.keySet());
    }

    /** Flags of a domain that are known by name. */
    List<Flag> named(String domain) {
        return named.get(domain);
    }

    /** Flags of a domain that are never named. */
    List<Flag> unseen(String domain) {
        return unseen.get(domain);
    }

    /** All that are known by name. */
    List<Flag> all() {
        return named.values().stream().flatMap(List::stream).toList();
    }

    private static Flag read(String code, boolean named, Map<String, JsonNode> countries) {
        JsonNode country = countries.get(code);
        if (country == null) {
            throw new IllegalStateException("flags.txt: '" + code + "' is no code of flag-icons");
        }
        SVGDocument wide = Webjar.FLAG_ICONS.svg(country.get("flag_4x3").asText());
        return new Flag(
                code,
                named,
                country.get("name").asText(),
                country.get("continent").asText(),
                country.get("capital").asText(),
                colours(raster(wide, 160, 120, true)),
                Stripes.of(raster(wide, 160, 120, false)),
                wide);
    }

    /**
     * The flag as pixels.
     *
     * @param smooth with anti-aliasing, for looking at; without for finding its colours
     */
    static BufferedImage raster(SVGDocument flag, int width, int height, boolean smooth) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING,
                    smooth ? RenderingHints.VALUE_ANTIALIAS_ON : RenderingHints.VALUE_ANTIALIAS_OFF);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            flag.render((Component) null, graphics, new ViewBox(0, 0, width, height));
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static SortedSet<Ink> colours(BufferedImage flag) {
        int[] counts = new int[Ink.values().length];
        for (Ink[] row : Stripes.inks(flag)) {
            for (Ink ink : row) {
                counts[ink.ordinal()]++;
            }
        }
        double area = flag.getWidth() * flag.getHeight();
        SortedSet<Ink> main = new TreeSet<>();
        for (Ink ink : Ink.values()) {
            double share = counts[ink.ordinal()] / area;
            if (share >= MAIN) {
                main.add(ink);
            } else if (share >= MINOR) {
                return new TreeSet<>();
            }
        }
        return main;
    }
}
