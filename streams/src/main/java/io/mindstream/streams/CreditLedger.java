package io.mindstream.streams;

import io.mindstream.samples.Demand;
import io.mindstream.samples.Label;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestEnd;
import io.mindstream.samples.RequestId;
import io.mindstream.samples.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Who may ask for how much. A request debits its budget when it is made; what it did not use comes back once, when it ends or when it is
 * given up. So, for each stage, label and epoch, {@code accepted samples <= debited - returned <= granted} at all times.
 *
 * <p>While there are open credits and room, the label with the fewest requests under way is served next, and of those the one that the
 * model is weakest at; under an open branch of the domain tree, the leaf whose turn it is ({@link LeafTurns}). Weighting labels against each other beyond that is the queue's, through what it grants.
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

        /** A leaf of an open branch was asked for; see {@link LeafTurns}. */
        void turned(Label leaf, double pass);
    }

    /** An account that may issue, by whom is served next. */
    private record Candidate(int outstanding, double accuracy, String key) implements Comparable<Candidate> {
        private static final Comparator<Candidate> ORDER = Comparator.comparingInt(Candidate::outstanding)
                .thenComparingDouble(Candidate::accuracy)
                .thenComparing(Candidate::key);

        @Override
        public int compareTo(Candidate other) {
            return ORDER.compare(this, other);
        }
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
    private final LeafTurns turns;
    private final Map<String, Account> accounts = new HashMap<>();
    /** Accounts with open credits and room, if they have not expired: thousands of others are not looked at with each request. */
    private final NavigableSet<Candidate> candidates = new TreeSet<>();

    private final Map<String, Candidate> candidateOf = new HashMap<>();
    private final Map<String, Request> outstanding = new LinkedHashMap<>();
    private final Map<Label, Double> accuracies = new HashMap<>();
    private final Mastery mastery = new Mastery();

    /** @param branches leaves that are asked for under each label */
    CreditLedger(Limits limits, RequestFactory factory, Map<Label, List<Label>> branches, Book book) {
        this.limits = limits;
        this.factory = factory;
        this.book = book;
        this.turns = new LeafTurns(branches, book::turned);
    }

    /** An account as the book had it; requests under way follow. */
    void restore(Demand demand, Account.Counts counts) {
        accounts.put(demand.key(), new Account(demand, counts, 0));
        rank(demand.key());
    }

    /** A leaf's pass as the book had it. */
    void restore(Label leaf, double pass) {
        turns.restore(leaf, pass);
    }

    /** A request that the book says has not ended. */
    void restore(Request request) {
        outstanding.put(request.id(), request);
        accounts.computeIfPresent(keyOf(request), (key, account) -> account.withOutstanding());
        rank(keyOf(request));
    }

    /** How well the model does on a label; the weakest are served first, and others go before the families that are mastered. */
    void learn(LabelStats stats) {
        accuracies.put(stats.label(), stats.accuracy());
        turns.learn(stats.label(), 1 - stats.accuracy());
        mastery.learn(stats);
        for (Stage stage : Stage.values()) {
            rank(Demand.key(stage, stats.label()));
        }
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
            Account next = next(now);
            if (next == null) {
                break;
            }
            Label branch = next.demand().label();
            int budget = (int) Math.min(limits.budget(), next.open(now));
            Request request = factory.make(
                    next.demand(), turns.next(branch), next.counts().made(), budget, mastery.in(branch.domain()), now);
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
        rank(account.key());
    }

    /** The first that has not expired; what has is looked at again when its demand is renewed. */
    private Account next(long now) {
        while (!candidates.isEmpty()) {
            Account account = accounts.get(candidates.first().key());
            if (account.open(now) > 0) {
                return account;
            }
            drop(account.key());
        }
        return null;
    }

    private void rank(String key) {
        drop(key);
        Account account = accounts.get(key);
        if (account != null && mayIssue(account)) {
            double accuracy = accuracies.getOrDefault(account.demand().label(), 0.0);
            Candidate candidate = new Candidate(account.outstanding(), accuracy, key);
            candidateOf.put(key, candidate);
            candidates.add(candidate);
        }
    }

    private void drop(String key) {
        Candidate before = candidateOf.remove(key);
        if (before != null) {
            candidates.remove(before);
        }
    }

    private boolean mayIssue(Account account) {
        return account.outstanding() < limits.perLabel()
                && account.unissued() > 0
                && turns.serves(account.demand().label());
    }

    /** Of the demand that the request was debited from. */
    private static String keyOf(Request request) {
        return RequestId.parse(request.id()).orElseThrow().demandKey();
    }
}
