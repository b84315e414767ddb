package io.mindstream.generators.topics;

import io.mindstream.config.DifficultySettings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.Source;
import io.mindstream.generators.svg.Scenes;
import java.awt.Graphics2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A source whose leaves of the domain tree are topics: what a topic is decides what is drawn and asked about. Families are made when they
 * are first asked for, since a source may be found and not chosen.
 *
 * @param <T> a topic
 * @param <S> the scene
 */
public abstract class TopicSource<T, S extends Scene> implements Source<S> {
    private final String name;
    private final int version;
    private final DifficultySettings difficulty;
    private final Map<String, T> topics;
    private final List<String> domains;
    private volatile List<QuestionFamily<S>> families;

    /**
     * @param topics by leaf of the domain tree, in a fixed order
     */
    protected TopicSource(String name, int version, DifficultySettings difficulty, Map<String, T> topics) {
        this.name = name;
        this.version = version;
        this.difficulty = difficulty;
        this.topics = new LinkedHashMap<>(topics);
        this.domains = List.copyOf(this.topics.keySet());
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int version() {
        return version;
    }

    @Override
    public final List<String> domains() {
        return domains;
    }

    /** The knobs that are not the frame's. */
    protected final DifficultySettings difficulty() {
        return difficulty;
    }

    @Override
    public final S scene(String domain, RandomGenerator random) {
        T topic = topics.get(domain);
        if (topic == null) {
            throw new IllegalArgumentException("source '" + name + "' does not draw '" + domain + "'");
        }
        return draw(domain, topic, Frame.draw(difficulty, random), Sight.draw(random), random);
    }

    /** Draws a scene about the topic. */
    protected abstract S draw(String domain, T topic, Frame frame, Sight sight, RandomGenerator random);

    @Override
    public final void paint(S scene, Graphics2D graphics, int size) {
        Pen pen = new Pen(graphics, size);
        var whole = graphics.getTransform();
        pen.open(scene.frame());
        paint(scene, pen);
        graphics.setTransform(whole);
        pen.close(scene.frame());
    }

    /** Paints the content; the ground is there. */
    protected abstract void paint(S scene, Pen pen);

    @Override
    public final List<QuestionFamily<S>> families() {
        List<QuestionFamily<S>> made = families;
        if (made == null) {
            synchronized (this) {
                if (families == null) {
                    Questions<S> questions = new Questions<>(name, new Sampled());
                    ask(questions);
                    families = questions.all();
                }
                made = families;
            }
        }
        return made;
    }

    /** Adds all families. */
    protected abstract void ask(Questions<S> questions);

    /** Scenes to even answers out on, drawn once and only if they are needed. */
    private final class Sampled implements java.util.function.Supplier<List<S>> {
        private List<S> scenes;

        @Override
        public List<S> get() {
            if (scenes == null) {
                scenes = Scenes.of(TopicSource.this);
            }
            return scenes;
        }
    }
}
