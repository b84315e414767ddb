package io.mindstream.generators.icons;

import com.fasterxml.jackson.databind.JsonNode;
import io.mindstream.generators.svg.Webjar;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The icons that are drawn, by domain: which ones, their names and kinds come from {@code icons.txt}, the rest from the icon set. */
final class IconSet {
    private static final String UNSEEN = "unseen:";

    private final Map<String, List<Icon>> named = new LinkedHashMap<>();
    private final Map<String, List<Icon>> unseen = new LinkedHashMap<>();

    /** A line of the list. */
    private record Line(String icon, String name, String kind) {
        static Line of(String line) {
            String[] parts = line.split("\\s*[=,]\\s*");
            if (parts.length != 3) {
                throw new IllegalStateException("icons.txt: '" + line + "' is not 'icon = name, kind'");
            }
            return new Line(parts[0], parts[1], parts[2]);
        }
    }

    /**
     * @param entities most named icons, over all domains
     */
    IconSet(int entities) {
        Map<String, List<Line>> listed = new LinkedHashMap<>();
        Map<String, List<String>> strangers = new LinkedHashMap<>();
        String domain = null;
        for (String line : Webjar.list(IconSet.class, "icons.txt")) {
            if (line.startsWith(UNSEEN)) {
                strangers.put(
                        domain, List.of(line.substring(UNSEEN.length()).strip().split("\\s+")));
            } else if (line.contains("=")) {
                listed.get(domain).add(Line.of(line));
            } else {
                domain = line;
                listed.put(domain, new ArrayList<>());
            }
        }
        Map<String, List<String>> aliases = new HashMap<>();
        for (JsonNode icon : Webjar.MATERIAL_ICONS.json("meta.json")) {
            List<String> names = new ArrayList<>();
            icon.get("aliases").forEach(alias -> names.add(alias.asText().replace('-', ' ')));
            aliases.put(icon.get("name").asText(), names);
        }
        int left = entities;
        for (int rank = 0; left > 0; rank++) {
            int before = left;
            for (Map.Entry<String, List<Line>> section : listed.entrySet()) {
                if (left > 0 && rank < section.getValue().size()) {
                    Line line = section.getValue().get(rank);
                    named.computeIfAbsent(section.getKey(), key -> new ArrayList<>())
                            .add(new Icon(
                                    line.icon(),
                                    section.getKey(),
                                    true,
                                    line.name(),
                                    names(line, aliases.get(line.icon()), listed),
                                    line.kind(),
                                    outline(line.icon())));
                    left--;
                }
            }
            if (left == before) {
                break;
            }
        }
        for (String key : named.keySet()) {
            unseen.put(
                    key,
                    strangers.get(key).stream()
                            .map(icon -> new Icon(
                                    icon, key, false, icon.replace('-', ' '), List.of(icon), "", outline(icon)))
                            .toList());
        }
    }

    /** The name and those aliases of the icon set that name no other icon of the list. */
    private static List<String> names(Line line, List<String> aliases, Map<String, List<Line>> listed) {
        if (aliases == null) {
            throw new IllegalStateException("icons.txt: '" + line.icon() + "' is no icon of the set");
        }
        Set<String> others = new HashSet<>();
        listed.values()
                .forEach(lines -> lines.forEach(other -> {
                    if (!other.equals(line)) {
                        others.add(other.name());
                    }
                }));
        List<String> names = new ArrayList<>(List.of(line.name()));
        aliases.stream().filter(alias -> !others.contains(alias)).forEach(names::add);
        return names;
    }

    private static Shape outline(String icon) {
        return Webjar.MATERIAL_ICONS.svg("svg/" + icon + ".svg").computeShape();
    }

    /** Domains that have an icon. */
    List<String> domains() {
        return List.copyOf(named.keySet());
    }

    /** Icons of a domain that are known by name. */
    List<Icon> named(String domain) {
        return named.get(domain);
    }

    /** Icons of a domain that are never named. */
    List<Icon> unseen(String domain) {
        return unseen.get(domain);
    }
}
