package io.mindstream.curriculum;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.AbstractImmutableNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Status;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * The RocksDB of the queue: opens it, bounds its memory, and turns its errors into one line that names the directory.
 *
 * <p>Memory: one block cache for all column families, and write buffers that count against it. Writes go through the write-ahead log;
 * without {@code sync} they survive the death of the process, with it (or after {@link #flushLog()}) the loss of power too.
 */
final class QueueDatabase implements AutoCloseable {
    /** Version of the keys and rows. A directory of another version is refused. */
    static final int FORMAT = 1;

    private static final String FORMAT_FILE = "format";
    private static final String FORMAT_PREFIX = "mindstream-queue ";
    private static final long MIB = 1L << 20;

    static {
        RocksDB.loadLibrary();
    }

    private final Path directory;
    private final RocksDB db;
    private final Map<Family, ColumnFamilyHandle> handles = new EnumMap<>(Family.class);
    private final WriteOptions writeOptions;
    /** In the order of making; closed in the opposite order. */
    private final List<AutoCloseable> natives;

    private boolean failed;

    private QueueDatabase(
            Path directory, RocksDB db, List<ColumnFamilyHandle> opened, boolean sync, List<AutoCloseable> natives) {
        this.directory = directory;
        this.db = db;
        this.natives = natives;
        this.writeOptions = new WriteOptions().setSync(sync);
        for (Family family : Family.values()) {
            // The first handle is RocksDB's own default column family, which stays empty.
            handles.put(family, opened.get(family.ordinal() + 1));
        }
    }

    /**
     * Opens the database, and makes it where there is none.
     *
     * @param directory of the queue alone
     * @param sync whether every write waits for the disk
     * @param cacheMiB bound of block cache and write buffers together, in MiB
     * @throws QueueException when the directory is locked, not writable, full or of another format
     */
    static QueueDatabase open(Path directory, boolean sync, int cacheMiB) {
        Path data = directory.resolve("db");
        checkFormat(directory, data);
        List<AutoCloseable> natives = new ArrayList<>();
        try {
            LRUCache cache = own(natives, new LRUCache(cacheMiB * MIB));
            // Half for write buffers, which are charged to the cache, so that cacheMiB is the bound of both.
            WriteBufferManager buffers = own(natives, new WriteBufferManager(cacheMiB * MIB / 2, cache));
            DBOptions options = own(natives, new DBOptions())
                    .setCreateIfMissing(true)
                    .setCreateMissingColumnFamilies(true)
                    .setWriteBufferManager(buffers)
                    .setMaxTotalWalSize(64 * MIB)
                    .setMaxOpenFiles(256)
                    .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                    .setMaxLogFileSize(MIB)
                    .setKeepLogFileNum(2);
            BlockBasedTableConfig tables = new BlockBasedTableConfig()
                    .setBlockCache(cache)
                    .setFilterPolicy(own(natives, new BloomFilter(10)))
                    .setCacheIndexAndFilterBlocks(true);
            ColumnFamilyOptions small =
                    familyOptions(natives, tables).setCompressionType(CompressionType.LZ4_COMPRESSION);
            // Samples are pictures for the most part, which are compressed already.
            ColumnFamilyOptions large =
                    familyOptions(natives, tables).setCompressionType(CompressionType.NO_COMPRESSION);
            List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
            descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, small));
            for (Family family : Family.values()) {
                descriptors.add(
                        new ColumnFamilyDescriptor(family.columnFamily(), family == Family.SAMPLES ? large : small));
            }
            List<ColumnFamilyHandle> opened = new ArrayList<>();
            RocksDB db = RocksDB.open(options, data.toString(), descriptors, opened);
            return new QueueDatabase(directory, db, opened, sync, natives);
        } catch (RocksDBException e) {
            closeAll(natives);
            throw explain(directory, e);
        }
    }

    Path directory() {
        return directory;
    }

    byte[] get(Family family, byte[] key) {
        try {
            return db.get(handles.get(family), key);
        } catch (RocksDBException e) {
            throw explain(directory, e);
        }
    }

    /** One value a key, null where there is none. */
    List<byte[]> get(Family family, List<byte[]> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        try {
            return db.multiGetAsList(java.util.Collections.nCopies(keys.size(), handles.get(family)), keys);
        } catch (RocksDBException e) {
            throw explain(directory, e);
        }
    }

    /** What a walk over keys does with each; false ends the walk. */
    interface Visitor {
        boolean visit(byte[] key, byte[] value);
    }

    /**
     * Walks over the keys in {@code [from, to)} in order.
     *
     * @param to excluded, and given to RocksDB as a bound, so that the walk does not read deleted keys behind it; null for no bound
     */
    void walk(Family family, byte[] from, byte[] to, Visitor visitor) {
        try (Slice bound = to == null ? null : new Slice(to);
                ReadOptions options = new ReadOptions()) {
            if (bound != null) {
                options.setIterateUpperBound(bound);
            }
            try (RocksIterator iterator = db.newIterator(handles.get(family), options)) {
                iterator.seek(from);
                while (iterator.isValid() && visitor.visit(iterator.key(), iterator.value())) {
                    iterator.next();
                }
                iterator.status();
            }
        } catch (RocksDBException e) {
            throw explain(directory, e);
        }
    }

    QueueBatch batch() {
        return new QueueBatch(this);
    }

    ColumnFamilyHandle handle(Family family) {
        return handles.get(family);
    }

    /** Writes all of the batch or nothing. After a failure nothing more is written: what is in memory is ahead of the disk. */
    void write(QueueBatch batch) {
        if (failed) {
            throw new QueueException(
                    "queue: " + directory + ": an earlier write failed; restart to go on from what is on disk");
        }
        try {
            db.write(writeOptions, batch.batch());
        } catch (RocksDBException e) {
            failed = true;
            throw explain(directory, e);
        }
    }

    /** From here on nothing is written: a change broke off half way. */
    void fail() {
        failed = true;
    }

    /** Brings every write so far to the disk itself. */
    void flushLog() {
        try {
            db.flushWal(true);
        } catch (RocksDBException e) {
            throw explain(directory, e);
        }
    }

    @Override
    public void close() {
        handles.values().forEach(ColumnFamilyHandle::close);
        db.close();
        writeOptions.close();
        closeAll(natives);
    }

    private static ColumnFamilyOptions familyOptions(List<AutoCloseable> natives, BlockBasedTableConfig tables) {
        return own(natives, new ColumnFamilyOptions())
                .setWriteBufferSize(8 * MIB)
                .setTargetFileSizeBase(8 * MIB)
                .setMaxBytesForLevelBase(64 * MIB)
                .setTableFormatConfig(tables);
    }

    private static <T extends AbstractImmutableNativeReference> T own(List<AutoCloseable> natives, T made) {
        natives.add(made);
        return made;
    }

    private static void closeAll(List<AutoCloseable> natives) {
        for (int i = natives.size() - 1; i >= 0; i--) {
            ((AbstractImmutableNativeReference) natives.get(i)).close();
        }
        natives.clear();
    }

    private static void checkFormat(Path directory, Path data) {
        Path file = directory.resolve(FORMAT_FILE);
        try {
            Files.createDirectories(data);
            if (Files.exists(file)) {
                String found = Files.readString(file).strip();
                if (!found.equals(FORMAT_PREFIX + FORMAT)) {
                    throw new QueueException("queue: " + file + ": '" + found + "' where this program reads '"
                            + FORMAT_PREFIX + FORMAT + "'; use the program that made it, or another directory");
                }
            } else if (Files.exists(data.resolve("CURRENT"))) {
                throw new QueueException(
                        "queue: " + file + " is missing, so the format of the data beside it is unknown; restore "
                                + "the file or use another directory");
            } else {
                Files.write(file, (FORMAT_PREFIX + FORMAT + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new QueueException("queue: " + directory + ": cannot be read or written: " + e.getMessage(), e);
        }
    }

    private static QueueException explain(Path directory, RocksDBException e) {
        Status status = e.getStatus();
        String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (text.contains("LOCK") || text.contains("lock hold")) {
            return new QueueException(
                    "queue: " + directory
                            + ": in use by another process, or opened twice in this one; stop that or name another directory",
                    e);
        }
        if (status != null && status.getSubCode() == Status.SubCode.NoSpace || text.contains("No space left")) {
            return new QueueException("queue: " + directory + ": the disk is full; free space and start again", e);
        }
        if (text.contains("Read-only file system") || text.contains("Permission denied")) {
            return new QueueException("queue: " + directory + ": not writable: " + text, e);
        }
        return new QueueException("queue: " + directory + ": " + text, e);
    }
}
