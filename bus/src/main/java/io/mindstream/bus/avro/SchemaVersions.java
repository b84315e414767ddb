package io.mindstream.bus.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The versions of one record's schema, by fingerprint. Version N stands in the resource {@code schemas/NAME-vN.avsc}, which names the
 * files of the types it uses under {@code imports}; a version, once released, is never edited. Older versions are read by Avro's schema
 * resolution, so a field that is added needs a default.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#schema-resolution">Avro specification, schema resolution</a>
 */
final class SchemaVersions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Schema latest;
    private final Map<Long, Schema> byFingerprint = new LinkedHashMap<>();

    /** @param versions oldest first */
    SchemaVersions(List<Schema> versions) {
        versions.forEach(schema -> byFingerprint.put(fingerprint(schema), schema));
        latest = versions.get(versions.size() - 1);
    }

    /**
     * @param name of the schema files, for example {@code sample}
     * @param latest newest version; all from 1 on are read
     */
    static SchemaVersions load(String name, int latest) {
        List<Schema> versions = new ArrayList<>();
        for (int version = 1; version <= latest; version++) {
            Schema.Parser parser = new Schema.Parser();
            versions.add(parse(name + "-v" + version, parser, new HashSet<>()));
        }
        return new SchemaVersions(versions);
    }

    Schema latest() {
        return latest;
    }

    Optional<Schema> ofFingerprint(long fingerprint) {
        return Optional.ofNullable(byFingerprint.get(fingerprint));
    }

    Map<Long, Schema> all() {
        return Map.copyOf(byFingerprint);
    }

    /** CRC-64-AVRO of the parsing canonical form: what single-object encoding puts before a record. */
    static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    private static Schema parse(String file, Schema.Parser parser, Set<String> parsed) {
        String resource = "/schemas/" + file + ".avsc";
        try (InputStream in = SchemaVersions.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + ": no such resource");
            }
            JsonNode schema = JSON.readTree(in);
            for (JsonNode imported : schema.path("imports")) {
                if (parsed.add(imported.textValue())) {
                    parse(imported.textValue(), parser, parsed);
                }
            }
            return parser.parse(schema.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
