package io.mindstream.generators;

import io.mindstream.config.ConfigException;
import io.mindstream.config.GenerationSettings;
import io.mindstream.config.LabelSettings;
import io.mindstream.config.LabelTree;
import io.mindstream.config.PictureSettings;
import io.mindstream.generators.user.UserSource;
import io.mindstream.samples.Label;
import io.mindstream.samples.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All sources that were found and chosen, and which of them can serve which label. */
public final class Catalog {
    /** Scenes that are asked of each domain of a source; of one with many domains fewer, so that the start stays short. */
    private static final int TRIALS = 100;

    private static final int FEWEST_TRIALS = 30;
    private static final int TRIALS_OF_A_SOURCE = 3000;
    private static final double LEAST_YIELD = 0.1;

    private final Painter painter;
    private final Map<String, Source<?>> sources;
    private final Map<String, Set<String>> domains;
    private final SortedMap<Label, List<String>> byLabel;
    private final SortedMap<Label, List<Label>> branches;

    private Catalog(Painter painter, List<Source<?>> chosen, LabelTree tree) {
        this.painter = painter;
        Map<String, Source<?>> named = new LinkedHashMap<>();
        Map<String, Set<String>> ofSources = new HashMap<>();
        for (Source<?> source : chosen) {
            named.put(source.name(), source);
            ofSources.put(source.name(), Set.copyOf(source.domains()));
        }
        // Thousands of domains are asked, and no source waits for another.
        Map<String, Set<Label>> served =
                chosen.parallelStream().collect(Collectors.toConcurrentMap(Source::name, Catalog::labels));
        SortedMap<Label, List<String>> labels = new TreeMap<>();
        chosen.forEach(source -> served.get(source.name())
                .forEach(label ->
                        labels.computeIfAbsent(label, key -> new ArrayList<>()).add(source.name())));
        this.sources = Collections.unmodifiableMap(named);
        this.domains = Map.copyOf(ofSources);
        this.byLabel = Collections.unmodifiableSortedMap(labels);
        SortedMap<Label, List<Label>> grown = new TreeMap<>();
        for (Label label : labels.keySet()) {
            grown.computeIfAbsent(
                            new Label(tree.branch(label.domain()), label.capability()), branch -> new ArrayList<>())
                    .add(label);
        }
        this.branches = Collections.unmodifiableSortedMap(grown);
    }

    private static Set<Label> labels(Source<?> source) {
        Set<Label> labels = new HashSet<>();
        for (String domain : source.domains()) {
            capabilities(source, domain).forEach(capability -> labels.add(new Label(domain, capability)));
        }
        return labels;
    }

    /**
     * Capabilities that scenes of the domain give something to ask often enough to plan with; found by asking. A capability that was served
     * often enough is not asked for again.
     */
    private static <S> Set<String> capabilities(Source<S> source, String domain) {
        int trials = Math.max(
                FEWEST_TRIALS,
                Math.min(TRIALS, TRIALS_OF_A_SOURCE / source.domains().size()));
        int enough = (int) Math.ceil(trials * LEAST_YIELD);
        Map<String, Integer> missing = new TreeMap<>();
        source.families().forEach(family -> missing.put(family.capability(), enough));
        Set<String> found = new TreeSet<>();
        SplittableRandom random = new SplittableRandom(domain.hashCode());
        for (int i = 0; i < trials && !missing.isEmpty(); i++) {
            S scene = source.scene(domain, random.split());
            Set<String> served = new HashSet<>();
            for (QuestionFamily<S> family : source.families()) {
                SplittableRandom asking = random.split();
                String capability = family.capability();
                if (missing.containsKey(capability)
                        && !served.contains(capability)
                        && family.ask(scene, asking).isPresent()) {
                    served.add(capability);
                }
            }
            for (String capability : served) {
                if (missing.merge(capability, -1, Integer::sum) == 0) {
                    missing.remove(capability);
                    found.add(capability);
                }
            }
        }
        return found;
    }

    /**
     * Finds every {@link SourceProvider} on the class path.
     *
     * @param profile where the settings come from, for messages
     * @param labels trees that the domains and capabilities of all chosen sources are leaves of
     * @throws ConfigException when {@code generation.sources} names one that is not there, or a tree lacks a leaf
     */
    public static Catalog discover(
            String profile, PictureSettings picture, GenerationSettings generation, LabelSettings labels) {
        return discover(profile, picture, generation, labels, List.of());
    }

    /**
     * The same with sources that are not on the class path.
     *
     * @param more for example what a user has ingested
     */
    public static Catalog discover(
            String profile,
            PictureSettings picture,
            GenerationSettings generation,
            LabelSettings labels,
            List<Source<?>> more) {
        List<Source<?>> found = new ArrayList<>(more);
        for (SourceProvider provider : ServiceLoader.load(SourceProvider.class)) {
            found.add(provider.create(generation));
        }
        found.sort(Comparator.comparing(Source::name));
        if (!generation.sources().isEmpty()) {
            List<String> names = found.stream().map(Source::name).toList();
            for (String wanted : generation.sources()) {
                // Named before anything is ingested, it is drawn from as soon as there is something.
                if (!names.contains(wanted) && !wanted.equals(UserSource.NAME)) {
                    throw new ConfigException(
                            profile,
                            "generation.sources",
                            "no source '" + wanted + "'; there are " + String.join(", ", names));
                }
            }
            found.removeIf(source -> !generation.sources().contains(source.name()));
            if (found.isEmpty()) {
                throw new ConfigException(
                        profile, "generation.sources", "only 'user' is named, and nothing has been ingested yet");
            }
        }
        found.forEach(source -> requireLeaves(source, labels));
        return new Catalog(new Painter(picture.size()), found, labels.domain());
    }

    /** Without this, curation would refuse each sample of such a label, and the queue would ask for more of them for ever. */
    private static void requireLeaves(Source<?> source, LabelSettings labels) {
        source.domains().forEach(domain -> labels.domain().require(domain, "source '" + source.name() + "' draws it"));
        source.families().forEach(family -> labels.capability()
                .require(family.capability(), "question family '" + family.name() + "' asks for it"));
    }

    /** By name, in order of name. */
    public Map<String, Source<?>> sources() {
        return sources;
    }

    /**
     * Every label that can be generated, with the names of the sources that serve it: at least one scene in ten of the domain gives the
     * capability something to ask.
     */
    public SortedMap<Label, List<String>> labels() {
        return byLabel;
    }

    /** The same labels under what they are asked for: themselves, or the open branches of the domain tree ({@link LabelTree#branch}). */
    public SortedMap<Label, List<Label>> branches() {
        return branches;
    }

    /**
     * Draws a scene, and paints nothing yet: same profile, source, version, domain and seed give the same scene and the same bytes.
     *
     * @throws IllegalArgumentException when there is no such source, or it does not draw that domain
     */
    public Drawn<?> draw(String source, String domain, long seed) {
        return draw(find(source, domain), domain, seed);
    }

    /** The split that {@link #draw} with the same arguments will fall into; draws nothing, so it is cheap. */
    public Split split(String source, String domain, long seed) {
        return split(find(source, domain), domain, seed);
    }

    private Source<?> find(String name, String domain) {
        Source<?> source = sources.get(name);
        if (source == null) {
            throw new IllegalArgumentException("request.source: no source '" + name + "'");
        }
        if (!domains.get(name).contains(domain)) {
            throw new IllegalArgumentException(
                    "request.label.domain: source '" + name + "' does not draw '" + domain + "'");
        }
        return source;
    }

    private <S> Drawn<S> draw(Source<S> source, String domain, long seed) {
        S scene = source.scene(domain, new SplittableRandom(seed));
        return new Drawn<>(source, scene, domain, seed, key(source, scene), () -> source.picture(scene, painter));
    }

    private static <S> Split split(Source<S> source, String domain, long seed) {
        return Split.of(key(source, source.scene(domain, new SplittableRandom(seed))));
    }

    private static <S> String key(Source<S> source, S scene) {
        return source.name() + ":" + source.contentKey(scene);
    }
}
