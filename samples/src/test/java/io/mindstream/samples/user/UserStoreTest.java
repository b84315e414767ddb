package io.mindstream.samples.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mindstream.samples.Answer;
import io.mindstream.samples.AnswerJson;
import io.mindstream.samples.user.UserStoreWriter.Added;
import io.mindstream.samples.user.UserStoreWriter.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserStoreTest {
    @TempDir
    Path dir;

    private static UserQuestion question(String question, String reply) {
        return new UserQuestion("a/b/c", question, reply, new Answer.Exact(reply), "f:1");
    }

    private static UserPicture picture(int i, UserQuestion... questions) {
        String hash = String.format("%064x", i);
        return new UserPicture(
                hash, hash, hash, 3, 2, 5, i % 2 == 0 ? "a/a/even" : "a/a/odd", true, List.of(questions));
    }

    private UserStoreWriter writer(List<String> signatures) throws IOException {
        return UserStoreWriter.open(dir, (key, signature) -> signatures.add(key + new String(signature)));
    }

    @Test
    void whatWasCommittedIsThereWithAllItsQuestions() throws IOException {
        try (UserStore empty = UserStore.open(dir.resolve("nothing"))) {
            assertThat(empty.domains()).isEmpty();
        }
        try (UserStoreWriter writer = writer(new ArrayList<>())) {
            writer.add(picture(1, question("Q?", "one")), "sig".getBytes());
            writer.add(picture(2, question("Q?", "two")), new byte[0]);
            writer.commit();
            // Questions that come later, under another domain: they go to the picture that is there.
            UserPicture again = picture(1, question("More?", "x".repeat(10_000)));
            writer.add(again, "sig".getBytes());
            writer.add(picture(3, question("Q?", "three")), new byte[0]);
            writer.commit();
            writer.add(picture(5, question("Q?", "never")), new byte[0]);
        }
        try (UserStore store = UserStore.open(dir)) {
            assertThat(store.domains()).containsExactly("a/a/even", "a/a/odd");
            assertThat(store.capabilities()).containsExactly("a/b/c");
            assertThat(store.count("a/a/odd")).isEqualTo(2);
            assertThat(store.picture("a/a/odd", 0))
                    .isEqualTo(picture(1, question("Q?", "one"), question("More?", "x".repeat(10_000))));
            assertThat(store.picture("a/a/odd", 1)).isEqualTo(picture(3, question("Q?", "three")));
            assertThat(store.version()).isEqualTo(4);
        }
    }

    @Test
    void aWriterKnowsWhatWasWrittenBefore() throws IOException {
        try (UserStoreWriter writer = writer(new ArrayList<>())) {
            writer.add(picture(1, question("Q?", "one")), "sig".getBytes());
            writer.read("/a.jsonl", new Position(10, 20, 3, false));
            writer.reject("a.jsonl:2", "no reason");
            writer.read("/a.jsonl", new Position(10, 20, 7, true));
            writer.commit();
        }
        List<String> signatures = new ArrayList<>();
        try (UserStoreWriter writer = writer(signatures)) {
            String pixels = picture(1).pixels();
            assertThat(signatures).containsExactly(pixels + "sig");
            assertThat(writer.knows(pixels)).isTrue();
            assertThat(writer.position("/a.jsonl")).contains(new Position(10, 20, 7, true));
            assertThat(writer.position("/b.jsonl")).isEmpty();
            assertThat(writer.judge(pixels, question("Q?", "one"))).isEqualTo(Added.DUPLICATE);
            assertThat(writer.judge(pixels, question("Q?", "two"))).isEqualTo(Added.CONTRADICTION);
            assertThat(writer.judge(pixels, question("R?", "two"))).isEqualTo(Added.NEW);
            assertThat(writer.judge(picture(2).pixels(), question("Q?", "two"))).isEqualTo(Added.NEW);
            UserQuestion free = new UserQuestion("a/b/c", "Q?", "two", new Answer.FreeText("two"), "f:2");
            assertThat(writer.judge(pixels, free)).isEqualTo(Added.NEW);
        }
    }

    @Test
    void aLineThatADeadProcessLeftUnfinishedIsCutOff() throws IOException {
        try (UserStoreWriter writer = writer(new ArrayList<>())) {
            writer.add(picture(1, question("Q?", "one")), new byte[0]);
            writer.commit();
        }
        Path log = dir.resolve("log.jsonl");
        long whole = Files.size(log);
        Files.writeString(log, "{\"picture\": {\"pix", StandardOpenOption.APPEND);
        try (UserStore store = UserStore.open(dir)) {
            assertThat(store.count("a/a/odd")).isEqualTo(1);
        }
        try (UserStoreWriter writer = writer(new ArrayList<>())) {
            assertThat(Files.size(log)).isEqualTo(whole);
            writer.add(picture(3, question("Q?", "three")), new byte[0]);
            writer.commit();
        }
        try (UserStore store = UserStore.open(dir)) {
            assertThat(store.picture("a/a/odd", 1)).isEqualTo(picture(3, question("Q?", "three")));
        }
        Files.writeString(log, "{]\n", StandardOpenOption.APPEND);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> UserStore.open(dir))
                .withMessageStartingWith(log + ":3: ");
    }

    @Test
    void onlyOneProcessWritesAtATime() throws IOException {
        try (UserStoreWriter writer = writer(new ArrayList<>())) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> writer(new ArrayList<>()))
                    .withMessage(dir + ": another process is ingesting into it");
            assertThat(writer.pictures()).isZero();
        }
    }

    @Test
    void everyAnswerSurvivesJson() {
        for (Answer answer : List.of(
                new Answer.Exact(List.of("a", "b")),
                new Answer.Number(1.5, 0.1),
                new Answer.Choice(List.of("x", "y"), 1),
                new Answer.Items(Set.of("p", "q")),
                new Answer.FreeText("words"))) {
            assertThat(AnswerJson.read(AnswerJson.write(answer))).isEqualTo(answer);
        }
    }
}
