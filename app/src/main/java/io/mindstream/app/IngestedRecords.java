package io.mindstream.app;

import io.mindstream.config.Profile;
import io.mindstream.samples.Answer;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.Facts;
import io.mindstream.samples.Ids;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Label;
import io.mindstream.samples.Observation;
import io.mindstream.samples.PictureLoader;
import io.mindstream.samples.Provenance;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Request;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.samples.Stage;
import io.mindstream.samples.Turn;
import io.mindstream.samples.imports.AnswerRule;
import io.mindstream.samples.imports.LabelRules;
import io.mindstream.samples.imports.Origin;
import io.mindstream.samples.imports.RawRecord;
import io.mindstream.samples.imports.RawTurn;
import io.mindstream.samples.pictures.PictureReader;
import io.mindstream.samples.pictures.PictureWriter;
import io.mindstream.samples.pictures.Pixels;
import io.mindstream.samples.pictures.UnreadablePictureException;
import io.mindstream.samples.user.UserPicture;
import io.mindstream.samples.user.UserQuestion;
import io.mindstream.samples.user.UserStoreWriter;
import io.mindstream.scorers.Curator;
import io.mindstream.scorers.Judged;
import io.mindstream.scorers.PictureSignature;
import io.mindstream.scorers.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Takes records into a user store: reads the picture, makes questions of what is said about it, asks the same rules that curation will ask, and
 * adds what is new.
 */
final class IngestedRecords {
    private static final Ids UNSCORED = new Ids(0, 0, 0, 0, 0, 0);

    /** Held-out pictures are taken in too: the rules are asked as if it were one to train on. */
    private static final String TRAINED = trained();

    private final Settings settings;
    private final LabelRules labels;
    private final AnswerRule answers;
    private final Curator curator;
    private final PictureReader reader;
    private final UserStoreWriter store;
    private final NearPictures near;
    private final BiConsumer<Origin, Verdict> refused;

    private long questions;
    private long duplicates;

    /**
     * How records are taken.
     *
     * @param side most pixels that the longer side of a picture keeps
     * @param vary whether training may vary the pictures
     * @param captionQuestion to which a caption is the reply
     * @param labelQuestion to which a label is the reply
     */
    record Settings(int side, boolean vary, String captionQuestion, String labelQuestion) {}

    /** @param refused takes what is not taken in, and why */
    IngestedRecords(
            Settings settings,
            Profile profile,
            LabelRules labels,
            AnswerRule answers,
            UserStoreWriter store,
            NearPictures near,
            BiConsumer<Origin, Verdict> refused) {
        this.settings = settings;
        this.labels = labels;
        this.answers = answers;
        this.curator = new Curator(
                profile.scoring(), profile.labels().domain(), profile.labels().capability(), PictureLoader.local());
        this.reader = new PictureReader(settings.side);
        this.store = store;
        this.near = near;
        this.refused = refused;
    }

    private static String trained() {
        int i = 0;
        while (Split.of("ingest:" + i) != Split.TRAIN) {
            i++;
        }
        return "ingest:" + i;
    }

    /** Questions that were new. */
    long questions() {
        return questions;
    }

    /** Questions that were there already. */
    long duplicates() {
        return duplicates;
    }

    void take(Origin origin, RawRecord record) throws IOException {
        PictureReader.Read read;
        try {
            read = record.picture().read(reader);
        } catch (UnreadablePictureException e) {
            refused.accept(origin, new Verdict(Rejection.Reason.PICTURE, e.getMessage()));
            return;
        }
        Pixels pixels = read.pixels();
        String key = pixels.sha256();
        List<UserQuestion> fresh = new ArrayList<>();
        for (RawTurn turn : record.turns()) {
            question(origin, turn)
                    .filter(question -> isNew(origin, key, question))
                    .ifPresent(fresh::add);
        }
        if (!fresh.isEmpty()) {
            add(origin, read, key, fresh);
        }
    }

    private Optional<UserQuestion> question(Origin origin, RawTurn turn) {
        Answer answer = answers.of(turn);
        String words = turn.question()
                .orElse(turn.kind() == RawTurn.Kind.LABEL ? settings.labelQuestion : settings.captionQuestion);
        String asked = turn.options().isEmpty() || turn.options().stream().allMatch(words::contains)
                ? words
                : words + " (" + String.join(" / ", turn.options()) + ")";
        UserQuestion question = new UserQuestion(
                labels.capability(origin.file(), turn, answer), asked, turn.reply(), answer, origin.toString());
        return Optional.of(question);
    }

    private boolean isNew(Origin origin, String pixels, UserQuestion question) {
        switch (store.judge(pixels, question)) {
            case DUPLICATE -> {
                duplicates++;
                return false;
            }
            case CONTRADICTION -> {
                refused.accept(
                        origin,
                        new Verdict(
                                Rejection.Reason.QUALITY,
                                "'" + question.question()
                                        + "' was asked of the same picture before, with another reply than '"
                                        + question.reply() + "'"));
                return false;
            }
            default -> {
                return true;
            }
        }
    }

    private void add(Origin origin, PictureReader.Read read, String key, List<UserQuestion> asked) throws IOException {
        Pixels pixels = read.pixels();
        byte[] encoded = PictureWriter.encode(pixels, read.lossless());
        String sha256 = store.images().put(encoded);
        ImageRef image = store.images().reference(sha256, pixels.width(), pixels.height(), encoded.length);
        String domain = labels.domain(origin.file());
        List<UserQuestion> good = new ArrayList<>();
        Optional<PictureSignature> signature = Optional.empty();
        List<Judged> all = curator.judge(candidate(image, domain, asked));
        for (int i = 0; i < asked.size(); i++) {
            Judged judged = all.get(i);
            judged.verdict().ifPresent(verdict -> refused.accept(origin, verdict));
            if (judged.accepted()) {
                good.add(asked.get(i));
                signature = judged.signature().map(found -> found.picture());
            }
        }
        if (good.isEmpty()) {
            return;
        }
        questions += good.size();
        PictureSignature seen = signature.orElseThrow();
        String contentKey =
                store.knows(key) ? store.contentKey(key) : near.like(seen).orElse(key);
        if (!store.knows(key)) {
            near.add(contentKey, seen);
        }
        store.add(
                new UserPicture(
                        key,
                        contentKey,
                        sha256,
                        pixels.width(),
                        pixels.height(),
                        encoded.length,
                        domain,
                        settings.vary,
                        good),
                seen.toBytes());
    }

    /** One sample a question. */
    private static Candidate candidate(ImageRef image, String domain, List<UserQuestion> asked) {
        List<Sample> samples = asked.stream()
                .map(question -> Sample.of(
                        List.of(image),
                        List.of(new Turn(
                                "user",
                                question.capability(),
                                question.question(),
                                question.reply(),
                                question.answer())),
                        new Label(domain, question.capability()),
                        UNSCORED,
                        Set.of(Stage.KNOWLEDGE),
                        new Provenance("user", 0, 0, "", TRAINED)))
                .toList();
        Label label = samples.get(0).label();
        return new Candidate(
                new Request("ingest", Stage.KNOWLEDGE, label, "user", 0, samples.size(), 0, List.of(), Long.MAX_VALUE),
                new Observation(
                        "user", 0, image, TRAINED, domain, new Facts(List.of(), List.of(), List.of(), List.of())),
                UNSCORED,
                samples);
    }
}
