package io.mindstream.generators.tables;

import io.mindstream.generators.svg.Webjar;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column of numbers, as {@code tables.txt} lists it.
 *
 * @param theme what the table is about
 * @param rows names that its rows can have
 * @param name heading of the column
 * @param least number in it
 * @param most number in it
 * @param unit that the numbers have, which the table does not show
 */
record Column(String theme, List<String> rows, String name, int least, int most, String unit) {
    private static final Pattern FORM = Pattern.compile("(\\S+) (\\d+)-(\\d+) (.+)");

    static List<Column> all() {
        List<Column> all = new ArrayList<>();
        String theme = null;
        List<String> rows = List.of();
        for (String line : Webjar.list(Column.class, "tables.txt")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                theme = line.substring(0, colon);
                rows = List.of(line.substring(colon + 1).strip().split("\\s*,\\s*"));
                continue;
            }
            for (String part : line.split("\\s*,\\s*")) {
                Matcher form = FORM.matcher(part);
                if (!form.matches()) {
                    throw new IllegalStateException("tables.txt: '" + part + "' is not 'column least-most unit'");
                }
                all.add(new Column(
                        theme,
                        rows,
                        form.group(1),
                        Integer.parseInt(form.group(2)),
                        Integer.parseInt(form.group(3)),
                        form.group(4)));
            }
        }
        return all;
    }

    String leaf() {
        return "tables/" + theme + "/" + name;
    }
}
