package io.mindstream.generators.arithmetic;

import static io.mindstream.generators.topics.Questions.one;
import static io.mindstream.generators.topics.Questions.other;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Pen;
import io.mindstream.generators.topics.Questions;
import io.mindstream.generators.topics.Sight;
import io.mindstream.generators.topics.TopicSource;
import io.mindstream.samples.Facts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Sums; a topic is a number shown in one way. */
public final class SumSource extends TopicSource<SumSource.Topic, SumScene> {
    record Topic(Notation notation, int number) {}

    public SumSource(GenerationSettings settings) {
        super("arithmetic", 1, settings.difficulty(), topics());
    }

    private static Map<String, Topic> topics() {
        Map<String, Topic> topics = new LinkedHashMap<>();
        for (Notation notation : Notation.values()) {
            for (int number = notation.least; number <= notation.most; number++) {
                topics.put("arithmetic/" + notation.leaf() + "/" + Notation.words(number), new Topic(notation, number));
            }
        }
        return topics;
    }

    @Override
    protected SumScene draw(String domain, Topic topic, Frame frame, Sight sight, RandomGenerator random) {
        Colour ink = one(Frame.INKS, random);
        return new SumScene(
                frame,
                sight,
                topic.notation(),
                topic.number(),
                Sign.values()[random.nextInt(3)],
                random.nextInt(2, 10),
                ink,
                other(Frame.INKS, ink, random));
    }

    @Override
    public String contentKey(SumScene scene) {
        return scene.notation().leaf() + " " + scene.expression() + " " + scene.ink() + " " + scene.print() + " "
                + scene.sight() + " " + scene.frame().ground();
    }

    @Override
    public Facts facts(SumScene scene) {
        List<String> texts = new ArrayList<>(List.of(scene.sign().symbol));
        List<String> relations = new ArrayList<>();
        if (scene.clear()) {
            texts.add(Integer.toString(scene.second()));
            relations.add("first " + (scene.number() > scene.second() ? "above" : "at most") + " second");
            relations.add("result " + scene.result());
        }
        if (scene.notation() == Notation.ROMAN || scene.notation() == Notation.WORDS) {
            texts.add(Notation.words(scene.number()));
        }
        return new Facts(
                List.of(
                        scene.ink() + " " + scene.notation().words,
                        scene.sign().word + " sign",
                        scene.print() + " number"),
                relations,
                texts,
                List.of(scene.notation().words + " -> " + scene.number()));
    }

    @Override
    protected void paint(SumScene scene, Pen pen) {
        new NotationPainter(scene, pen).paint();
    }

    @Override
    protected void ask(Questions<SumScene> questions) {
        new SumFamilies(difficulty().steps()).addTo(questions);
    }
}
