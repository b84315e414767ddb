package io.mindstream.generators.user;

import io.mindstream.generators.Asked;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.samples.Answer;
import io.mindstream.samples.user.UserQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The user's questions of one capability, in the user's words.
 *
 * @param capability leaf of the capability tree
 */
record UserFamily(String capability) implements QuestionFamily<UserScene> {
    @Override
    public String name() {
        return UserSource.NAME + "." + capability.replace('/', '.');
    }

    @Override
    public Optional<Asked> ask(UserScene scene, RandomGenerator random) {
        List<UserQuestion> questions = scene.picture().questions();
        List<Integer> mine = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            if (questions.get(i).capability().equals(capability)) {
                mine.add(i);
            }
        }
        if (mine.isEmpty()) {
            return Optional.empty();
        }
        int chosen = mine.get(random.nextInt(mine.size()));
        UserQuestion question = questions.get(chosen);
        // What its reply discloses is not known: free text may say everything, a short reply is taken for a fact of its
        // own.
        // Curation looks at the words.
        Set<String> facets =
                question.answer() instanceof Answer.FreeText ? Asked.EVERYTHING : Set.of("question" + chosen);
        return Optional.of(new Asked(question.question(), question.reply(), question.answer(), facets));
    }
}
