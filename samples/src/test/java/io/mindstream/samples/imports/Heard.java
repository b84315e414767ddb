package io.mindstream.samples.imports;

import java.util.ArrayList;
import java.util.List;

/** A sink that keeps what it is told. */
final class Heard implements RecordSink {
    final List<RawRecord> records = new ArrayList<>();
    final List<String> origins = new ArrayList<>();
    final List<String> bad = new ArrayList<>();
    private final int most;

    Heard() {
        this(Integer.MAX_VALUE);
    }

    /** @param most records before it has enough */
    Heard(int most) {
        this.most = most;
    }

    @Override
    public void record(Origin origin, RawRecord record) {
        records.add(record);
        origins.add(origin.toString());
    }

    @Override
    public void bad(Origin origin, String reason) {
        bad.add(origin + ": " + reason);
    }

    @Override
    public boolean more() {
        return records.size() + bad.size() < most;
    }
}
