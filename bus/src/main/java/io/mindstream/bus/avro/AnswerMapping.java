package io.mindstream.bus.avro;

import io.mindstream.samples.Answer;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** The five kinds of answer as a union of five records, each called as its class. */
final class AnswerMapping {
    private static final String NAMESPACE = "io.mindstream.answer.";

    private AnswerMapping() {}

    static GenericRecord write(Answer answer, Schema union) {
        Integer branch = union.getIndexNamed(NAMESPACE + answer.getClass().getSimpleName());
        Row row = new Row(new GenericData.Record(union.getTypes().get(branch)));
        if (answer instanceof Answer.Exact exact) {
            row.setTexts("accepted", exact.accepted());
        } else if (answer instanceof Answer.Number number) {
            row.set("value", number.value()).set("tolerance", number.tolerance());
        } else if (answer instanceof Answer.Choice choice) {
            row.setTexts("options", choice.options()).set("right", choice.right());
        } else if (answer instanceof Answer.Items items) {
            row.setTexts("items", items.items());
        } else if (answer instanceof Answer.FreeText text) {
            row.set("reference", text.reference());
        }
        return row.record();
    }

    static Answer read(GenericRecord record) {
        Row row = new Row(record);
        String kind = record.getSchema().getName();
        return switch (kind) {
            case "Exact" -> new Answer.Exact(row.texts("accepted"));
            case "Number" -> new Answer.Number(row.real("value"), row.real("tolerance"));
            case "Choice" -> new Answer.Choice(row.texts("options"), row.integer("right"));
            case "Items" -> new Answer.Items(new TreeSet<>(row.texts("items")));
            case "FreeText" -> new Answer.FreeText(row.text("reference"));
            default -> throw new IllegalArgumentException("answer: unknown kind '" + kind + "'");
        };
    }
}
