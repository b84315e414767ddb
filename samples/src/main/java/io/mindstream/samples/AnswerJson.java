package io.mindstream.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Answers as JSON objects with one leading key: {@code exact}, {@code number}, {@code choice}, {@code items} or {@code text}. */
public final class AnswerJson {
    private AnswerJson() {}

    public static ObjectNode write(Answer answer) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (answer instanceof Answer.Exact exact) {
            strings(node.putArray("exact"), exact.accepted());
        } else if (answer instanceof Answer.Number number) {
            node.put("number", number.value()).put("tolerance", number.tolerance());
        } else if (answer instanceof Answer.Choice choice) {
            strings(node.putArray("choice"), choice.options());
            node.put("right", choice.right());
        } else if (answer instanceof Answer.Items items) {
            strings(node.putArray("items"), items.items());
        } else {
            node.put("text", answer.canonical());
        }
        return node;
    }

    /**
     * The inverse.
     *
     * @throws IllegalArgumentException when it is no answer
     */
    public static Answer read(JsonNode node) {
        if (node.has("exact")) {
            return new Answer.Exact(strings(node.get("exact")));
        } else if (node.has("number")) {
            return new Answer.Number(
                    node.get("number").asDouble(), node.path("tolerance").asDouble());
        } else if (node.has("choice")) {
            return new Answer.Choice(
                    strings(node.get("choice")), node.path("right").asInt(-1));
        } else if (node.has("items")) {
            return new Answer.Items(new LinkedHashSet<>(strings(node.get("items"))));
        } else if (node.path("text").isTextual()) {
            return new Answer.FreeText(node.get("text").textValue());
        }
        throw new IllegalArgumentException("answer: none of exact, number, choice, items, text");
    }

    private static void strings(ArrayNode array, Iterable<String> values) {
        values.forEach(array::add);
    }

    private static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }
}
