package io.mindstream.generators.automotive;

import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.Source;
import io.mindstream.generators.automotive.ClusterScene.Temperature;
import io.mindstream.generators.svg.Scenes;
import io.mindstream.generators.svg.Webjar;
import io.mindstream.samples.Facts;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Instrument clusters: speed in digits or on a dial, revs, fuel, coolant temperature, gear, a speed limit, a warning light. */
final class ClusterSource implements Source<ClusterScene> {
    static final String NAME = "cluster";

    private static final String DOMAIN = "automotive/instruments/cluster";
    private static final List<Integer> LIMITS = List.of(30, 50, 60, 70, 80, 90, 100, 120);
    private static final List<String> GEARS = List.of("D", "S", "M", "N", "L");

    private final List<Light> lights = Light.table();
    private final ClusterPainter painter = new ClusterPainter(sign("gas-station"), sign("thermometer"));
    private final List<QuestionFamily<ClusterScene>> families = new ClusterFamilies(Scenes.of(this)).all();

    private static Light sign(String icon) {
        return new Light(
                icon,
                Severity.ON,
                Webjar.MATERIAL_ICONS.svg("svg/" + icon + ".svg").computeShape());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String material() {
        return "Material Design Icons 5.2.45 (MIT licence, Copyright (c) 2017 Austin Andrews); lettering DejaVu (Bitstream Vera licence and public domain changes)";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<String> domains() {
        return List.of(DOMAIN);
    }

    @Override
    public ClusterScene scene(String domain, RandomGenerator random) {
        boolean digital = random.nextInt(5) < 3;
        int limit = digital && random.nextInt(3) > 0 ? LIMITS.get(random.nextInt(LIMITS.size())) : 0;
        int speed;
        if (limit > 0) {
            // Up to 40 km/h over the limit, or up to 30 below, and never just at it.
            speed = limit + (random.nextBoolean() ? 5 * (1 + random.nextInt(8)) : -5 * (1 + random.nextInt(6)));
        } else {
            speed = digital
                    ? random.nextInt(ClusterScene.TOP_SPEED)
                    : 10 * random.nextInt(ClusterScene.TOP_SPEED / 10 + 1);
        }
        int zone = random.nextInt(3);
        int revs = zone == 0
                ? random.nextInt(ClusterScene.LOW_REVS)
                : zone == 1
                        ? random.nextInt(ClusterScene.LOW_REVS, ClusterScene.RED_REVS)
                        : random.nextInt(ClusterScene.RED_REVS + 1, ClusterScene.TOP_REVS + 1);
        return new ClusterScene(
                digital,
                speed,
                revs,
                random.nextInt(5),
                Temperature.values()[random.nextInt(3)],
                GEARS.get(random.nextInt(GEARS.size())),
                limit,
                random.nextInt(3) > 0 ? lights.get(random.nextInt(lights.size())) : null,
                random.nextInt(3));
    }

    @Override
    public String contentKey(ClusterScene scene) {
        return String.join(
                ":",
                scene.digital() ? "digital" : "dials",
                Integer.toString(scene.speed()),
                Integer.toString(scene.limit()),
                Integer.toString(scene.revs()),
                Integer.toString(scene.fuel()),
                scene.temperature().word(),
                scene.gear(),
                scene.light().map(Light::name).orElse("-"));
    }

    @Override
    public Facts facts(ClusterScene scene) {
        List<String> subjects = new ArrayList<>(List.of(
                scene.digital() ? "digital speed" : "speedometer",
                scene.digital() ? "rev bar" : "rev counter",
                "fuel gauge",
                "temperature gauge",
                "gear"));
        List<String> texts = new ArrayList<>(List.of(scene.gear()));
        List<String> relations = new ArrayList<>();
        List<String> knowledge = new ArrayList<>();
        relations.add("revs in the " + scene.revsZone() + " zone");
        if (scene.digital()) {
            texts.add(Integer.toString(scene.speed()));
        }
        if (scene.signed()) {
            subjects.add("speed limit sign");
            texts.add(Integer.toString(scene.limit()));
            relations.add("speed " + (scene.speed() > scene.limit() ? "above" : "below") + " the limit");
        }
        scene.light().ifPresent(light -> {
            subjects.add(light.severity().colour() + " " + light.name() + " light");
            knowledge.add(light.name() + " light -> " + light.severity().action());
        });
        if (scene.temperature() == Temperature.HOT) {
            knowledge.add("hot coolant -> stop");
        }
        return new Facts(subjects, relations, texts, knowledge);
    }

    @Override
    public void paint(ClusterScene scene, Graphics2D graphics, int size) {
        painter.paint(scene, graphics, size);
    }

    @Override
    public List<QuestionFamily<ClusterScene>> families() {
        return families;
    }
}
