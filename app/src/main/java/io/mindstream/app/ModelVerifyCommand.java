package io.mindstream.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mindstream.model.verify.Comparison;
import io.mindstream.model.verify.Verification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model verify}: holds a checkpoint against a reference's numbers. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Loads the checkpoint in DIR, feeds it inputs.safetensors and holds what it computes, in 32 bits, against",
            "every tensor of expected.safetensors. Prints a table of the differences; exits 0 only if all are within",
            "tolerance. docs/model.md says what the two files hold."
        })
final class ModelVerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Checkpoint in Hugging Face layout, with the two files beside it.")
    private Path directory;

    @Option(names = "--json", description = "Prints one array.")
    private boolean json;

    @Override
    public Integer call() {
        List<Comparison> comparisons = Verification.run(directory);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(array(comparisons));
        } else {
            table(comparisons, out);
        }
        out.flush();
        return comparisons.stream().allMatch(Comparison::ok) ? 0 : 1;
    }

    private static void table(List<Comparison> comparisons, PrintWriter out) {
        int tensor =
                comparisons.stream().mapToInt(c -> c.tensor().length()).max().orElse(0);
        int compared =
                comparisons.stream().mapToInt(c -> c.compared().length()).max().orElse(0);
        String row = "%-" + Math.max(tensor, 6) + "s  %-" + Math.max(compared, 8) + "s  %10s  %9s  %s%n";
        out.printf(Locale.ROOT, row, "tensor", "compared", "difference", "tolerance", "ok");
        for (Comparison c : comparisons) {
            out.printf(
                    Locale.ROOT,
                    row,
                    c.tensor(),
                    c.compared(),
                    number(c.difference()),
                    number(c.tolerance()),
                    c.ok() ? "yes" : "NO");
        }
        long failed = comparisons.stream().filter(c -> !c.ok()).count();
        out.println(comparisons.size() + " tensors, " + (failed == 0 ? "all" : failed + " of them not")
                + " within tolerance");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.1e", value);
    }

    private static String array(List<Comparison> comparisons) {
        ArrayNode array = JsonMapper.builder().build().createArrayNode();
        for (Comparison c : comparisons) {
            array.addObject()
                    .put("tensor", c.tensor())
                    .put("compared", c.compared())
                    .put("difference", c.difference())
                    .put("tolerance", c.tolerance())
                    .put("ok", c.ok());
        }
        return array.toString();
    }
}
