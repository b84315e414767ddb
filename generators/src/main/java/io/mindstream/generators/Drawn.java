package io.mindstream.generators;

import io.mindstream.samples.Facts;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Observation;
import io.mindstream.samples.Split;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A scene that was drawn, and the families that can be asked of it. Its picture is painted when the {@link #observation} is first asked
 * for: a third of the scenes give what is wanted of them nothing to ask, some are held out, and painting costs more than all the rest.
 * For one thread at a time.
 *
 * @param <S> the source's scene
 */
public final class Drawn<S> {
    private final Source<S> source;
    private final S scene;
    private final String domain;
    private final long seed;
    private final String contentKey;
    private final Facts facts;
    private final Supplier<ImageRef> painting;
    private Observation observation;

    /**
     * @param source that drew it
     * @param scene everything that is painted
     * @param domain that it was drawn for
     * @param seed that it was drawn from
     * @param contentKey of the scene, prefixed by the source
     * @param painting paints it
     */
    Drawn(Source<S> source, S scene, String domain, long seed, String contentKey, Supplier<ImageRef> painting) {
        this.source = source;
        this.scene = scene;
        this.domain = domain;
        this.seed = seed;
        this.contentKey = contentKey;
        this.facts = source.facts(scene);
        this.painting = painting;
    }

    public Source<S> source() {
        return source;
    }

    /** Everything that is painted. */
    public S scene() {
        return scene;
    }

    /** Leaf of the domain tree. */
    public String domain() {
        return domain;
    }

    public String contentKey() {
        return contentKey;
    }

    public Split split() {
        return Split.of(contentKey);
    }

    /** What density is computed from. */
    public Facts facts() {
        return facts;
    }

    /** The picture with its facts; paints. */
    public Observation observation() {
        if (observation == null) {
            observation = new Observation(source.name(), seed, painting.get(), contentKey, domain, facts);
        }
        return observation;
    }

    /**
     * Asks a family of the source, reproducibly: the seed, the family and {@code attempt} decide phrasing and object.
     *
     * @param family one of {@code source.families()}
     * @param attempt 0 for the first question of that family about this scene
     */
    public Optional<Asked> ask(QuestionFamily<S> family, int attempt) {
        long mixed = seed * 0x9E3779B97F4A7C15L + family.name().hashCode() * 31L + attempt;
        return family.ask(scene, new SplittableRandom(mixed));
    }
}
