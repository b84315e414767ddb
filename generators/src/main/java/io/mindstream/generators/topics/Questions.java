package io.mindstream.generators.topics;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Family;
import io.mindstream.generators.Phrasings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.svg.Asker;
import io.mindstream.generators.svg.BalancedFamily;
import io.mindstream.samples.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Collects the families of a source of topics. An asker that gives null has nothing to ask; what {@link #clear} adds is asked only where
 * the scene's {@link Sight} is clear.
 *
 * @param <S> the source's scene
 */
public final class Questions<S extends Scene> {
    /** Part of the clear scenes that the families about what cannot be seen ask too: a fifth of their questions have no answer. */
    private static final double ASKED_CLEAR = 0.8;

    private static final Answer UNREADABLE =
            new Answer.Exact(List.of("cannot be read", "it cannot be read", "unreadable"));
    private static final Answer NOT_SHOWN = new Answer.Exact(List.of("not shown", "it is not shown", "cannot be told"));

    private final String source;
    private final Supplier<List<S>> scenes;
    private final List<QuestionFamily<S>> families = new ArrayList<>();

    /**
     * @param source its name, before each family's
     * @param scenes to even out answers on
     */
    Questions(String source, Supplier<List<S>> scenes) {
        this.source = source;
        this.scenes = scenes;
    }

    /** Wordings, {@code {}} for what is filled in. */
    public static Phrasings say(String... forms) {
        return new Phrasings(forms);
    }

    /** Asks of every scene. */
    public Questions<S> ask(String name, String capability, Asker<S> asker) {
        families.add(Asker.family(source + "." + name, capability, asker));
        return this;
    }

    /** Asks of scenes where all is to be seen. */
    public Questions<S> clear(String name, String capability, Asker<S> asker) {
        return ask(name, capability, whereClear(asker));
    }

    /** As {@link #clear}, more seldom where the answer is a common one. */
    public Questions<S> even(String name, String capability, Asker<S> asker) {
        return even(name, capability, asked -> "", asker);
    }

    /** As {@link #even}, for each topic that the question's text gives away by itself. */
    public Questions<S> even(String name, String capability, Function<Asked, String> topic, Asker<S> asker) {
        families.add(new BalancedFamily<>(
                Asker.family(source + "." + name, capability, whereClear(asker)), scenes.get(), topic));
        return this;
    }

    /**
     * A yes/no question.
     *
     * @param asker asks what has the answer that it is told, or gives null
     */
    public Questions<S> yesNo(String name, String capability, YesNo<S> asker, String... facets) {
        families.add(Family.yesNo(source + "." + name, capability, (scene, random) -> {
            boolean yes = random.nextBoolean();
            return Optional.ofNullable(scene.clear() ? asker.ask(scene, yes, random) : null)
                    .map(question -> Asked.exact(question, yes ? "yes" : "no", facets));
        }));
        return this;
    }

    /** Words a question to which the answer is the one given. */
    @FunctionalInterface
    public interface YesNo<S> {
        String ask(S scene, boolean yes, RandomGenerator random);
    }

    /** A description of everything. */
    public Questions<S> describe(Function<S, String> words) {
        return ask(
                "describe",
                "perception/description/dense",
                (scene, random) -> Asked.description(DESCRIBE.pick(random), words.apply(scene)));
    }

    private static final Phrasings DESCRIBE = say(
            "Describe the picture.", "What do you see?", "What can be seen here?", "Tell me what the picture shows.");

    /**
     * Two families in the words of an ordinary one, which now and then has no answer: what is smeared over cannot be read, what is left out
     * is not shown.
     *
     * @param asker asks as if all were to be seen
     */
    public Questions<S> hidden(Asker<S> asker) {
        hidden("unreadable", Sight.SMEARED, UNREADABLE, asker);
        return hidden("unanswerable", Sight.MISSING, NOT_SHOWN, asker);
    }

    private Questions<S> hidden(String name, Sight hidden, Answer answer, Asker<S> asker) {
        return ask(name, "faithfulness/answerability/" + name, (scene, random) -> {
            if (scene.sight() != hidden && !(scene.clear() && random.nextDouble() < ASKED_CLEAR)) {
                return null;
            }
            Asked asked = asker.ask(scene, random);
            return asked == null || scene.clear()
                    ? asked
                    : new Asked(asked.question(), answer.canonical(), answer, asked.facets());
        });
    }

    /**
     * A family in the words of an ordinary one, asked of what is there, and now and then of what is not.
     *
     * @param present asks of what is there
     * @param absent words the same question about what is not there
     */
    public Questions<S> premise(Asker<S> present, Function<RandomGenerator, Function<S, String>> absent) {
        return ask("premise", "faithfulness/premise/contradicted", (scene, random) -> {
            if (!scene.clear()) {
                return null;
            }
            if (random.nextDouble() >= CONTRADICTED) {
                return present.ask(scene, random);
            }
            String question = absent.apply(random).apply(scene);
            return question == null ? null : new Asked(question, NONE.canonical(), NONE, Set.of("premise"));
        });
    }

    private static final double CONTRADICTED = 0.18;
    private static final Answer NONE = new Answer.Exact(List.of("there is none", "there is no such thing", "none"));

    /**
     * Names the colour of something that every scene has.
     *
     * @param colour its word is the answer
     * @param facet what question and reply disclose
     */
    public Questions<S> colour(
            String name, String capability, Phrasings wordings, Function<S, ?> colour, String facet) {
        return ask(
                name,
                capability,
                (scene, random) ->
                        Asked.exact(wordings.pick(random), colour.apply(scene).toString(), facet));
    }

    /** Names the ground. */
    public Questions<S> ground() {
        return colour(
                "ground",
                "perception/colour/background",
                GROUND,
                scene -> scene.frame().ground(),
                "ground");
    }

    private static final Phrasings GROUND = say(
            "What colour is the background?",
            "Which colour is behind everything?",
            "Name the background colour.",
            "On which colour does all this stand?");

    private static <S extends Scene> Asker<S> whereClear(Asker<S> asker) {
        return (scene, random) -> scene.clear() ? asker.ask(scene, random) : null;
    }

    /** One of the items. */
    public static <T> T one(List<T> items, RandomGenerator random) {
        return items.get(random.nextInt(items.size()));
    }

    /** One of the items that is not the other. */
    public static <T> T other(List<T> items, T than, RandomGenerator random) {
        T item = one(items, random);
        while (item.equals(than)) {
            item = one(items, random);
        }
        return item;
    }

    /** A choice of options that the question names, in an order by chance. */
    public static Asked choice(
            Phrasings phrasings, RandomGenerator random, List<String> options, String right, String... facets) {
        List<String> named = new ArrayList<>(options);
        Collections.shuffle(named, new java.util.Random(random.nextLong()));
        return Asked.choice(phrasings.pick(random, named.toArray()), named, right, facets);
    }

    /** A number that may be read off by as much. */
    public static Asked about(String question, double value, double tolerance, String... facets) {
        Answer.Number number = new Answer.Number(value, tolerance);
        return new Asked(question, number.canonical(), number, Set.of(facets));
    }

    List<QuestionFamily<S>> all() {
        return List.copyOf(families);
    }
}
