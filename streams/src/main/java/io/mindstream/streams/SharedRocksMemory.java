package io.mindstream.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache and one write-buffer budget for all stores of all topologies: without it, every segment of every store takes its own
 * 50 MB and 3 write buffers. Close it after the streams that use it.
 *
 * @see <a href="https://kafka.apache.org/documentation/streams/developer-guide/memory-mgmt.html#rocksdb">Kafka Streams, memory
 *     management, RocksDB</a>
 */
final class SharedRocksMemory implements AutoCloseable {
    /** Key of the streams' configuration that carries the memory to {@link Setter}, which Kafka Streams makes by its name. */
    static final String CONFIG = "mindstream.rocks.memory";

    private static final long WRITE_BUFFER = 2L << 20;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    /**
     * @param megabytes of blocks, indexes, filters and write buffers together
     */
    SharedRocksMemory(int megabytes) {
        RocksDB.loadLibrary();
        long bytes = (long) megabytes << 20;
        cache = new LRUCache(bytes);
        writeBuffers = new WriteBufferManager(bytes / 2, cache);
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }

    /** Gives every store the shared memory. */
    public static final class Setter implements RocksDBConfigSetter {
        @Override
        public void setConfig(String store, Options options, Map<String, Object> configs) {
            if (!(configs.get(CONFIG) instanceof SharedRocksMemory memory)) {
                return;
            }
            BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
            table.setBlockCache(memory.cache);
            table.setCacheIndexAndFilterBlocks(true);
            options.setTableFormatConfig(table);
            options.setWriteBufferManager(memory.writeBuffers);
            options.setWriteBufferSize(WRITE_BUFFER);
            options.setMaxWriteBufferNumber(2);
        }

        @Override
        public void close(String store, Options options) {
            // The memory is shared: whoever made it closes it.
        }
    }
}
