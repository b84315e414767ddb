package io.mindstream.generators;

import io.mindstream.config.GenerationSettings;
import io.mindstream.config.LabelTree;
import io.mindstream.samples.Answer;
import io.mindstream.samples.Ids;
import io.mindstream.samples.Label;
import io.mindstream.samples.Observation;
import io.mindstream.samples.Provenance;
import io.mindstream.samples.Request;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import io.mindstream.samples.Turn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes samples out of an observation: image-task matching under a budget of turns.
 *
 * <ol>
 *   <li>The first turn asks the capability that the request names, by a family that the model has not mastered ({@link
 *       Request#mastered()}) if there is one. When the scene gives it nothing to ask, there are no samples.
 *   <li>Further turns go, one after the other, to the capability that this picture was asked least so far, and to families that are not
 *       mastered; the seed breaks ties between capabilities and between families (see {@link TaskMatching}). One observation in ten, again
 *       by the seed, is asked as if nothing were mastered, so that forgetting shows. At most {@link #YES_NO_SHARE} of the turns that nobody requested
 *       are of yes/no families.
 *   <li>Turns are packed, in that order, into samples of up to {@code generation.turns} turns; a turn joins a sample only when it shares
 *       no facet with a turn of it, so no turn answers another. There are no more samples than the turns need when full: a turn that joins
 *       none of them gives way to the next. A sample for reinforcement learning has one turn.
 *   <li>A dense description, where the source has one, is a sample of its own. Descriptions and questions teach best about half and half
 *       (PLATFORM.md), and a picture yields one or two samples of questions, so every picture gets one where the budget allows.
 * </ol>
 *
 * A request for a capability under {@code perception/description} yields the description alone.
 */
public final class SampleComposer {
    /** Largest share of turns of yes/no families among those that the composer chooses. */
    public static final double YES_NO_SHARE = 0.15;

    /** Domains that the model is specialised in; all others keep general abilities alive. */
    private static final Set<String> VERTICAL = Set.of("automotive", "geography", "user");

    private static final String DESCRIPTION = "perception/description/";

    private final int turnsOfSample;
    private final boolean describe;

    public SampleComposer(GenerationSettings settings) {
        this.turnsOfSample = settings.turns();
        this.describe = settings.describe();
    }

    /**
     * The samples of one observation.
     *
     * @param ids density of the observation
     * @param turns most question turns to ask of it, at least 1; from its density
     * @param request names stage and capability, and bounds the number of samples
     * @return at most {@code request.budget()} samples, the first under the request's capability; empty when the scene gives that
     *     capability nothing to ask, or the stage cannot be served
     */
    public List<Sample> compose(Drawn<?> drawn, Ids ids, int turns, Request request) {
        if (turns < 1) {
            throw new IllegalArgumentException("turns: " + turns + " is less than 1");
        }
        return composeAll(drawn, ids, turns, request);
    }

    /**
     * How {@link #compose} comes to what it asks of an observation: each family that it considers, in order, and then those that it does not.
     */
    public List<Considered> explain(Drawn<?> drawn, int turns, Request request) {
        List<Considered> steps = new ArrayList<>();
        pack(drawn, turns, request, steps::add);
        return steps;
    }

    private <S> List<Sample> composeAll(Drawn<S> drawn, Ids ids, int turns, Request request) {
        List<List<TaskMatching.Task>> packed = pack(drawn, turns, request, step -> {});
        // Decided before the picture is painted, which is the costly part.
        if (packed.isEmpty() || !stages(drawn.domain(), turns(packed.get(0))).contains(request.stage())) {
            return List.of();
        }
        return packed.stream()
                .map(tasks -> sample(turns(tasks), drawn, ids, request.id()))
                .toList();
    }

    /** The tasks of each sample. */
    private <S> List<List<TaskMatching.Task>> pack(
            Drawn<S> drawn, int turns, Request request, Consumer<Considered> log) {
        TaskMatching<S> matching = new TaskMatching<>(drawn, request.mastered(), request.seed(), log);
        List<List<TaskMatching.Task>> packed = new ArrayList<>();
        boolean described = request.label().capability().startsWith(DESCRIPTION);
        if (!described) {
            int longest = request.stage() == Stage.RL ? 1 : turnsOfSample;
            int kept = describe ? 1 : 0;
            int room = Math.max(1, Math.min(request.budget() - kept, (turns + longest - 1) / longest));
            matching.questions(
                    request.label().capability(), turns, YES_NO_SHARE, task -> place(task, packed, longest, room));
            if (packed.isEmpty()) {
                return packed;
            }
        }
        if ((described || describe) && packed.size() < request.budget() && request.stage() != Stage.RL) {
            matching.description().ifPresent(task -> packed.add(List.of(task)));
        }
        return packed;
    }

    private static List<Turn> turns(List<TaskMatching.Task> tasks) {
        return tasks.stream().map(TaskMatching.Task::turn).toList();
    }

    private static boolean place(TaskMatching.Task task, List<List<TaskMatching.Task>> packed, int longest, int room) {
        for (List<TaskMatching.Task> others : packed) {
            if (others.size() < longest
                    && others.stream().allMatch(other -> task.asked().compatible(other.asked()))) {
                return others.add(task);
            }
        }
        return packed.size() < room && packed.add(new ArrayList<>(List.of(task)));
    }

    /** A sample with these turns about the observation, under the stages that it may serve. */
    static Sample sample(List<Turn> turns, Drawn<?> drawn, Ids ids, String requestId) {
        Observation observation = drawn.observation();
        return Sample.of(
                List.of(observation.image()),
                turns,
                new Label(observation.domain(), turns.get(0).capability()),
                ids,
                stages(observation.domain(), turns),
                new Provenance(
                        observation.source(),
                        observation.seed(),
                        drawn.source().version(),
                        requestId,
                        observation.contentKey()));
    }

    /** Knowledge for all; restoration outside the vertical domains; reinforcement learning for one turn with one verifiable answer. */
    private static Set<Stage> stages(String domain, List<Turn> turns) {
        EnumSet<Stage> stages = EnumSet.of(Stage.KNOWLEDGE);
        if (!VERTICAL.contains(LabelTree.top(domain))) {
            stages.add(Stage.RESTORATION);
        }
        if (turns.size() == 1 && !(turns.get(0).answer() instanceof Answer.FreeText)) {
            stages.add(Stage.RL);
        }
        return stages;
    }
}
