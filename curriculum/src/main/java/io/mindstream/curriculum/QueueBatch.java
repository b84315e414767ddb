package io.mindstream.curriculum;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Changes that happen together or not at all. Must be closed. */
final class QueueBatch implements AutoCloseable {
    private final QueueDatabase database;
    private final WriteBatch batch = new WriteBatch();

    QueueBatch(QueueDatabase database) {
        this.database = database;
    }

    WriteBatch batch() {
        return batch;
    }

    void put(Family family, byte[] key, byte[] value) {
        try {
            batch.put(database.handle(family), key, value);
        } catch (RocksDBException e) {
            throw refused(e);
        }
    }

    void delete(Family family, byte[] key) {
        try {
            batch.delete(database.handle(family), key);
        } catch (RocksDBException e) {
            throw refused(e);
        }
    }

    boolean isEmpty() {
        return batch.count() == 0;
    }

    void commit() {
        database.write(this);
    }

    @Override
    public void close() {
        batch.close();
    }

    private QueueException refused(RocksDBException e) {
        return new QueueException("queue: " + database.directory() + ": batch: " + e.getMessage(), e);
    }
}
