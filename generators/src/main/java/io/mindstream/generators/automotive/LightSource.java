package io.mindstream.generators.automotive;

import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.Source;
import io.mindstream.generators.automotive.LightScene.Slot;
import io.mindstream.generators.svg.Scenes;
import io.mindstream.samples.Facts;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Warning lights as they light up on a dashboard: one to four lit in their colours, beside ghosts of dark ones. Every light of the table
 * is drawn, whatever {@code generation.entities} says: a driver has to know them all.
 */
final class LightSource implements Source<LightScene> {
    static final String NAME = "warning-lights";

    private static final String DOMAIN = "automotive/warnings/lights";
    private static final Color[] PANELS = {new Color(0x0b0d10), new Color(0x14110f), new Color(0x10161d)};
    private static final Color GHOST = new Color(0x3a3f45);

    private final List<Light> table = Light.table();
    private final List<QuestionFamily<LightScene>> families = new LightFamilies(table, Scenes.of(this)).all();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String material() {
        return "Material Design Icons 5.2.45 (MIT licence, Copyright (c) 2017 Austin Andrews)";
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
    public LightScene scene(String domain, RandomGenerator random) {
        // The gravest colour is drawn first, or with four lights there would nearly always be a red one.
        Severity gravest = Severity.values()[Math.min(2, random.nextInt(3))];
        List<Light> shuffled = new ArrayList<>(table);
        for (int i = shuffled.size(); i > 1; i--) {
            Collections.swap(shuffled, i - 1, random.nextInt(i));
        }
        List<Light> lit = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        shuffled.stream().filter(light -> light.severity() == gravest).limit(1).forEach(lit::add);
        // At times all of one colour, or several of the same would be too rare to count.
        boolean alike = random.nextDouble() < 0.25;
        shuffled.stream()
                .filter(light ->
                        alike ? light.severity() == gravest : light.severity().compareTo(gravest) >= 0)
                .filter(light -> !lit.contains(light))
                .limit(count - 1)
                .forEach(lit::add);
        List<Slot> slots = new ArrayList<>();
        List<Light> others =
                shuffled.stream().filter(light -> !lit.contains(light)).toList();
        for (int i = 0; i < LightScene.PLACES.size(); i++) {
            double dx = (random.nextDouble() - 0.5) * 0.06;
            double dy = (random.nextDouble() - 0.5) * 0.06;
            boolean glows = i < lit.size();
            boolean ghost = random.nextDouble() < 0.7;
            slots.add(new Slot(glows ? lit.get(i) : ghost ? others.get(i) : null, glows, dx, dy));
        }
        for (int i = slots.size(); i > 1; i--) {
            Collections.swap(slots, i - 1, random.nextInt(i));
        }
        return new LightScene(slots, random.nextInt(PANELS.length));
    }

    @Override
    public String contentKey(LightScene scene) {
        StringBuilder key = new StringBuilder();
        for (Slot slot : scene.slots()) {
            key.append(slot.light() == null ? "-" : slot.light().name());
            key.append(slot.lit() ? "* " : " ");
        }
        return key.toString().strip();
    }

    @Override
    public Facts facts(LightScene scene) {
        List<String> subjects = new ArrayList<>();
        List<String> relations = new ArrayList<>();
        List<String> knowledge = new ArrayList<>();
        for (Slot slot : scene.slots()) {
            if (slot.light() != null) {
                String light = (slot.lit() ? slot.light().severity().colour() : "dark") + " "
                        + slot.light().name() + " light";
                subjects.add(light);
                relations.add(light + " at the " + scene.place(slot.light()));
                if (slot.lit()) {
                    knowledge.add(light + " -> " + slot.light().severity().action());
                }
            }
        }
        return new Facts(subjects, relations, List.of(), knowledge);
    }

    @Override
    public void paint(LightScene scene, Graphics2D graphics, int size) {
        graphics.setColor(PANELS[scene.tint()]);
        graphics.fillRect(0, 0, size, size);
        for (int i = 0; i < scene.slots().size(); i++) {
            Slot slot = scene.slots().get(i);
            if (slot.light() != null) {
                double x = (0.26 + 0.48 * (i % 2) + slot.dx()) * size;
                double y = (0.26 + 0.48 * (i / 2) + slot.dy()) * size;
                Color colour = slot.lit() ? slot.light().severity().light() : GHOST;
                slot.light().paint(graphics, colour, x, y, 0.42 * size);
            }
        }
    }

    @Override
    public List<QuestionFamily<LightScene>> families() {
        return families;
    }
}
