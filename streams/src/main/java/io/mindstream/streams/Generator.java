package io.mindstream.streams;

import io.mindstream.generators.Catalog;
import io.mindstream.generators.Drawn;
import io.mindstream.generators.SampleComposer;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.Ids;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestEnd;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.scorers.DensityFilter;
import io.mindstream.scorers.DensityScorer;
import io.mindstream.scorers.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Makes a candidate out of a request, or says why not. The same request gives the same result, its time apart.
 *
 * <p>About one scene in seven is held out, and some scenes give a capability nothing to ask. Such a request tries up to {@link #TRIES}
 * seeds in all, derived from its own, before it gives up: the credits' way back is longer than another draw.
 */
final class Generator {
    /** Seeds tried until the scene is one to train on; where scenes are many, all are held out for 0.15^8 of the requests. */
    static final int TRIES = 8;

    private final Catalog catalog;
    private final DensityFilter filter;
    private final SampleComposer composer;

    Generator(Catalog catalog, DensityFilter filter, SampleComposer composer) {
        this.catalog = catalog;
        this.filter = filter;
        this.composer = composer;
    }

    /**
     * @param now in milliseconds since 1970
     * @return a candidate, or a rejection and the request's end, or only the end where the request came too late
     */
    List<Output> generate(Request request, long now) {
        if (now >= request.expiresAt()) {
            return List.of(new Output.Ended(end(request, RequestEnd.Kind.EXPIRED)));
        }
        try {
            return made(request, now);
        } catch (RuntimeException e) {
            String detail = "source '" + request.source() + "', seed " + request.seed() + ": " + message(e);
            return refused(request, new Verdict(Rejection.Reason.FAILED, detail), now);
        }
    }

    /** The seed of a try, the first being the request's own. */
    static long seed(Request request, int attempt) {
        return request.seed() + attempt * 0x9E3779B97F4A7C15L;
    }

    private List<Output> made(Request request, long now) {
        DensityScorer scorer = DensityScorer.ofVersion(request.idsVersion());
        Verdict last = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            String domain = request.label().domain();
            long seed = seed(request, attempt);
            Split split = catalog.split(request.source(), domain, seed);
            if (split != Split.TRAIN) {
                last = new Verdict(
                        Rejection.Reason.HELD_OUT,
                        TRIES + " seeds tried; source '" + request.source() + "' draws a scene of the " + split
                                + " split from seed " + seed);
                continue;
            }
            Drawn<?> drawn = catalog.draw(request.source(), domain, seed);
            Ids ids = scorer.score(drawn.facts());
            Optional<Verdict> sparse = filter.judge(ids);
            if (sparse.isPresent()) {
                return refused(request, sparse.get(), now);
            }
            List<Sample> samples = composer.compose(drawn, ids, filter.turns(ids), request);
            if (!samples.isEmpty()) {
                return List.of(new Output.Made(new Candidate(request, drawn.observation(), ids, samples)));
            }
            last = new Verdict(
                    Rejection.Reason.FAILED,
                    TRIES + " seeds tried; source '" + request.source() + "', scene '" + drawn.contentKey()
                            + "': nothing to ask of capability "
                            + request.label().capability() + " in stage "
                            + request.stage());
        }
        return refused(request, last, now);
    }

    private static List<Output> refused(Request request, Verdict verdict, long now) {
        return List.of(
                new Output.Refused(new Rejection(
                        request.id(), request.id(), verdict.reason(), verdict.detail(), Optional.empty(), now)),
                new Output.Ended(end(request, RequestEnd.Kind.REJECTED)));
    }

    private static RequestEnd end(Request request, RequestEnd.Kind kind) {
        return new RequestEnd(request.id(), request.stage(), request.label(), kind, 0, request.budget());
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
