package io.mindstream.generators.clocks;

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

/** Clocks; a topic is a make of clock at one of the twelve places of the long hand. */
public final class ClockSource extends TopicSource<ClockSource.Topic, ClockScene> {
    record Topic(Make make, Moment moment) {}

    public ClockSource(GenerationSettings settings) {
        super("clocks", 1, settings.difficulty(), topics());
    }

    private static Map<String, Topic> topics() {
        Map<String, Topic> topics = new LinkedHashMap<>();
        for (Make make : Make.values()) {
            for (Moment moment : Moment.values()) {
                topics.put("clocks/" + make.leaf() + "/" + moment.leaf(), new Topic(make, moment));
            }
        }
        return topics;
    }

    @Override
    protected ClockScene draw(String domain, Topic topic, Frame frame, Sight sight, RandomGenerator random) {
        Colour rim = one(Frame.INKS, random);
        return new ClockScene(
                frame, sight, topic.make(), random.nextInt(24), topic.moment(), rim, other(Frame.INKS, rim, random));
    }

    @Override
    public String contentKey(ClockScene scene) {
        return String.join(
                " ",
                scene.make().leaf(),
                scene.time(),
                scene.half(),
                scene.rim().toString(),
                scene.ink().toString(),
                scene.sight().toString(),
                scene.frame().ground().toString());
    }

    @Override
    public Facts facts(ClockScene scene) {
        List<String> subjects = new ArrayList<>(List.of(scene.rim() + " " + scene.make().words));
        List<String> texts = new ArrayList<>();
        List<String> relations = new ArrayList<>();
        if (scene.digital()) {
            subjects.add(scene.ink() + " digits");
        } else {
            texts.add(scene.half());
            subjects.addAll(List.of("hour hand", "minute hand", "letters"));
        }
        if (scene.clear()) {
            relations.add("time " + scene.time());
            relations.add("minute " + scene.minute());
            if (scene.digital()) {
                texts.add(scene.time());
            }
        }
        return new Facts(subjects, relations, texts, List.of(scene.make().words + " -> " + scene.make().feature));
    }

    @Override
    protected void paint(ClockScene scene, Pen pen) {
        if (scene.digital()) {
            new DigitsPainter(scene, pen).paint();
        } else {
            new HandsPainter(scene, pen).paint();
        }
    }

    @Override
    protected void ask(Questions<ClockScene> questions) {
        ClockFamilies.addTo(questions);
    }
}
