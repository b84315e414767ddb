package io.mindstream.generators.flags;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.Source;
import io.mindstream.generators.flags.FlagScene.Layout;
import io.mindstream.generators.flags.FlagScene.Placed;
import io.mindstream.generators.svg.Cell;
import io.mindstream.generators.svg.Ink;
import io.mindstream.generators.svg.Scenes;
import io.mindstream.samples.Facts;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Flags with the facts of their countries. One flag large or small, one to four of the same, or two of them, slightly turned, on a coloured ground.
 *
 * <p>A fifth of the single flags are ones that are never named; such a scene's key is the flag alone, so that a flag of the test split
 * is never trained in any picture, and colours, stripes and places are asked of flags that the model has not seen.
 */
final class FlagSource implements Source<FlagScene> {
    static final String NAME = "flags";

    private static final double UNSEEN = 0.2;
    private static final double LARGE = 0.86;
    private static final double SMALL = 0.34;
    private static final Ink[] GROUNDS = Ink.values();

    private final FlagSet set;
    private final List<QuestionFamily<FlagScene>> families;
    private final Map<String, BufferedImage> rasters = new ConcurrentHashMap<>();

    FlagSource(GenerationSettings settings) {
        this.set = new FlagSet(settings.entities());
        this.families = new FlagFamilies(set, Scenes.of(this)).all();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String material() {
        return "flag-icons 7.5.0 (MIT licence, Copyright (c) Panayiotis Lipiridis)";
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
    public FlagScene scene(String domain, RandomGenerator random) {
        Ink ground = GROUNDS[random.nextInt(GROUNDS.length)];
        double kind = random.nextDouble();
        if (kind < 0.3) {
            return pair(domain, ground, random);
        }
        List<Flag> unseen = set.unseen(domain);
        List<Flag> flags = !unseen.isEmpty() && random.nextDouble() < UNSEEN ? unseen : set.named(domain);
        Flag flag = flags.get(random.nextInt(flags.size()));
        double angle = (random.nextDouble() - 0.5) * 0.24;
        if (kind < 0.5) {
            Cell cell = Cell.values()[random.nextInt(9)];
            double width = SMALL * (0.85 + 0.15 * random.nextDouble());
            Placed placed = new Placed(
                    flag, inside(jitter(cell.x(), 0.06, random), width), jitter(cell.y(), 0.06, random), width, angle);
            return new FlagScene(domain, Layout.SMALL, List.of(placed), 0, cell, ground);
        }
        if (kind < 0.68) {
            return repeated(domain, flag, ground, random);
        }
        double width = LARGE * (0.62 + 0.38 * random.nextDouble());
        double room = 0.94 - width;
        Placed placed =
                new Placed(flag, jitter(0.5, room, random), jitter(0.5, room + 0.2 * width, random), width, angle);
        return new FlagScene(domain, Layout.LARGE, List.of(placed), 0, Cell.CENTRE, ground);
    }

    private static FlagScene repeated(String domain, Flag flag, Ink ground, RandomGenerator random) {
        List<Integer> quarters = new ArrayList<>(List.of(0, 1, 2, 3));
        List<Placed> flags = new ArrayList<>();
        double width = 0.36 + 0.08 * random.nextDouble();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            int quarter = quarters.remove(random.nextInt(quarters.size()));
            double x = jitter(0.26 + 0.48 * (quarter % 2), 0.04, random);
            double y = jitter(0.26 + 0.48 * (quarter / 2), 0.12, random);
            flags.add(new Placed(flag, x, y, width, (random.nextDouble() - 0.5) * 0.2));
        }
        return new FlagScene(domain, Layout.REPEATED, flags, 0, Cell.CENTRE, ground);
    }

    private FlagScene pair(String domain, Ink ground, RandomGenerator random) {
        List<Flag> own = set.named(domain);
        Flag flag = own.get(random.nextInt(own.size()));
        Flag other = flag;
        if (random.nextDouble() < 0.75) {
            List<Flag> all = set.all();
            while (other == flag) {
                other = all.get(random.nextInt(all.size()));
            }
        }
        Layout layout = random.nextBoolean() ? Layout.SIDE_BY_SIDE : Layout.STACKED;
        boolean beside = layout == Layout.SIDE_BY_SIDE;
        int asked = random.nextInt(2);
        List<Placed> flags = new ArrayList<>();
        for (int index = 0; index < 2; index++) {
            double width = beside ? 0.4 + 0.06 * random.nextDouble() : 0.48 + 0.12 * random.nextDouble();
            double along = index == 0 ? 0.25 : 0.75;
            double x = beside ? jitter(along, 0.03, random) : jitter(0.5, 0.3, random);
            double y = beside ? jitter(0.5, 0.5, random) : jitter(along, 0.03, random);
            flags.add(new Placed(index == asked ? flag : other, x, y, width, (random.nextDouble() - 0.5) * 0.12));
        }
        return new FlagScene(domain, layout, flags, asked, Cell.CENTRE, ground);
    }

    /** Moves what would be cut off by the picture's edge back in. */
    private static double inside(double middle, double width) {
        double margin = width / 2 + 0.015;
        return Math.max(margin, Math.min(1 - margin, middle));
    }

    private static double jitter(double middle, double range, RandomGenerator random) {
        return middle + (random.nextDouble() - 0.5) * range;
    }

    @Override
    public String contentKey(FlagScene scene) {
        if (!scene.flag().named()) {
            return "unseen:" + scene.flag().code();
        }
        StringBuilder key = new StringBuilder(scene.layout().name().toLowerCase(Locale.ROOT));
        scene.flags().forEach(placed -> key.append(':').append(placed.flag().code()));
        return key.append(':')
                .append(scene.cell().words())
                .append(':')
                .append(scene.ground().word())
                .toString();
    }

    @Override
    public Facts facts(FlagScene scene) {
        List<String> knowledge = new ArrayList<>();
        scene.flags().stream().map(Placed::flag).distinct().forEach(flag -> {
            knowledge.add("flag of " + flag.name() + " -> capital " + flag.capital());
            knowledge.add("flag of " + flag.name() + " -> continent " + flag.continent());
        });
        if (!scene.flag().named()) {
            // One key for all pictures of this flag, so what differs between them is no fact of the scene.
            return new Facts(subjects(scene.flag()), List.of("flag on ground"), List.of(), knowledge);
        }
        List<String> subjects = new ArrayList<>();
        scene.flags().forEach(placed -> subjects.addAll(subjects(placed.flag())));
        List<String> relations = new ArrayList<>();
        relations.add("flag on " + scene.ground().word() + " ground");
        if (scene.single()) {
            relations.add(scene.flags().size() + " flags");
            relations.add("flag in the " + scene.cell().words());
        } else {
            relations.add("flag of " + scene.flags().get(0).flag().name() + " at the " + scene.side(0));
            relations.add("flag of " + scene.flags().get(1).flag().name() + " at the " + scene.side(1));
        }
        return new Facts(subjects, relations, List.of(), knowledge);
    }

    private static List<String> subjects(Flag flag) {
        List<String> subjects = new ArrayList<>(List.of("flag of " + flag.name()));
        flag.colours().forEach(ink -> subjects.add(ink.word() + " area"));
        return subjects;
    }

    @Override
    public void paint(FlagScene scene, Graphics2D graphics, int size) {
        graphics.setColor(scene.ground().colour());
        graphics.fillRect(0, 0, size, size);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        for (Placed placed : scene.flags()) {
            // Rasters near the size that they are seen at: less than 1.7 times too large, which bilinear reduction
            // stands.
            int width = (int) Math.ceil(size * (placed.width() > 0.5 ? LARGE : 0.5));
            int height = width * 3 / 4;
            BufferedImage raster = rasters.computeIfAbsent(
                    placed.flag().code() + '/' + width,
                    key -> FlagSet.raster(placed.flag().drawing(), width, height, true));
            double scale = placed.width() * size / width;
            AffineTransform before = graphics.getTransform();
            graphics.translate(placed.x() * size, placed.y() * size);
            graphics.rotate(placed.angle());
            graphics.scale(scale, scale);
            graphics.translate(-width / 2.0, -height / 2.0);
            graphics.drawImage(raster, 0, 0, null);
            // An outline, or a white flag would run into a white ground.
            graphics.setColor(new Color(0x606060));
            graphics.setStroke(new BasicStroke((float) (Math.max(0.7, size / 160.0) / scale)));
            graphics.draw(new Rectangle2D.Double(0, 0, width, height));
            graphics.setTransform(before);
        }
    }

    @Override
    public List<QuestionFamily<FlagScene>> families() {
        return families;
    }
}
