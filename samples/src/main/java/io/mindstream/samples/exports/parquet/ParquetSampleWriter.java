package io.mindstream.samples.exports.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.samples.AnswerJson;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.PictureLoader;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import io.mindstream.samples.exports.SampleWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parquet files {@code NAME-00000.parquet}, … as {@code datasets} loads them: {@code images} is a list of {@code {bytes, path}} that the file's
 * metadata declares to be pictures, {@code messages} a list of {@code {role, content}} as TRL reads it; the rest stands beside them.
 */
public final class ParquetSampleWriter implements SampleWriter {
    private static final List<Group> SCHEMA = List.of(
            Group.value("id", Column.Type.TEXT),
            Group.listOf(
                    "images", new Group.Leaf("bytes", Column.Type.BYTES), new Group.Leaf("path", Column.Type.TEXT)),
            Group.listOf(
                    "messages", new Group.Leaf("role", Column.Type.TEXT), new Group.Leaf("content", Column.Type.TEXT)),
            Group.listOf("answers", new Group.Leaf("", Column.Type.TEXT)),
            Group.listOf("families", new Group.Leaf("", Column.Type.TEXT)),
            Group.value("domain", Column.Type.TEXT),
            Group.value("capability", Column.Type.TEXT),
            Group.value("split", Column.Type.TEXT),
            Group.value("density", Column.Type.DOUBLE),
            Group.value("source", Column.Type.TEXT),
            Group.value("source_version", Column.Type.INT64),
            Group.value("seed", Column.Type.INT64),
            Group.value("content_key", Column.Type.TEXT));

    /** What datasets calls the columns' types; a list of one is a list of any length, to old and new versions of it. */
    private static final String FEATURES = features();

    private static String features() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode features = json.objectNode();
        for (Group group : SCHEMA) {
            JsonNode type;
            if (group.name().equals("images")) {
                type = json.objectNode().put("_type", "Image");
            } else if (group.leaves().size() > 1) {
                ObjectNode struct = json.objectNode();
                group.leaves().forEach(leaf -> struct.set(leaf.name(), value(leaf.type())));
                type = struct;
            } else {
                type = value(group.leaves().get(0).type());
            }
            features.set(group.name(), group.list() ? json.arrayNode().add(type) : type);
        }
        ObjectNode all = json.objectNode();
        all.putObject("info").set("features", features);
        return all.toString();
    }

    private static ObjectNode value(Column.Type type) {
        String name =
                switch (type) {
                    case INT64 -> "int64";
                    case DOUBLE -> "float64";
                    case BYTES -> "binary";
                    case TEXT -> "string";
                };
        return JsonNodeFactory.instance.objectNode().put("dtype", name).put("_type", "Value");
    }

    private final Path directory;
    private final String name;
    private final int samplesOfFile;
    private ParquetFile file;
    private int files;
    private int inFile;

    public ParquetSampleWriter(Path directory, String name, int samplesOfFile) {
        this.directory = directory;
        this.name = name;
        this.samplesOfFile = samplesOfFile;
    }

    @Override
    public void write(Sample sample) throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ImageRef image : sample.images()) {
            byte[] bytes = PictureLoader.local().load(image);
            pictures.add(bytes);
            names.add(image.sha256() + (bytes.length > 1 && bytes[1] == 'P' ? ".png" : ".jpg"));
        }
        if (file == null || inFile == samplesOfFile) {
            close();
            file = new ParquetFile(
                    directory.resolve(String.format("%s-%05d.parquet", name, files++)),
                    SCHEMA,
                    new TreeMap<>(Map.of("huggingface", FEATURES)));
            inFile = 0;
        }
        List<String> roles = new ArrayList<>();
        List<String> contents = new ArrayList<>();
        for (Turn turn : sample.turns()) {
            roles.addAll(List.of("user", "assistant"));
            contents.addAll(List.of(turn.question(), turn.reply()));
        }
        List<Column> columns = file.columns();
        int at = 0;
        columns.get(at++).add(sample.id());
        columns.get(at++).addAll(pictures);
        columns.get(at++).addTexts(names);
        columns.get(at++).addTexts(roles);
        columns.get(at++).addTexts(contents);
        columns.get(at++)
                .addTexts(sample.turns().stream()
                        .map(turn -> AnswerJson.write(turn.answer()).toString())
                        .toList());
        columns.get(at++).addTexts(sample.turns().stream().map(Turn::family).toList());
        columns.get(at++).add(sample.label().domain());
        columns.get(at++).add(sample.label().capability());
        columns.get(at++).add(sample.split().name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        columns.get(at++).add(sample.ids().total());
        columns.get(at++).add(sample.provenance().source());
        columns.get(at++).add((long) sample.provenance().generatorVersion());
        columns.get(at++).add(sample.provenance().seed());
        columns.get(at).add(sample.provenance().contentKey());
        file.rowDone();
        inFile++;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
