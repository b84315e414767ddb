package io.mindstream.samples.exports.parquet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** A Parquet file that is written row group by row group; one row group is in memory. */
final class ParquetFile implements AutoCloseable {
    /** A row group is written when it holds so much. */
    private static final long GROUP_BYTES = 32L << 20;

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final List<Group> schema;
    private final List<Column> columns = new ArrayList<>();
    private final SortedMap<String, String> metadata;
    private final List<RowGroup> groups = new ArrayList<>();
    private long position;
    private long rows;
    private long inGroup;

    private record Chunk(Column column, long offset, long size, int values) {}

    private record RowGroup(List<Chunk> chunks, long rows) {}

    /** @param metadata of the file as a whole */
    ParquetFile(Path file, List<Group> schema, SortedMap<String, String> metadata) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        this.schema = schema;
        this.metadata = metadata;
        schema.forEach(group -> columns.addAll(group.columns()));
        put(MAGIC);
    }

    /** All columns in the order of the schema; a row is one value or list in each, then {@link #rowDone()}. */
    List<Column> columns() {
        return columns;
    }

    void rowDone() throws IOException {
        rows++;
        inGroup++;
        if (columns.stream().mapToLong(Column::size).sum() >= GROUP_BYTES) {
            endGroup();
        }
    }

    private void endGroup() throws IOException {
        if (inGroup == 0) {
            return;
        }
        List<Chunk> chunks = new ArrayList<>();
        for (Column column : columns) {
            long offset = position;
            int values = column.count();
            put(column.page());
            chunks.add(new Chunk(column, offset, position - offset, values));
        }
        groups.add(new RowGroup(chunks, inGroup));
        inGroup = 0;
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            endGroup();
            byte[] footer = footer();
            put(footer);
            put(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(footer.length)
                    .array());
            put(MAGIC);
        }
    }

    private byte[] footer() {
        ThriftCompact footer = new ThriftCompact().i32(1, 1);
        int nodes = 1
                + schema.stream()
                        .mapToInt(group -> group.describe(new ThriftCompact()))
                        .sum();
        footer.list(2, ThriftCompact.STRUCT, nodes);
        footer.element().text(4, "schema").i32(5, schema.size()).end();
        schema.forEach(group -> group.describe(footer));
        footer.i64(3, rows).list(4, ThriftCompact.STRUCT, groups.size());
        for (RowGroup group : groups) {
            footer.element().list(1, ThriftCompact.STRUCT, group.chunks.size());
            group.chunks.forEach(chunk -> describe(footer, chunk));
            footer.i64(2, group.chunks.stream().mapToLong(Chunk::size).sum());
            footer.i64(3, group.rows).end();
        }
        footer.list(5, ThriftCompact.STRUCT, metadata.size());
        metadata.forEach(
                (key, value) -> footer.element().text(1, key).text(2, value).end());
        return footer.text(6, "mindstream").end().bytes();
    }

    private static void describe(ThriftCompact footer, Chunk chunk) {
        List<String> path = chunk.column.path();
        footer.element().i64(2, chunk.offset).struct(3).i32(1, chunk.column.type().number);
        // Plain values, levels in runs.
        footer.list(2, ThriftCompact.I32, 2).element(0).element(3);
        footer.list(3, ThriftCompact.BINARY, path.size());
        path.forEach(footer::element);
        footer.i32(4, 0)
                .i64(5, chunk.values)
                .i64(6, chunk.size)
                .i64(7, chunk.size)
                .i64(9, chunk.offset);
        footer.end().end();
    }
}
