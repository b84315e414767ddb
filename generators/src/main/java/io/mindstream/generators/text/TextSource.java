package io.mindstream.generators.text;

import io.mindstream.generators.Colour;
import io.mindstream.generators.Fonts;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.Source;
import io.mindstream.samples.Facts;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Printed text to read: single characters, codes and numbers of two to four characters, short words. As large as the picture allows, so
 * that the number of characters sets how hard it is.
 */
public final class TextSource implements Source<TextScene> {
    private static final String CODE = "documents/text/code";
    private static final String WORD = "documents/text/word";

    /** Letters and digits that are not mistaken for each other: without I, O, Q, 0 and 1. */
    static final String LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

    static final String DIGITS = "23456789";

    /** Twelve words each of three, four, five and six letters. */
    private static final List<String> WORDS = List.of(
            "car", "sun", "dog", "cat", "key", "map", "box", "bus", "cup", "hat", "ice", "oil", "tree", "fish", "bird",
            "moon", "road", "gate", "lamp", "milk", "salt", "wind", "snow", "door", "house", "water", "bread", "train",
            "clock", "apple", "chair", "river", "stone", "horse", "light", "plant", "garden", "window", "bridge",
            "market", "summer", "winter", "school", "doctor", "island", "silver", "engine", "pocket");

    private static final List<Fonts> FONTS = List.of(Fonts.SANS_BOLD, Fonts.MONO_BOLD, Fonts.SERIF_BOLD);

    @Override
    public String name() {
        return "text";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<String> domains() {
        return List.of(CODE, WORD);
    }

    @Override
    public TextScene scene(String domain, RandomGenerator random) {
        boolean word = domain.equals(WORD);
        String text = word ? WORDS.get(random.nextInt(WORDS.size())) : code(1 + random.nextInt(4), random);
        return new TextScene(
                text,
                word,
                Colour.THINGS.get(random.nextInt(Colour.THINGS.size())),
                Colour.GROUNDS.get(random.nextInt(Colour.GROUNDS.size())),
                FONTS.get(random.nextInt(FONTS.size())),
                (random.nextDouble() - 0.5) * 0.06,
                (random.nextDouble() - 0.5) * 0.2);
    }

    /** Letters only, digits only, or some of each. */
    private static String code(int length, RandomGenerator random) {
        int kind = random.nextInt(3);
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < length; i++) {
            boolean letter = kind == 0 || kind == 2 && random.nextBoolean();
            String alphabet = letter ? LETTERS : DIGITS;
            code.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return code.toString();
    }

    @Override
    public String contentKey(TextScene scene) {
        return scene.text() + " " + scene.colour() + " " + scene.ground();
    }

    @Override
    public Facts facts(TextScene scene) {
        return new Facts(
                List.of(scene.colour() + " " + scene.kind(), scene.ground() + " ground"),
                scene.single() ? List.of() : List.of(scene.first() + " first", scene.last() + " last"),
                List.of(scene.text()),
                List.of());
    }

    @Override
    public void paint(TextScene scene, Graphics2D graphics, int size) {
        graphics.setColor(scene.ground().color());
        graphics.fillRect(0, 0, size, size);
        graphics.setColor(scene.colour().color());
        double width = 0.86 * size;
        double height = (scene.single() ? 0.66 : 0.5) * size;
        scene.font()
                .fitted(
                        graphics,
                        scene.text(),
                        new Rectangle2D.Double(
                                (size - width) / 2 + scene.dx() * size,
                                (size - height) / 2 + scene.dy() * size,
                                width,
                                height));
    }

    @Override
    public List<QuestionFamily<TextScene>> families() {
        return TextFamilies.ALL;
    }
}
