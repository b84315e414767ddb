package io.mindstream.trainer.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.samples.Answer;
import io.mindstream.samples.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvalReportTest {
    @Test
    void aFamilyWithManyTurnsWeighsNoMoreThanOneWithFew() {
        List<EvalReport.Graded> graded = new ArrayList<>();
        graded.addAll(turns("shapes.count", "perception/counting/all", 100, 100));
        graded.addAll(turns("bar.count", "perception/counting/filtered", 10, 0));
        graded.addAll(turns("bar.value", "perception/reading/chart", 10, 5));

        EvalReport report = EvalReport.of("run/1", graded);

        assertThat(report.overall().accuracy()).isCloseTo(0.5, within(1e-9));
        assertThat(report.overall().turns()).isEqualTo(120);
        assertThat(report.capabilities().get("counting").accuracy()).isCloseTo(0.5, within(1e-9));
        assertThat(report.capabilities().get("reading").accuracy()).isCloseTo(0.5, within(1e-9));
        // Only bar.value varies: one third of the weight of sqrt(0.25 / 10).
        assertThat(report.overall().halfWidth()).isCloseTo(1.959964 * Math.sqrt(0.025) / 3, within(1e-6));
    }

    private static List<EvalReport.Graded> turns(String family, String capability, int count, int correct) {
        Turn turn = new Turn(family, capability, "?", "1", new Answer.Number(1, 0));
        List<EvalReport.Graded> graded =
                new ArrayList<>(Collections.nCopies(correct, new EvalReport.Graded(turn, "1", 2, true)));
        graded.addAll(Collections.nCopies(count - correct, new EvalReport.Graded(turn, "2", 2, false)));
        return graded;
    }
}
