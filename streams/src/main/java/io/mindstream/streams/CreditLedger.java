package io.mindstream.streams;

import io.mindstream.samples.Demand;
import io.mindstream.samples.Label;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestEnd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who may ask for how much. A request debits its budget when it is made; what it did not use comes back once, when it ends or when it is
 * given up. So, for each stage, label and epoch, {@code accepted samples <= debited - returned <= granted} at all times.
 *
 * <p>While there are open credits and room, the label with the fewest requests under way is served next, and of those the one that the
 * model is weakest at. Weighting labels against each other beyond that is the queue's, through what it grants.
 *
 * <p>Keeps everything in memory and tells a {@link Book} every change, so that it can be put together again after a restart.
 */
final class CreditLedger {
    /** Where changes are written down; what did not change is not, since each line is a record on a changelog. */
    interface Book {
        void demanded(Demand demand);

        void counted(String key, Account.Counts counts);

        void opened(Request request);

        void closed(Request request);
    }

    /**
     * @param budget most samples that one request may yield
     * @param perLabel most requests under way for one stage and label
     * @param inAll most requests under way
     */
    record Limits(int budget, int perLabel, int inAll) {}

    private final Limits limits;
    private final RequestFactory factory;
    private final Book book;
    private final SortedMap<String, Account> accounts = new TreeMap<>();
    private final Map<String, Request> outstanding = new LinkedHashMap<>();
    private final Map<Label, Double> accuracies = new HashMap<>();
    private final Mastery mastery = new Mastery();

    CreditLedger(Limits limits, RequestFactory factory, Book book) {
        this.limits = limits;
        this.factory = factory;
        this.book = book;
    }

    /** An account as the book had it; requests under way follow. */
    void restore(Demand demand, Account.Counts counts) {
        accounts.put(demand.key(), new Account(demand, counts, 0));
    }

    /** A request that the book says has not ended. */
    void restore(Request request) {
        outstanding.put(request.id(), request);
        accounts.computeIfPresent(keyOf(request), (key, account) -> account.withOutstanding());
    }

    /** How well the model does on a label; the weakest are served first, and others go before the families that are mastered. */
    void learn(LabelStats stats) {
        accuracies.put(stats.label(), stats.accuracy());
        mastery.learn(stats);
    }

    /**
     * Takes a new demand. A higher epoch begins a new count, and requests of the old one no longer matter; a lower one is of a queue
     * that is gone, and ignored.
     */
    void demand(Demand demand) {
        Account known = accounts.get(demand.key());
        if (known == null) {
            change(Account.of(demand));
        } else if (demand.epoch() == known.counts().epoch()) {
            change(known.with(demand));
        } else if (demand.epoch() > known.counts().epoch()) {
            forget(demand.key());
            change(Account.of(demand));
        }
    }

    /** Makes as many requests as credits and limits allow. */
    List<Request> issue(long now) {
        List<Request> issued = new ArrayList<>();
        while (outstanding.size() < limits.inAll()) {
            Account next = null;
            for (Account account : accounts.values()) {
                if (mayIssue(account, now) && (next == null || before(account, next))) {
                    next = account;
                }
            }
            if (next == null) {
                break;
            }
            int budget = (int) Math.min(limits.budget(), next.open(now));
            Request request = factory.make(
                    next.demand(),
                    next.counts().made(),
                    budget,
                    mastery.in(next.demand().label().domain()),
                    now);
            change(next.debited(budget));
            outstanding.put(request.id(), request);
            book.opened(request);
            issued.add(request);
        }
        return issued;
    }

    /**
     * Books the end of a request.
     *
     * @return whether the request was under way; otherwise it ended before, was given up, or is of a past epoch, and nothing changes
     */
    boolean end(RequestEnd end) {
        Request request = outstanding.remove(end.requestId());
        if (request == null) {
            return false;
        }
        close(request, Math.min(Math.max(end.used(), 0), request.budget()));
        return true;
    }

    /**
     * Gives up the requests whose time was over at {@code deadline}.
     *
     * @return how many
     */
    int expire(long deadline) {
        List<Request> late = outstanding.values().stream()
                .filter(request -> request.expiresAt() <= deadline)
                .toList();
        for (Request request : late) {
            outstanding.remove(request.id());
            close(request, 0);
        }
        return late.size();
    }

    /** Requests under way. */
    int outstanding() {
        return outstanding.size();
    }

    private void close(Request request, int used) {
        book.closed(request);
        change(accounts.get(keyOf(request)).returned(request.budget() - used));
    }

    private void forget(String key) {
        List<Request> past = outstanding.values().stream()
                .filter(request -> keyOf(request).equals(key))
                .toList();
        for (Request request : past) {
            outstanding.remove(request.id());
            book.closed(request);
        }
    }

    private void change(Account account) {
        Account before = accounts.put(account.key(), account);
        if (before == null || !before.demand().equals(account.demand())) {
            book.demanded(account.demand());
        }
        if (before == null || !before.counts().equals(account.counts())) {
            book.counted(account.key(), account.counts());
        }
    }

    private boolean mayIssue(Account account, long now) {
        return account.outstanding() < limits.perLabel()
                && account.open(now) > 0
                && factory.serves(account.demand().label());
    }

    private boolean before(Account one, Account other) {
        if (one.outstanding() != other.outstanding()) {
            return one.outstanding() < other.outstanding();
        }
        return accuracy(one) < accuracy(other);
    }

    private double accuracy(Account account) {
        return accuracies.getOrDefault(account.demand().label(), 0.0);
    }

    private static String keyOf(Request request) {
        return Demand.key(request.stage(), request.label());
    }
}
