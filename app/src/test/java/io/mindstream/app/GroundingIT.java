package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.config.Profile;
import io.mindstream.config.ProfileLoader;
import io.mindstream.config.TrainerSettings;
import io.mindstream.generators.Catalog;
import io.mindstream.generators.Drawn;
import io.mindstream.generators.QuestionFamily;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.RandomWeights;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.image.ImageProcessor;
import io.mindstream.model.image.PictureDecoder;
import io.mindstream.model.nano.NanoModel;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.Example;
import io.mindstream.model.program.Optimizer;
import io.mindstream.model.program.StepResult;
import io.mindstream.model.program.TorchModelProgram;
import io.mindstream.model.program.TrainingOptions;
import io.mindstream.model.text.ChatTemplate;
import io.mindstream.model.text.Tokenizer;
import io.mindstream.samples.Ids;
import io.mindstream.samples.Label;
import io.mindstream.samples.Observation;
import io.mindstream.samples.Provenance;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.samples.Stage;
import io.mindstream.samples.Turn;
import io.mindstream.trainer.OptimizerSchedule;
import io.mindstream.trainer.SampleEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What a picture shows, and where, reaches the text of a model that starts from nothing. With the weights and rates of 2026-11-23 the
 * vision tower forgot it within the first hundred steps, and {@code shapes.place} stood at chance, one in four, for thousands of samples.
 */
class GroundingIT {
    private static final String SOURCE = "shapes";
    private static final String DOMAIN = "scenes/shapes/few";
    private static final Set<String> FAMILIES = Set.of("shapes.form", "shapes.place");
    private static final int BATCH = 16;
    private static final int STEPS = 400;
    /** Judged before they are trained on. */
    private static final int LAST = 50;

    private final Profile profile = new ProfileLoader().defaults();
    private final Catalog catalog =
            Catalog.discover(profile.name(), profile.picture(), profile.generation(), profile.labels());
    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void formsAndPlacesAreLearntWithinSomeThousandSamples() {
        TrainerSettings settings = profile.trainer();
        OptimizerSchedule schedule = new OptimizerSchedule(settings);
        int asked = 0;
        int right = 0;
        try (Tokenizer tokenizer = NanoModel.tokenizer()) {
            Qwen3VlConfig config = NanoModel.config(tokenizer);
            SampleEncoder encoder = new SampleEncoder(
                    new ChatTemplate(tokenizer),
                    new ImageProcessor(
                            NanoModel.images(config, profile.picture().size())),
                    new PictureDecoder(1 << 20),
                    settings.maxTokens(),
                    settings.lengthNormalisation());
            try (TorchModelProgram program = new TorchModelProgram(
                    config,
                    new RandomWeights(config, 1),
                    TrainingOptions.plain(Precision.fastest(), 1)
                            .withWorkers(2)
                            .withOptimizer(Optimizer.named(settings.optimizer())))) {
                for (int step = 0; step < STEPS; step++) {
                    List<Batch> parts = Batch.parts(examples(encoder), config, 16, 2);
                    List<StepResult> results = program.forwardBackward(parts);
                    program.apply(schedule.at(step));
                    for (int i = 0; step >= STEPS - LAST && i < parts.size(); i++) {
                        asked += parts.get(i).size();
                        right += right(parts.get(i), results.get(i));
                    }
                }
            }
        }
        assertThat((double) right / asked).isGreaterThan(0.5);
    }

    private List<Example> examples(SampleEncoder encoder) {
        List<Example> examples = new ArrayList<>();
        while (examples.size() < BATCH) {
            Drawn<?> drawn = catalog.draw(SOURCE, DOMAIN, random.nextLong());
            if (drawn.observation().split() == Split.TRAIN) {
                questions(drawn)
                        .forEach(sample -> examples.add(encoder.encode(sample).example()));
            }
        }
        return examples.subList(0, BATCH);
    }

    private static <S> List<Sample> questions(Drawn<S> drawn) {
        List<Sample> samples = new ArrayList<>();
        for (QuestionFamily<S> family : drawn.source().families()) {
            if (FAMILIES.contains(family.name())) {
                drawn.ask(family, 0)
                        .map(asked -> new Turn(
                                family.name(), family.capability(), asked.question(), asked.reply(), asked.answer()))
                        .ifPresent(turn -> samples.add(sample(turn, drawn.observation())));
            }
        }
        return samples;
    }

    private static Sample sample(Turn turn, Observation observation) {
        return Sample.of(
                List.of(observation.image()),
                List.of(turn),
                new Label(observation.domain(), turn.capability()),
                new Ids(0, 0, 0, 0, 0, 0),
                Set.of(Stage.KNOWLEDGE),
                new Provenance(SOURCE, observation.seed(), 1, "test", observation.contentKey()));
    }

    private static int right(Batch batch, StepResult result) {
        boolean[] wrong = new boolean[batch.size()];
        for (int label = 0; label < batch.labels(); label++) {
            wrong[batch.labelExample(label)] |= !result.correct()[label];
        }
        int right = 0;
        for (boolean one : wrong) {
            right += one ? 0 : 1;
        }
        return right;
    }
}
