package io.mindstream.generators.icons;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.Source;
import io.mindstream.generators.icons.IconScene.Layout;
import io.mindstream.generators.icons.IconScene.Placed;
import io.mindstream.generators.svg.Cell;
import io.mindstream.generators.svg.Ink;
import io.mindstream.generators.svg.Scenes;
import io.mindstream.samples.Facts;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Coloured icons on coloured grounds: one large or small, one to four of the same, or two different ones.
 *
 * <p>A fifth of the scenes with one kind of icon show icons that are never named; such a scene's key is the icon alone, so that an icon
 * of the test split is never trained in any picture, and colours, counts and places are asked of icons that the model has not seen.
 */
final class IconSource implements Source<IconScene> {
    static final String NAME = "icons";

    private static final double UNSEEN = 0.2;
    private static final int MOST = 4;

    private final IconSet set;
    private final List<QuestionFamily<IconScene>> families;

    IconSource(GenerationSettings settings) {
        this.set = new IconSet(settings.entities());
        this.families = new IconFamilies(set, Scenes.of(this)).all();
    }

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
        return set.domains();
    }

    @Override
    public IconScene scene(String domain, RandomGenerator random) {
        Ink ground = Ink.values()[random.nextInt(Ink.values().length)];
        Ink ink = one(ground.figures(), random);
        double kind = random.nextDouble();
        if (kind < 0.3 && set.named(domain).size() > 1) {
            return pair(domain, ground, ink, random);
        }
        List<Icon> unseen = set.unseen(domain);
        Icon icon = one(!unseen.isEmpty() && random.nextDouble() < UNSEEN ? unseen : set.named(domain), random);
        if (kind < 0.5) {
            Cell cell = Cell.values()[random.nextInt(9)];
            double x = jitter(cell.x(), 0.05, random);
            double y = jitter(cell.y(), 0.05, random);
            double side = 0.28 + 0.04 * random.nextDouble();
            return new IconScene(Layout.SMALL, List.of(new Placed(icon, ink, x, y, side, turn(random))), cell, ground);
        }
        if (kind < 0.75) {
            return repeated(icon, ink, ground, random);
        }
        double side = 0.55 + 0.35 * random.nextDouble();
        double room = 0.95 - side;
        Placed placed = new Placed(icon, ink, jitter(0.5, room, random), jitter(0.5, room, random), side, turn(random));
        return new IconScene(Layout.LARGE, List.of(placed), Cell.CENTRE, ground);
    }

    private static IconScene repeated(Icon icon, Ink ink, Ink ground, RandomGenerator random) {
        int count = 1 + random.nextInt(MOST);
        List<Integer> quarters = new ArrayList<>(List.of(0, 1, 2, 3));
        List<Placed> icons = new ArrayList<>();
        double side = 0.32 + 0.1 * random.nextDouble();
        for (int i = 0; i < count; i++) {
            int quarter = quarters.remove(random.nextInt(quarters.size()));
            double x = jitter(0.26 + 0.48 * (quarter % 2), 0.08, random);
            double y = jitter(0.26 + 0.48 * (quarter / 2), 0.08, random);
            icons.add(new Placed(icon, ink, x, y, side, turn(random)));
        }
        return new IconScene(Layout.REPEATED, icons, Cell.CENTRE, ground);
    }

    private IconScene pair(String domain, Ink ground, Ink ink, RandomGenerator random) {
        List<Icon> all = set.named(domain);
        Icon icon = one(all, random);
        Icon other = icon;
        while (other.equals(icon)) {
            other = one(all, random);
        }
        Ink second = ink;
        while (!second.unlike(ink)) {
            second = one(ground.figures(), random);
        }
        Layout layout = random.nextBoolean() ? Layout.SIDE_BY_SIDE : Layout.STACKED;
        List<Placed> icons = new ArrayList<>();
        for (int index = 0; index < 2; index++) {
            double along = jitter(index == 0 ? 0.26 : 0.74, 0.04, random);
            double across = jitter(0.5, 0.4, random);
            boolean beside = layout == Layout.SIDE_BY_SIDE;
            double side = 0.4 + 0.06 * random.nextDouble();
            icons.add(new Placed(
                    index == 0 ? icon : other,
                    index == 0 ? ink : second,
                    beside ? along : across,
                    beside ? across : along,
                    side,
                    turn(random)));
        }
        return new IconScene(layout, icons, Cell.CENTRE, ground);
    }

    private static <T> T one(List<T> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }

    private static double jitter(double middle, double range, RandomGenerator random) {
        return middle + (random.nextDouble() - 0.5) * range;
    }

    private static double turn(RandomGenerator random) {
        return (random.nextDouble() - 0.5) * 0.3;
    }

    @Override
    public String contentKey(IconScene scene) {
        if (!scene.named()) {
            return "unseen:" + scene.icon(0).icon();
        }
        StringBuilder key = new StringBuilder(scene.layout().name().toLowerCase(Locale.ROOT));
        for (int index = 0; index < (scene.pair() ? 2 : 1); index++) {
            key.append(':').append(scene.ink(index).word());
            key.append(' ').append(scene.icon(index).icon());
        }
        return key.append(":x")
                .append(scene.icons().size())
                .append(':')
                .append(scene.cell().words())
                .append(':')
                .append(scene.ground().word())
                .toString();
    }

    @Override
    public Facts facts(IconScene scene) {
        if (!scene.named()) {
            // One key for all pictures of this icon, so what differs between them is no fact of the scene.
            return new Facts(
                    List.of("icon", "colour", "ground"),
                    List.of("icon on ground", "icon in a place"),
                    List.of(),
                    List.of());
        }
        List<String> subjects = new ArrayList<>();
        List<String> knowledge = new ArrayList<>();
        for (Placed placed : scene.icons()) {
            subjects.add(placed.ink().word() + " " + placed.icon().name());
        }
        for (int index = 0; index < (scene.pair() ? 2 : 1); index++) {
            knowledge.add(scene.icon(index).name() + " -> " + scene.icon(index).kind());
        }
        List<String> relations = new ArrayList<>();
        relations.add(subjects.get(0) + " on " + scene.ground().word() + " ground");
        if (scene.pair()) {
            relations.add(subjects.get(0) + " at the " + scene.side(0));
            relations.add(subjects.get(1) + " at the " + scene.side(1));
        } else {
            relations.add(subjects.get(0) + " at the " + scene.cell().words());
        }
        return new Facts(subjects, relations, List.of(), knowledge);
    }

    @Override
    public void paint(IconScene scene, Graphics2D graphics, int size) {
        graphics.setColor(scene.ground().colour());
        graphics.fillRect(0, 0, size, size);
        for (Placed placed : scene.icons()) {
            AffineTransform place = new AffineTransform();
            place.translate(placed.x() * size, placed.y() * size);
            place.rotate(placed.angle());
            double scale = placed.side() * size / Icon.BOX;
            place.scale(scale, scale);
            place.translate(-Icon.BOX / 2, -Icon.BOX / 2);
            graphics.setColor(placed.ink().colour());
            graphics.fill(place.createTransformedShape(placed.icon().outline()));
        }
    }

    @Override
    public List<QuestionFamily<IconScene>> families() {
        return families;
    }
}
