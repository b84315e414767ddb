package io.mindstream.serve.engine;

import io.mindstream.serve.chat.ApiError;
import io.mindstream.serve.chat.ApiException;
import java.util.Optional;

/**
 * The model that replies are made with, and those before it that still have some to finish. A model that was replaced is closed when its
 * last lease is. May be used by several threads.
 */
public final class ServedModels implements AutoCloseable {
    /** The name that always means the current checkpoint; an empty name does, too. */
    public static final String ALIAS = "mindstream";

    private Entry current;

    /** A model in use; it stays open until this is closed. */
    public final class Lease implements AutoCloseable {
        private final Entry entry;
        private boolean closed;

        private Lease(Entry entry) {
            this.entry = entry;
        }

        public ReplyModel model() {
            return entry.model;
        }

        /** One more lease of the same model. */
        Lease again() {
            synchronized (ServedModels.this) {
                entry.users++;
                return new Lease(entry);
            }
        }

        @Override
        public void close() {
            boolean last;
            synchronized (ServedModels.this) {
                if (closed) {
                    return;
                }
                closed = true;
                entry.users--;
                last = entry.isUnused();
            }
            if (last) {
                entry.model.close();
            }
        }
    }

    private static final class Entry {
        private final ReplyModel model;
        private int users;
        private boolean replaced;

        private Entry(ReplyModel model) {
            this.model = model;
        }

        private boolean isUnused() {
            return replaced && users == 0;
        }
    }

    /** Whether a name means whichever checkpoint is current. */
    static boolean isAlias(String name) {
        return name.isEmpty() || name.equals(ALIAS);
    }

    /** The current checkpoint's name; none before the first is loaded. */
    public synchronized Optional<String> currentName() {
        return Optional.ofNullable(current).map(entry -> entry.model.name());
    }

    /**
     * The current model, in use until the lease is closed.
     *
     * @param name the current checkpoint's, the alias, or empty
     * @throws ApiException when there is no model yet, or none of that name
     */
    public synchronized Lease lease(String name) {
        if (current == null) {
            throw new ApiException(ApiError.notReady());
        }
        if (!isAlias(name) && !name.equals(current.model.name())) {
            throw new ApiException(ApiError.modelNotFound(name, current.model.name()));
        }
        current.users++;
        return new Lease(current);
    }

    /** Makes this model the current one. Replies under way stay with theirs. */
    public void replace(ReplyModel next) {
        retire(new Entry(next));
    }

    /** Closes the current model as soon as it is unused; no more leases are given. */
    @Override
    public void close() {
        retire(null);
    }

    private void retire(Entry next) {
        Entry old;
        boolean unused = false;
        synchronized (this) {
            old = current;
            current = next;
            if (old != null) {
                old.replaced = true;
                unused = old.isUnused();
            }
        }
        if (unused) {
            old.model.close();
        }
    }
}
