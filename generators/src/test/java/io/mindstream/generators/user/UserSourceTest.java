package io.mindstream.generators.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.config.GenerationSettings;
import io.mindstream.config.LabelSettings;
import io.mindstream.config.LabelTree;
import io.mindstream.config.PictureSettings;
import io.mindstream.generators.Catalog;
import io.mindstream.generators.Drawn;
import io.mindstream.generators.HeldOutSuite;
import io.mindstream.generators.SampleComposer;
import io.mindstream.samples.Answer;
import io.mindstream.samples.Ids;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Label;
import io.mindstream.samples.PictureLoader;
import io.mindstream.samples.Request;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.samples.Stage;
import io.mindstream.samples.Turn;
import io.mindstream.samples.pictures.PictureWriter;
import io.mindstream.samples.pictures.Pixels;
import io.mindstream.samples.user.UserPicture;
import io.mindstream.samples.user.UserQuestion;
import io.mindstream.samples.user.UserStore;
import io.mindstream.samples.user.UserStoreWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserSourceTest {
    private static final String DOMAIN = "user/own/pictures";
    private static final String OBJECT = "perception/recognition/object";
    private static final String DENSE = "perception/description/dense";

    @TempDir
    Path dir;

    private static Pixels noise(int side, long seed) {
        Random random = new Random(seed);
        return new Pixels(
                side, side, random.ints((long) side * side, 0, 1 << 24).toArray());
    }

    private void ingest(int pictures, int side, boolean vary) throws IOException {
        try (UserStoreWriter writer = UserStoreWriter.open(dir, (key, signature) -> {})) {
            for (int i = 0; i < pictures; i++) {
                Pixels pixels = noise(side, i);
                byte[] encoded = PictureWriter.encode(pixels, true);
                String name = "thing " + i;
                writer.add(
                        new UserPicture(
                                pixels.sha256(),
                                pixels.sha256(),
                                writer.images().put(encoded),
                                side,
                                side,
                                encoded.length,
                                DOMAIN,
                                vary,
                                List.of(
                                        new UserQuestion(
                                                OBJECT, "What is it?", name, new Answer.Exact(name), "a.jsonl:" + i),
                                        new UserQuestion(
                                                DENSE,
                                                "Describe it.",
                                                "a " + name + " on noisy ground",
                                                new Answer.FreeText("a " + name + " on noisy ground"),
                                                "a.jsonl:" + i))),
                        new byte[0]);
            }
            writer.commit();
        }
    }

    private Catalog catalog(int size) throws IOException {
        return Catalog.discover(
                "test",
                new PictureSettings(size),
                new GenerationSettings(List.of("user"), 48, 3),
                new LabelSettings(LabelTree.domain(), LabelTree.capability()),
                List.of(new UserSource(UserStore.open(dir))));
    }

    @Test
    void whatWasIngestedIsASourceLikeAnyOther() throws IOException {
        ingest(40, 32, true);
        Catalog catalog = catalog(64);

        assertThat(catalog.labels().keySet()).containsExactly(new Label(DOMAIN, DENSE), new Label(DOMAIN, OBJECT));
        Set<String> pictures = new HashSet<>();
        Set<String> trained = new HashSet<>();
        for (int seed = 0; seed < 300; seed++) {
            Drawn<?> drawn = catalog.draw("user", DOMAIN, seed);
            ImageRef again = catalog.draw("user", DOMAIN, seed).observation().image();
            assertThat(drawn.observation().image()).isEqualTo(again);
            assertThat(drawn.split()).isEqualTo(catalog.split("user", DOMAIN, seed));
            if (drawn.split() == Split.TRAIN) {
                trained.add(drawn.contentKey());
                assertThat(pictures.add(again.sha256()))
                        .as("each look at a picture is another")
                        .isTrue();
            }
            List<Sample> samples = new SampleComposer(new GenerationSettings(List.of(), 48, 3))
                    .compose(drawn, new Ids(0, 0, 0, 0, 0.5, 1), 3, request(seed));
            assertThat(samples).hasSize(2).allSatisfy(sample -> {
                assertThat(sample.stages()).contains(Stage.KNOWLEDGE).doesNotContain(Stage.RESTORATION);
                assertThat(sample.provenance().source()).isEqualTo("user");
            });
        }
        assertThat(trained).hasSizeBetween(25, 40);
    }

    private static Request request(long seed) {
        return new Request(
                "r" + seed, Stage.KNOWLEDGE, new Label(DOMAIN, OBJECT), "user", seed, 2, 1, List.of(), Long.MAX_VALUE);
    }

    @Test
    void heldOutPicturesAreAskedAboutAsTheyAreAndEachOnce() throws IOException {
        ingest(200, 32, true);
        Catalog catalog = catalog(64);

        List<Sample> test = new HeldOutSuite(catalog, facts -> true).samples(Split.TEST, 100, 7);

        Set<String> keys = new HashSet<>();
        try (UserStore store = UserStore.open(dir)) {
            for (int i = 0; i < store.count(DOMAIN); i++) {
                UserPicture picture = store.picture(DOMAIN, i);
                if (Split.of("user:" + picture.contentKey()) == Split.TEST) {
                    keys.add(picture.sha256());
                }
            }
        }
        assertThat(keys).hasSizeBetween(8, 40);
        assertThat(test)
                .extracting(sample -> sample.images().get(0).sha256())
                .containsExactlyInAnyOrderElementsOf(keys);
        assertThat(test).extracting(sample -> sample.turns().get(0)).allSatisfy(turn -> {
            assertThat(turn.family()).isEqualTo("user.perception.recognition.object");
            assertThat(turn.reply()).startsWith("thing ");
        });
    }

    @Test
    void picturesAreShownNoLargerThanTheProfilesAndGoIntoARecordWhereTheyCan() throws IOException {
        ingest(3, 300, false);

        for (int seed = 0; seed < 10; seed++) {
            ImageRef small =
                    catalog(64).draw("user", DOMAIN, seed).observation().image();
            assertThat(small.width()).isEqualTo(64);
            assertThat(small.inline()).isNotNull();
            // 300 x 300 pixels of noise are 270 KB as PNG and more than 64 KB as JPEG.
            ImageRef large =
                    catalog(448).draw("user", DOMAIN, seed).observation().image();
            assertThat(large.uri()).isNotNull();
            assertThat(large.width()).isEqualTo(300);
            assertThat(PictureLoader.local().load(large)).hasSize((int) large.size());
        }
    }

    @Test
    void withoutVariationAPictureIsAlwaysTheSame() throws IOException {
        ingest(5, 32, false);
        Catalog catalog = catalog(64);
        Set<String> pictures = new HashSet<>();

        for (int seed = 0; seed < 100; seed++) {
            pictures.add(
                    catalog.draw("user", DOMAIN, seed).observation().image().sha256());
        }

        assertThat(pictures).hasSize(5);
    }

    @Test
    void factsAreWhatTheUserSays() {
        List<UserQuestion> questions = new ArrayList<>();
        questions.add(
                new UserQuestion(DENSE, "Describe it.", "The red boat, and a boat", new Answer.FreeText("x"), "o"));
        questions.add(new UserQuestion(OBJECT, "What is it?", "harbour", new Answer.Exact("harbour"), "o"));

        assertThat(UserFacts.of(questions).subjects()).containsExactly("red", "boat", "harbour");
        assertThat(UserFacts.of(questions).knowledge())
                .containsExactly("Describe it. -> The red boat, and a boat", "What is it? -> harbour");
    }

    @Test
    void turnsOfTheUsersOwnQuestionsAreWordForWord() throws IOException {
        ingest(4, 32, true);
        Drawn<?> drawn = catalog(64).draw("user", DOMAIN, 3);
        List<Sample> samples = new SampleComposer(new GenerationSettings(List.of(), 48, 3))
                .compose(drawn, new Ids(0, 0, 0, 0, 0.5, 1), 3, request(3));

        assertThat(samples)
                .flatExtracting(Sample::turns)
                .extracting(Turn::question)
                .containsExactly("What is it?", "Describe it.");
    }
}
