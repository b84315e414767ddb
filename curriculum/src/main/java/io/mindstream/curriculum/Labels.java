package io.mindstream.curriculum;

import io.mindstream.samples.Label;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Labels by number: index keys hold four bytes where the label's text would be tens. A label keeps its number for ever. */
final class Labels {
    private final List<Label> byNumber = new ArrayList<>();
    private final Map<Label, Integer> numbers = new HashMap<>();

    Labels(QueueDatabase database) {
        database.walk(Family.LABELS, new byte[0], null, (key, value) -> {
            remember(Label.ofKey(new String(value, StandardCharsets.UTF_8)));
            return true;
        });
    }

    Label label(int number) {
        return byNumber.get(number);
    }

    /** The label's number, given now where it has none. */
    int number(QueueBatch batch, Label label) {
        Integer known = numbers.get(label);
        if (known != null) {
            return known;
        }
        int number = byNumber.size();
        batch.put(
                Family.LABELS,
                ByteBuffer.allocate(Integer.BYTES).putInt(number).array(),
                label.key().getBytes(StandardCharsets.UTF_8));
        remember(label);
        return number;
    }

    private void remember(Label label) {
        numbers.put(label, byNumber.size());
        byNumber.add(label);
    }
}
