package io.mindstream.serve.engine;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A queue that takes from its clients in turn, so that one who asks for much does not keep the others waiting; each client's own elements
 * stay in order. Not safe for use by several threads.
 */
final class FairQueue<T> {
    private final Map<Object, ArrayDeque<T>> lines = new LinkedHashMap<>();

    void add(Object client, T element) {
        lines.computeIfAbsent(client, key -> new ArrayDeque<>()).add(element);
    }

    /**
     * The first element of the next client whose first element can be taken; null when there is none. Nobody waits for another client's,
     * and no client's second comes before its first.
     */
    T poll(Predicate<T> canBeTaken) {
        for (Map.Entry<Object, ArrayDeque<T>> line : lines.entrySet()) {
            T element = line.getValue().peek();
            if (canBeTaken.test(element)) {
                lines.remove(line.getKey());
                line.getValue().remove();
                if (!line.getValue().isEmpty()) {
                    lines.put(line.getKey(), line.getValue());
                }
                return element;
            }
        }
        return null;
    }

    /** Whether it was there. */
    boolean remove(Object client, T element) {
        ArrayDeque<T> line = lines.get(client);
        if (line == null || !line.remove(element)) {
            return false;
        }
        if (line.isEmpty()) {
            lines.remove(client);
        }
        return true;
    }
}
