package io.mindstream.generators.topics;

import io.mindstream.generators.svg.Webjar;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A thing that can be drawn as an icon of Material Design Icons and called by its name.
 *
 * @param icon in the set
 * @param name what people call one of it: {@code traffic light}
 * @param group of things alike: {@code animals}
 */
public record Pictogram(String icon, String name, String group) {
    /** Side of the square that outlines are drawn in. */
    static final double BOX = 24;

    private static final Pattern HISSING = Pattern.compile("(s|x|ch|sh)$");
    private static final Pattern DROPPING_Y = Pattern.compile("[^aeiou]y$");
    private static final List<Pictogram> ALL = read();

    /** Outlines are read when they are first painted: most runs paint few. */
    private static final Map<String, Shape> OUTLINES = new ConcurrentHashMap<>();

    private static Pictogram of(String line, String group) {
        String[] parts = line.split("\\s*=\\s*");
        return new Pictogram(parts[0], parts.length == 1 ? parts[0].replace('-', ' ') : parts[1], group);
    }

    /**
     * All of the list {@code pictograms.txt}, or those of some groups.
     *
     * @param groups names of groups; none for all
     */
    public static List<Pictogram> list(String... groups) {
        List<String> wanted = List.of(groups);
        return ALL.stream()
                .filter(pictogram -> wanted.isEmpty() || wanted.contains(pictogram.group()))
                .toList();
    }

    private static List<Pictogram> read() {
        List<Pictogram> all = new ArrayList<>();
        String group = null;
        for (String line : Webjar.list(Pictogram.class, "pictograms.txt")) {
            if (line.endsWith(":")) {
                group = line.substring(0, line.length() - 1);
            } else {
                for (String part : line.split("\\s*,\\s*")) {
                    all.add(of(part, group));
                }
            }
        }
        return List.copyOf(all);
    }

    /** More than one of it: {@code buses}. */
    public String plural() {
        return plural(name);
    }

    /** Its name as it stands behind a number. */
    public String counted(int count) {
        return count == 1 ? name : plural();
    }

    /** The plural of an English noun, by the common rules. */
    public static String plural(String noun) {
        return switch (noun) {
            case "knife", "leaf" -> noun.replaceAll("fe?$", "ves");
            case "mouse" -> "mice";
            case "sheep", "fish", "jellyfish" -> noun;
            default ->
                HISSING.matcher(noun).find()
                        ? noun + "es"
                        : DROPPING_Y.matcher(noun).find() ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        };
    }

    /** With the article: {@code an owl}. */
    public String a() {
        return a(name);
    }

    /** A noun with the indefinite article. */
    public static String a(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) >= 0 && !noun.startsWith("u-") ? "an " : "a ") + noun;
    }

    /** As part of a label: {@code traffic-light}. */
    public String leaf() {
        return name.replace(' ', '-');
    }

    Shape outline() {
        return OUTLINES.computeIfAbsent(
                icon, key -> Webjar.MATERIAL_ICONS.svg("svg/" + key + ".svg").computeShape());
    }
}
