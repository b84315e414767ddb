package io.mindstream.bus.client;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pumps a store's outbox to Kafka: in order, at least once, deleted only after all replicas have it. While the cluster is away entries
 * wait in the store and the pump tries again. Each message carries its entry's id in the header {@value #ID_HEADER}, 8 bytes, big endian.
 */
public final class Outbox implements AutoCloseable {
    public static final String ID_HEADER = "outbox-id";

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int BATCH = 256;
    private static final Duration BACKOFF = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final OutboxStore store;
    private final BusProducer producer;
    private final Duration idle;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread;

    private volatile boolean closed;

    /**
     * Starts the pump.
     *
     * @param producer of the caller, who closes it after the outbox
     * @param idle how often to look when nobody calls {@link #wake()}
     */
    public Outbox(OutboxStore store, BusProducer producer, Duration idle) {
        this.store = store;
        this.producer = producer;
        this.idle = idle;
        thread = new Thread(this::run, "outbox");
        thread.setDaemon(true);
        thread.start();
    }

    /** There is something new; cheap, from any thread. */
    public void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    /** The id of a message that came through an outbox. */
    public static OptionalLong id(Headers headers) {
        Header header = headers.lastHeader(ID_HEADER);
        return header == null || header.value().length != Long.BYTES
                ? OptionalLong.empty()
                : OptionalLong.of(ByteBuffer.wrap(header.value()).getLong());
    }

    private void run() {
        while (!closed) {
            try {
                if (!pump()) {
                    sleep(idle);
                }
            } catch (InterruptException e) {
                closed = true;
            } catch (RuntimeException e) {
                Throwable cause = e instanceof CompletionException ? e.getCause() : e;
                LOG.warn("Outbox: trying again: {}", cause.getMessage());
                sleep(BACKOFF);
            }
        }
    }

    /** Whether there was anything to send. */
    private boolean pump() {
        List<OutboxStore.Entry> entries = store.pending(BATCH);
        if (entries.isEmpty()) {
            return false;
        }
        List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>(entries.size());
        for (OutboxStore.Entry entry : entries) {
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(entry.topic(), entry.key(), entry.value());
            record.headers()
                    .add(
                            ID_HEADER,
                            ByteBuffer.allocate(Long.BYTES).putLong(entry.id()).array());
            CompletableFuture<RecordMetadata> done = producer.send(record);
            sent.add(done);
            if (done.isCompletedExceptionally()) {
                // Each send to a cluster that is away may wait; the rest would fail the same way.
                break;
            }
        }
        producer.flush();
        // What was acknowledged before the first failure is done; the rest goes again, in order.
        int last = -1;
        try {
            for (int i = 0; i < sent.size(); i++) {
                sent.get(i).join();
                last = i;
            }
        } finally {
            if (last >= 0) {
                store.delete(entries.get(last).id());
            }
        }
        return true;
    }

    private void sleep(Duration most) {
        try {
            wakeUps.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
            wakeUps.drainPermits();
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Ends after the batch that is under way; what waits stays in the store. The store must stay open until this returns. */
    @Override
    public void close() {
        closed = true;
        wakeUps.release();
        try {
            thread.join(CLOSE.toMillis());
            // The cluster is away: what was not acknowledged goes again after the next start.
            thread.interrupt();
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
