package io.mindstream.generators.signs;

import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.other;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Pen;
import io.mindstream.generators.topics.Pictogram;
import io.mindstream.generators.topics.Questions;
import io.mindstream.generators.topics.Sight;
import io.mindstream.generators.topics.TopicSource;
import io.mindstream.samples.Facts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Road signs; a topic is what a class of signs says of a vehicle, an animal, a speed or a direction. */
public final class SignSource extends TopicSource<SignSource.Topic, SignScene> {
    record Topic(SignClass kind, Motif motif) {}

    /** What stands at the roadside; none of it is on a sign. */
    static final List<Pictogram> ROADSIDE = Pictogram.list("plants", "household").stream()
            .filter(pictogram -> List.of(
                            "tree",
                            "fir",
                            "palm",
                            "cactus",
                            "mushroom",
                            "pumpkin",
                            "tulip",
                            "umbrella",
                            "bucket",
                            "gift",
                            "bell",
                            "chair")
                    .contains(pictogram.name()))
            .toList();

    public SignSource(GenerationSettings settings) {
        super("signs", 1, settings.difficulty(), topics());
    }

    private static Map<String, Topic> topics() {
        Map<String, Topic> topics = new LinkedHashMap<>();
        List<Motif> motifs = Motif.all();
        for (SignClass kind : SignClass.values()) {
            for (Motif motif : motifs) {
                if (motif.meaning(kind) != null) {
                    topics.put("traffic/" + kind.leaf() + "/" + motif.leaf(), new Topic(kind, motif));
                }
            }
        }
        return topics;
    }

    @Override
    protected SignScene draw(String domain, Topic topic, Frame frame, Sight sight, RandomGenerator random) {
        Colour pole = one(Frame.INKS, random);
        return new SignScene(
                frame,
                sight,
                topic.kind(),
                topic.motif(),
                50 * random.nextInt(1, 20),
                pole,
                random.nextBoolean(),
                one(ROADSIDE, random),
                random.nextInt(1, 4),
                other(Frame.INKS, pole, random));
    }

    @Override
    public String contentKey(SignScene scene) {
        return scene.meaning() + " " + scene.metres() + " " + scene.sight() + " " + scene.pole() + " " + scene.left()
                + " " + scene.count() + " " + scene.beside().name() + " " + scene.tint() + " "
                + scene.frame().ground();
    }

    @Override
    public Facts facts(SignScene scene) {
        List<String> subjects = new ArrayList<>(
                List.of(scene.kind().words + " sign", scene.motif().name(), scene.pole() + " post", "plate"));
        for (int i = 0; i < scene.count(); i++) {
            subjects.add(scene.tint() + " " + scene.beside().name());
        }
        List<String> texts = new ArrayList<>();
        if (scene.clear()) {
            texts.add(scene.metres() + " m");
        }
        if (scene.motif() instanceof Motif.Speed) {
            texts.add(scene.motif().name());
        }
        return new Facts(
                subjects,
                List.of("sign " + (scene.left() ? "left" : "right") + " of " + scene.besideWords(), "plate below sign"),
                texts,
                List.of("sign -> " + scene.meaning(), scene.kind().words + " -> " + scene.kind().demand));
    }

    @Override
    protected void paint(SignScene scene, Pen pen) {
        new SignPainter(scene, pen).paint();
    }

    @Override
    protected void ask(Questions<SignScene> questions) {
        new SignFamilies(Motif.all()).addTo(questions);
    }
}
