package io.mindstream.app;

import io.mindstream.bus.client.ForeignTopic;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.imports.BadRecordException;
import io.mindstream.samples.imports.Origin;
import io.mindstream.samples.imports.RawRecord;
import io.mindstream.samples.imports.RecordParser;
import io.mindstream.samples.imports.RecordSink;
import io.mindstream.samples.user.UserStoreWriter;
import io.mindstream.scorers.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Goes through files of records and commits every few hundred: first what was rejected goes to its topic, then what was taken in and how far
 * the file was read become durable together. So a process that dies loses nothing, takes nothing in twice, and repeats at most the last few
 * rejections.
 */
final class Ingestion {
    private static final int BATCH = 256;
    private static final long SECONDS = 5;

    /** Rejections that are shown as they come. */
    private static final int SHOWN = 10;

    private final UserStoreWriter store;
    private final boolean again;
    private final Outlet rejectedTopic;
    private final BooleanSupplier ending;
    private final PrintWriter err;
    private final List<Rejection> rejections = new ArrayList<>();
    private final int before;

    private IngestedRecords taken;
    private long files;
    private long records;
    private long rejected;
    private int uncommitted;
    private long committed = System.nanoTime();

    /** Where rejections go. */
    @FunctionalInterface
    interface Outlet {
        void send(List<Rejection> rejections) throws IOException;
    }

    /**
     * What came of it.
     *
     * @param files that were read, in whole or in part, and partitions
     * @param records in them
     * @param pictures that are new
     * @param questions that are new
     * @param duplicates questions that were known
     * @param rejected records, or questions of them
     * @param total pictures that are there now
     */
    record Result(long files, long records, long pictures, long questions, long duplicates, long rejected, long total) {
        /** Whether there were records, and all were bad. */
        boolean inVain() {
            return rejected > 0 && questions == 0 && duplicates == 0;
        }
    }

    /**
     * @param again whether files are read that were read before
     * @param ending whether to stop at the next record
     */
    Ingestion(UserStoreWriter store, boolean again, Outlet rejectedTopic, BooleanSupplier ending, PrintWriter err) {
        this.store = store;
        this.again = again;
        this.rejectedTopic = rejectedTopic;
        this.ending = ending;
        this.err = err;
        this.before = store.pictures();
    }

    /** @param takes what takes the records in, and tells what it refuses */
    void begin(Function<BiConsumer<Origin, Verdict>, IngestedRecords> takes) {
        taken = takes.apply(this::refuse);
    }

    /** Reads files, those that were read before left out. */
    void read(List<UserMaterial.Input> inputs, UserMaterial material) throws IOException {
        for (UserMaterial.Input input : inputs) {
            if (ending.getAsBoolean()) {
                break;
            }
            read(input, material);
        }
    }

    /**
     * Reads what is new in a topic.
     *
     * @param cluster where it is
     * @param pictures folder that paths of pictures start from
     */
    void read(String cluster, ForeignTopic topic, String name, Path pictures) throws IOException {
        RecordParser parser = new RecordParser(pictures);
        for (int partition : topic.partitions()) {
            String place = name + "-" + partition;
            String key = cluster + "/" + place;
            long from = again
                    ? 0
                    : store.position(key).map(UserStoreWriter.Position::records).orElse(0L);
            Sink sink = new Sink(key, 0, 0, from);
            topic.read(partition, from, (offset, value) -> {
                if (sink.more()) {
                    Origin origin = Origin.offset(place, offset);
                    try {
                        byte[] json = value == null ? new byte[0] : value;
                        RawRecord record = parser.parse(json).orElseThrow(() -> new BadRecordException("empty"));
                        sink.record(origin, record);
                    } catch (BadRecordException e) {
                        sink.bad(origin, e.getMessage());
                    }
                }
                return sink.more();
            });
            files++;
            store.read(key, new UserStoreWriter.Position(0, 0, sink.last, false));
            uncommitted++;
        }
    }

    /** Makes the last of it durable. */
    void end() throws IOException {
        commit();
        if (rejected > SHOWN) {
            err.printf(Locale.ROOT, "... %,d rejected in all%n", rejected);
        }
        err.flush();
    }

    Result result() {
        return new Result(
                files,
                records,
                (long) store.pictures() - before,
                taken.questions(),
                taken.duplicates(),
                rejected,
                store.pictures());
    }

    private void read(UserMaterial.Input input, UserMaterial material) throws IOException {
        Path file = input.file().toAbsolutePath().normalize();
        long size = Files.size(file);
        long modified = Files.getLastModifiedTime(file).toMillis();
        Optional<UserStoreWriter.Position> known = store.position(file.toString())
                .filter(position -> !again && position.size() == size && position.modified() == modified);
        if (known.isPresent() && known.get().done()) {
            return;
        }
        files++;
        Sink sink = new Sink(
                file.toString(),
                size,
                modified,
                known.map(UserStoreWriter.Position::records).orElse(0L));
        material.open(input).read(sink.last, sink);
        // A picture about which nothing was said may get a caption beside it yet.
        if (!input.picture() || sink.taken) {
            store.read(file.toString(), new UserStoreWriter.Position(size, modified, sink.last, sink.more()));
            uncommitted++;
        }
        progress(input.name());
    }

    private void refuse(Origin origin, Verdict verdict) {
        String detail = origin + ": " + verdict.detail();
        rejections.add(new Rejection(
                origin.toString(), "", verdict.reason(), detail, Optional.empty(), System.currentTimeMillis()));
        store.reject(origin.toString(), verdict.detail());
        if (rejected++ < SHOWN) {
            err.println("rejected: " + detail);
            err.flush();
        }
    }

    private void commit() throws IOException {
        rejectedTopic.send(rejections);
        rejections.clear();
        store.commit();
        uncommitted = 0;
        committed = System.nanoTime();
    }

    private void progress(String name) throws IOException {
        if (uncommitted >= BATCH || System.nanoTime() - committed > TimeUnit.SECONDS.toNanos(SECONDS)) {
            commit();
            err.printf(
                    Locale.ROOT,
                    "%,d records, %,d new pictures, %,d rejected; at %s%n",
                    records,
                    (long) store.pictures() - before,
                    rejected,
                    name);
            err.flush();
        }
    }

    /** Takes the records of one file. */
    private final class Sink implements RecordSink {
        private final String file;
        private final long size;
        private final long modified;
        private long last;
        private boolean taken;

        private Sink(String file, long size, long modified, long last) {
            this.file = file;
            this.size = size;
            this.modified = modified;
            this.last = last;
        }

        @Override
        public void record(Origin origin, RawRecord record) throws IOException {
            Ingestion.this.taken.take(origin, record);
            taken = true;
            passed(origin);
        }

        @Override
        public void bad(Origin origin, String reason) throws IOException {
            refuse(origin, new Verdict(Rejection.Reason.MALFORMED, reason));
            passed(origin);
        }

        private void passed(Origin origin) throws IOException {
            last = Math.max(last, origin.line());
            records++;
            uncommitted++;
            if (uncommitted >= BATCH) {
                store.read(file, new UserStoreWriter.Position(size, modified, last, false));
            }
            progress(origin.toString());
        }

        @Override
        public boolean more() {
            return !ending.getAsBoolean();
        }
    }
}
