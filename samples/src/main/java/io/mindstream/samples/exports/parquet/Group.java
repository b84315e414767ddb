package io.mindstream.samples.exports.parquet;

import java.util.ArrayList;
import java.util.List;

/**
 * A field of a row.
 *
 * @param name of it
 * @param list whether it holds any number of elements
 * @param leaves its columns: one without a name for a plain value, or those of a struct by their names
 */
record Group(String name, boolean list, List<Leaf> leaves) {
    /** @param name empty where the group is no struct */
    record Leaf(String name, Column.Type type) {}

    static Group value(String name, Column.Type type) {
        return new Group(name, false, List.of(new Leaf("", type)));
    }

    static Group listOf(String name, Leaf... leaves) {
        return new Group(name, true, List.of(leaves));
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (Leaf leaf : leaves) {
            List<String> path = new ArrayList<>(List.of(name));
            if (list) {
                path.add("list");
                path.add("element");
            }
            if (!leaf.name().isEmpty()) {
                path.add(leaf.name());
            }
            columns.add(new Column(path, leaf.type(), list));
        }
        return columns;
    }

    /** Adds its nodes of the schema, depth first. @return how many */
    int describe(ThriftCompact out) {
        boolean struct = !leaves.get(0).name().isEmpty();
        int nodes = 0;
        if (list) {
            // optional group NAME (LIST) { repeated group list { optional element } }
            out.element().i32(3, 1).text(4, name).i32(5, 1).i32(6, 3).end();
            out.element().i32(3, 2).text(4, "list").i32(5, 1).end();
            nodes += 2;
        }
        String own = list ? "element" : name;
        if (struct) {
            out.element().i32(3, 1).text(4, own).i32(5, leaves.size()).end();
            nodes++;
        }
        for (Leaf leaf : leaves) {
            out.element().i32(1, leaf.type().number).i32(3, 1).text(4, struct ? leaf.name() : own);
            if (leaf.type() == Column.Type.TEXT) {
                out.i32(6, 0);
            }
            out.end();
            nodes++;
        }
        return nodes;
    }
}
