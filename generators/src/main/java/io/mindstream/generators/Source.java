package io.mindstream.generators;

import io.mindstream.samples.Facts;
import io.mindstream.samples.ImageRef;
import java.awt.Graphics2D;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where pictures come from: draws scenes that it knows all about, paints them, and holds the question families that can be asked of
 * them. A new source is one class that implements this , with its {@link SourceProvider}, and one line in {@code META-INF/services}; everything else discovers it.
 *
 * <p>Sources hold no state that a call changes, and are called from several threads.
 *
 * @param <S> the scene: an immutable record of everything that is painted
 */
public interface Source<S> {
    /** Short name, part of content keys, family names and topics: {@code shapes}. */
    String name();

    /** Rises whenever the same seed would give other pixels, picture files, texts or answers. */
    int version();

    /** What its pictures are made of, and under which licence: a line for whoever passes them on. */
    default String material() {
        return "drawn by Mindstream alone; lettering DejaVu (Bitstream Vera licence and public domain changes)";
    }

    /** Leaves of the domain tree that this source can draw, {@code L1/L2/L3}. */
    List<String> domains();

    /**
     * Draws a scene. Its properties are spread so that no family's answer is likelier than it must be.
     *
     * @param domain one of {@link #domains()}
     * @param random the only source of chance
     */
    S scene(String domain, RandomGenerator random);

    /**
     * Canonical description of what is seen, without what a viewer would not call another scene (jitter of a few pixels, noise). Decides
     * the split, so it must be coarse enough that a test scene is never trained in all but name, and fine enough that there are many.
     */
    String contentKey(S scene);

    /** What is known of the scene; density is computed from it. */
    Facts facts(S scene);

    /**
     * Paints the scene.
     *
     * @param graphics anti-aliased, clipped to a white square of {@code size} pixels
     * @param size side of the picture in pixels
     */
    void paint(S scene, Graphics2D graphics, int size);

    /**
     * The picture of the scene: painted, unless the source has pictures already.
     *
     * @param painter of the profile's size
     */
    default ImageRef picture(S scene, Painter painter) {
        return painter.paint(graphics -> paint(scene, graphics, painter.size()));
    }

    /** All question families, descriptions among them. */
    List<QuestionFamily<S>> families();
}
