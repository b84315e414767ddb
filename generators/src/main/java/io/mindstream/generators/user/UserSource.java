package io.mindstream.generators.user;

import io.mindstream.generators.Painter;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.generators.Source;
import io.mindstream.samples.Facts;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.PictureLoader;
import io.mindstream.samples.Split;
import io.mindstream.samples.pictures.PictureReader;
import io.mindstream.samples.pictures.PictureWriter;
import io.mindstream.samples.pictures.Pixels;
import io.mindstream.samples.pictures.UnreadablePictureException;
import io.mindstream.samples.user.UserPicture;
import io.mindstream.samples.user.UserStore;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Draws from what a user has ingested: a scene is one of the pictures, a family the questions of one capability. So the user's material
 * comes against credits, mixed, judged and split like everything else, as often as the curriculum asks for it.
 *
 * <p>Pictures are shown no larger than the profile's pictures; one that does not go into a record even so is shown as it was ingested, from
 * the store. In training they are shown by a slightly different {@link View} each time, where the user has not forbidden it; held-out
 * ones are shown as they are. What a seed draws depends on what is there, which {@link #version()} counts.
 */
public final class UserSource implements Source<UserScene> {
    /** Of the source. */
    public static final String NAME = "user";

    private final UserStore store;
    private final List<String> domains;
    private final List<QuestionFamily<UserScene>> families;

    /**
     * @param store with at least one picture
     */
    public UserSource(UserStore store) {
        this.store = store;
        this.domains = store.domains();
        this.families = store.capabilities().stream()
                .<QuestionFamily<UserScene>>map(UserFamily::new)
                .toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String material() {
        return "ingested by its user: see the licences of what was ingested";
    }

    @Override
    public int version() {
        return store.version();
    }

    @Override
    public List<String> domains() {
        return domains;
    }

    @Override
    public UserScene scene(String domain, RandomGenerator random) {
        try {
            UserPicture picture = store.picture(domain, random.nextInt(store.count(domain)));
            boolean vary = picture.vary() && Split.of(NAME + ":" + picture.contentKey()) == Split.TRAIN;
            return new UserScene(picture, vary ? Optional.of(View.of(random)) : Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String contentKey(UserScene scene) {
        return scene.picture().contentKey();
    }

    @Override
    public Facts facts(UserScene scene) {
        return UserFacts.of(scene.picture().questions());
    }

    @Override
    public ImageRef picture(UserScene scene, Painter painter) {
        try {
            ImageRef stored = store.image(scene.picture());
            if (scene.view().isEmpty() && fits(stored, painter.size())) {
                return stored;
            }
            Pixels shown = pixels(scene, stored).within(painter.size());
            byte[] encoded = Painter.png(shown.image());
            if (encoded.length > ImageRef.MAX_INLINE) {
                encoded = PictureWriter.jpeg(shown);
            }
            return encoded.length > ImageRef.MAX_INLINE
                    ? stored
                    : ImageRef.inline(encoded, shown.width(), shown.height());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean fits(ImageRef image, int side) {
        return image.inline() != null && image.width() <= side && image.height() <= side;
    }

    private static Pixels pixels(UserScene scene, ImageRef stored) throws IOException {
        try {
            Pixels whole = new PictureReader(Integer.MAX_VALUE)
                    .read(PictureLoader.local().load(stored))
                    .pixels();
            return scene.view().map(view -> view.of(whole)).orElse(whole);
        } catch (UnreadablePictureException e) {
            throw new IOException("picture " + stored.sha256() + " of the user store: " + e.getMessage(), e);
        }
    }

    /** In the middle of the square, as large as it goes. */
    @Override
    public void paint(UserScene scene, Graphics2D graphics, int size) {
        try {
            Pixels shown = pixels(scene, store.image(scene.picture())).within(size);
            graphics.drawImage(shown.image(), (size - shown.width()) / 2, (size - shown.height()) / 2, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<QuestionFamily<UserScene>> families() {
        return families;
    }
}
