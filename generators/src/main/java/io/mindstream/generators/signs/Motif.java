package io.mindstream.generators.signs;

import io.mindstream.generators.topics.Pictogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What stands on a sign. */
sealed interface Motif {
    /** What one calls it when one sees it. */
    String name();

    /** Part of a label. */
    default String leaf() {
        return name().replace(' ', '-');
    }

    /** What a sign of the class says by it; null where there is no such sign. */
    String meaning(SignClass of);

    /** Vehicles and animals. */
    record Thing(Pictogram pictogram) implements Motif {
        @Override
        public String name() {
            return pictogram.name();
        }

        @Override
        public String meaning(SignClass of) {
            return of.meaning.replace("{}", of == SignClass.SIGHT ? name() : pictogram.plural());
        }
    }

    /** A number of kilometres an hour. */
    record Speed(int limit) implements Motif {
        @Override
        public String name() {
            return Integer.toString(limit);
        }

        @Override
        public String leaf() {
            return "speed-" + limit;
        }

        @Override
        public String meaning(SignClass of) {
            return switch (of) {
                case PROHIBITION -> "speed limit " + limit;
                case COMMAND -> "minimum speed " + limit;
                case END -> "end of speed limit " + limit;
                case INFORMATION -> "advised speed " + limit;
                default -> null;
            };
        }
    }

    /** An arrow. */
    record Arrow(String name) implements Motif {
        private static final Map<SignClass, String> FORMS = Map.of(
                SignClass.WARNING, "bend {}",
                SignClass.PROHIBITION, "no going {}",
                SignClass.COMMAND, "go {}",
                SignClass.DETOUR, "detour {}",
                SignClass.END, "going {} allowed again");

        @Override
        public String leaf() {
            return "arrow-" + name;
        }

        @Override
        public String meaning(SignClass of) {
            return FORMS.containsKey(of) ? FORMS.get(of).replace("{}", name) : null;
        }
    }

    static List<Motif> all() {
        List<Motif> all = new ArrayList<>();
        Pictogram.list("vehicles").forEach(pictogram -> all.add(new Thing(pictogram)));
        Pictogram.list("animals").stream().limit(13).forEach(pictogram -> all.add(new Thing(pictogram)));
        for (int limit : new int[] {10, 20, 30, 40, 50, 60, 70, 80, 90}) {
            all.add(new Speed(limit));
        }
        List.of("left", "right", "straight", "back").forEach(name -> all.add(new Arrow(name)));
        return List.copyOf(all);
    }
}
