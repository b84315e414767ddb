package io.mindstream.generators.receipts;

import io.mindstream.generators.svg.Webjar;
import java.util.ArrayList;
import java.util.List;

/**
 * Something to buy.
 *
 * @param shop kind of shop that has it
 * @param name of it
 * @param others that the shop has
 */
record Good(String shop, String name, List<String> others) {
    /** All of {@code goods.txt}. */
    static List<Good> all() {
        List<Good> all = new ArrayList<>();
        for (String line : Webjar.list(Good.class, "goods.txt")) {
            String[] parts = line.split("\\s*:\\s*");
            List<String> names = List.of(parts[1].split("\\s*,\\s*"));
            names.forEach(name -> all.add(new Good(
                    parts[0],
                    name,
                    names.stream().filter(other -> !other.equals(name)).toList())));
        }
        return all;
    }

    String leaf() {
        return "receipts/" + shop + "/" + name;
    }
}
