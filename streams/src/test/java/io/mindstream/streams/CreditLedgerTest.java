package io.mindstream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.Demand;
import io.mindstream.samples.Label;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.LabelStats.FamilyStats;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestEnd;
import io.mindstream.samples.RequestId;
import io.mindstream.samples.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditLedgerTest {
    private static final Label GAUGE = new Label("automotive/instruments/gauge", "perception/reading/gauge");
    private static final Label COUNT = new Label("scenes/shapes/few", "perception/counting/all");
    private static final Label UNSERVED = new Label("scenes/shapes/few", "perception/reading/gauge");
    private static final RequestFactory FACTORY =
            new RequestFactory(Map.of(GAUGE, List.of("gauge", "dials"), COUNT, List.of("shapes")), 1, 1000);
    private static final Map<Label, List<Label>> BRANCHES = Map.of(GAUGE, List.of(GAUGE), COUNT, List.of(COUNT));
    private static final CreditLedger.Limits LIMITS = new CreditLedger.Limits(4, 5, 8);

    /** What a store would hold. */
    private static class Written implements CreditLedger.Book {
        private final Map<String, Demand> demands = new LinkedHashMap<>();
        private final Map<String, Account.Counts> counts = new HashMap<>();
        private final Map<String, Request> requests = new HashMap<>();

        @Override
        public void demanded(Demand demand) {
            demands.put(demand.key(), demand);
        }

        @Override
        public void counted(String key, Account.Counts counted) {
            counts.put(key, counted);
        }

        @Override
        public void opened(Request request) {
            requests.put(request.id(), request);
        }

        @Override
        public void closed(Request request) {
            requests.remove(request.id());
        }

        @Override
        public void turned(Label leaf, double pass) {
            throw new AssertionError("no open branch, but " + leaf + " had a turn");
        }

        CreditLedger restored(CreditLedger.Book next) {
            CreditLedger ledger = new CreditLedger(LIMITS, FACTORY, BRANCHES, next);
            demands.forEach((key, demand) -> ledger.restore(demand, counts.get(key)));
            requests.values().forEach(ledger::restore);
            return ledger;
        }
    }

    private final Written written = new Written();
    private final CreditLedger ledger = new CreditLedger(LIMITS, FACTORY, BRANCHES, written);

    @Test
    void requestsNameWhatIsMasteredInTheirDomain() {
        ledger.learn(new LabelStats(COUNT, 200, 0.97, 0.1, 1, List.of(new FamilyStats("shapes.count", 200, 0.97))));
        ledger.learn(new LabelStats(UNSERVED, 200, 0.5, 0.1, 1, List.of()));
        ledger.demand(demand(COUNT, 4, 1));
        ledger.demand(demand(GAUGE, 4, 1));

        assertThat(ledger.issue(0)).allSatisfy(request -> assertThat(request.mastered())
                .isEqualTo(request.label().equals(COUNT) ? List.of("shapes.count") : List.of()));
    }

    @Test
    void issuesWhatIsGrantedAndNoMore() {
        ledger.demand(demand(GAUGE, 10, 1));

        List<Request> requests = ledger.issue(0);

        assertThat(requests).extracting(Request::budget).containsExactly(4, 4, 2);
        assertThat(requests).extracting(Request::source).containsExactly("gauge", "dials", "gauge");
        assertThat(requests).extracting(Request::id).doesNotHaveDuplicates();
        assertThat(requests).extracting(Request::seed).doesNotHaveDuplicates();
        assertThat(ledger.issue(0)).isEmpty();
    }

    @Test
    void underAnOpenBranchEachLeafHasItsTurnAndTheBranchIsDebited() {
        Label branch = new Label("traffic/warning/*", "perception/recognition/entity");
        List<Label> leaves = Stream.of("bend", "children", "ice")
                .map(sign -> new Label("traffic/warning/" + sign, branch.capability()))
                .toList();
        Map<Label, List<String>> sources = new HashMap<>();
        leaves.forEach(leaf -> sources.put(leaf, List.of("signs")));
        Map<Label, Double> passes = new HashMap<>();
        CreditLedger open = new CreditLedger(
                new CreditLedger.Limits(1, 20, 20),
                new RequestFactory(sources, 1, 1000),
                Map.of(branch, leaves),
                new Written() {
                    @Override
                    public void turned(Label leaf, double pass) {
                        passes.put(leaf, pass);
                    }
                });
        open.demand(demand(branch, 6, 1));

        List<Request> requests = open.issue(0);

        assertThat(requests).extracting(Request::label).containsAll(leaves).hasSize(6);
        assertThat(requests.stream().collect(Collectors.groupingBy(Request::label, Collectors.counting())))
                .allSatisfy((leaf, count) -> assertThat(count).isEqualTo(2));
        assertThat(requests).allSatisfy(request -> assertThat(
                        RequestId.parse(request.id()).orElseThrow().label())
                .isEqualTo(branch));
        assertThat(passes.keySet()).containsExactlyInAnyOrderElementsOf(leaves);
        assertThat(open.issue(0)).isEmpty();
        assertThat(open.end(end(requests.get(0), 0))).isTrue();
        assertThat(open.issue(0)).hasSize(1);
    }

    @Test
    void returnsOnceWhatWasNotUsed() {
        ledger.demand(demand(GAUGE, 4, 1));
        Request request = ledger.issue(0).get(0);

        assertThat(ledger.end(end(request, 1))).isTrue();
        assertThat(ledger.end(end(request, 1))).isFalse();

        assertThat(ledger.issue(0)).extracting(Request::budget).containsExactly(3);
        assertThat(ledger.issue(0)).isEmpty();
    }

    @Test
    void givesUpLateRequestsOnceAndIgnoresTheirLateEnd() {
        ledger.demand(demand(GAUGE, 4, 1));
        Request request = ledger.issue(0).get(0);

        assertThat(ledger.expire(request.expiresAt() - 1)).isZero();
        assertThat(ledger.expire(request.expiresAt())).isEqualTo(1);
        assertThat(ledger.expire(request.expiresAt())).isZero();
        assertThat(ledger.end(end(request, 0))).isFalse();

        assertThat(ledger.issue(0)).extracting(Request::budget).containsExactly(4);
    }

    @Test
    void issuesNothingForAnExpiredDemandOrALabelThatNobodyServes() {
        ledger.demand(new Demand(Stage.KNOWLEDGE, GAUGE, 10, 1, 500));
        ledger.demand(demand(UNSERVED, 10, 1));

        assertThat(ledger.issue(500)).isEmpty();

        ledger.demand(new Demand(Stage.KNOWLEDGE, GAUGE, 10, 1, 1500));
        assertThat(ledger.issue(501)).isNotEmpty();
    }

    @Test
    void startsANewCountWithANewEpochAndIgnoresAnOlderOne() {
        ledger.demand(demand(GAUGE, 4, 7));
        Request past = ledger.issue(0).get(0);

        ledger.demand(demand(GAUGE, 6, 8));
        ledger.demand(demand(GAUGE, 100, 7));

        assertThat(ledger.end(end(past, 0))).isFalse();
        List<Request> requests = ledger.issue(0);
        assertThat(requests).extracting(Request::budget).containsExactly(4, 2);
        assertThat(requests).extracting(Request::seed).doesNotContain(past.seed());
    }

    @Test
    void servesTheLabelWithTheFewestRequestsAndThenTheWeakest() {
        ledger.learn(new LabelStats(GAUGE, 10, 0.2, 1, 1, List.of()));
        ledger.learn(new LabelStats(COUNT, 10, 0.9, 1, 1, List.of()));
        ledger.demand(demand(COUNT, 100, 1));
        ledger.demand(demand(GAUGE, 100, 1));

        List<Request> requests = ledger.issue(0);

        assertThat(requests).hasSize(LIMITS.inAll());
        assertThat(requests)
                .extracting(Request::label)
                .containsExactly(GAUGE, COUNT, GAUGE, COUNT, GAUGE, COUNT, GAUGE, COUNT);
    }

    /** Any order of demands, ends (late, twice, of past epochs), expiries and restarts. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverExceedsCreditsAndGoesOnAfterARestartAsIfThereWereNone(long seed) {
        Random random = new Random(seed);
        List<Label> labels = List.of(GAUGE, COUNT);
        Map<String, Long> granted = new HashMap<>();
        Map<String, Long> accepted = new HashMap<>();
        List<Request> underWay = new ArrayList<>();
        List<RequestEnd> ended = new ArrayList<>();
        Written book = new Written();
        CreditLedger restarted = new CreditLedger(LIMITS, FACTORY, BRANCHES, book);
        long epoch = 1;
        long now = 0;
        for (int step = 0; step < 3000; step++) {
            now += random.nextInt(100);
            int what = random.nextInt(10);
            if (what < 2) {
                epoch += random.nextInt(40) == 0 ? 1 : 0;
                Label label = labels.get(random.nextInt(2));
                String key = epoch + "/" + Demand.key(Stage.KNOWLEDGE, label);
                granted.merge(key, (long) random.nextInt(30), Long::sum);
                Demand demand = new Demand(Stage.KNOWLEDGE, label, granted.get(key), epoch, now + 800);
                ledger.demand(demand);
                restarted.demand(demand);
            } else if (what < 7 && !underWay.isEmpty()) {
                Request request = underWay.remove(random.nextInt(underWay.size()));
                // Nothing is accepted after a request's time.
                int used = now < request.expiresAt() ? random.nextInt(request.budget() + 1) : 0;
                accepted.merge(epochKey(request), (long) used, Long::sum);
                ended.add(end(request, used));
                both(restarted, ended.get(ended.size() - 1));
            } else if (what == 7 && !ended.isEmpty()) {
                both(restarted, ended.get(random.nextInt(ended.size())));
            } else if (what == 8) {
                assertThat(restarted.expire(now - 500)).isEqualTo(ledger.expire(now - 500));
            } else {
                Written next = new Written();
                book.demands.values().forEach(next::demanded);
                book.counts.forEach(next::counted);
                book.requests.values().forEach(next::opened);
                restarted = book.restored(next);
                book = next;
            }
            List<Request> issued = ledger.issue(now);
            assertThat(restarted.issue(now)).isEqualTo(issued);
            underWay.addAll(issued);
            assertThat(ledger.outstanding()).isLessThanOrEqualTo(LIMITS.inAll());
            accepted.forEach((key, used) -> assertThat(used).isLessThanOrEqualTo(granted.get(key)));
        }
        assertThat(accepted.values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(500);
    }

    private void both(CreditLedger restarted, RequestEnd end) {
        assertThat(restarted.end(end)).isEqualTo(ledger.end(end));
    }

    private static String epochKey(Request request) {
        return request.id().substring(0, request.id().indexOf('#'));
    }

    private static Demand demand(Label label, long granted, long epoch) {
        return new Demand(Stage.KNOWLEDGE, label, granted, epoch, Long.MAX_VALUE);
    }

    private static RequestEnd end(Request request, int used) {
        return new RequestEnd(
                request.id(),
                request.stage(),
                request.label(),
                used > 0 ? RequestEnd.Kind.ACCEPTED : RequestEnd.Kind.REJECTED,
                used,
                request.budget() - used);
    }
}
