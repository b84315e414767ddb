package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchTrainIT {
    @Test
    void itTimesStepsOfTheModelAndOfAnAdapterBesideIt() {
        StringWriter out = new StringWriter();
        String work = "bench train --precision fp32 --batch 2 --length 24 --answer 4 --grid 2 --calls 1 --threads 1";
        for (String command : new String[] {work, work + " --lora 4", work + " --lora 2 --lora-targets q_proj"}) {
            assertThat(Mindstream.commandLine().setOut(new PrintWriter(out)).execute(command.split(" ")))
                    .isZero();
        }
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("train, FLOAT32, Workload"),
                        line -> assertThat(line)
                                .startsWith("train, FLOAT32, LoRA of rank 4 to 28 matrices, recomputed by layer"),
                        line -> assertThat(line).contains("LoRA of rank 2 to 4 matrices", "peak RSS"));
    }
}
