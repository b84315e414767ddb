package io.mindstream.model.program;

import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.engine.Script;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Computes the gradient of one part of a batch beside others: a thread, a loaded script and gradients of its own, and the parameters of the
 * program, which nobody changes meanwhile.
 */
final class GradientWorker implements AutoCloseable {
    private final ExecutorService thread;
    private final Script script;
    private final NativeParameters gradients;
    private final ExpertLoads loads;
    private final TrainingPass pass;

    GradientWorker(
            Qwen3VlConfig config, ParameterLayout layout, TrainingOptions options, TrainingPass pass, int number) {
        this.pass = pass;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "gradient-" + number);
            made.setDaemon(true);
            return made;
        });
        this.script = new Script(config, options.precision(), options.threads());
        this.gradients = NativeParameters.besides(script, layout, options.trained(layout));
        this.loads = new ExpertLoads(script, config.text());
    }

    /** Adds {@code weight} times the gradient of the part's mean loss to {@link #gradients()}. */
    Future<StepResult> forwardBackward(NativeParameters parameters, Batch part, double weight) {
        return thread.submit(() -> pass.run(script, parameters.list(), gradients.list(), part, weight, loads));
    }

    /** Moves a share of the hidden matrices. */
    Future<?> apply(List<MuonCall> calls, AdamWStep step, double shrink) {
        return thread.submit(() -> calls.forEach(call -> call.run(script, step, shrink)));
    }

    /** Only to be touched while no part is being computed. */
    NativeParameters gradients() {
        return gradients;
    }

    /** Likewise. */
    ExpertLoads loads() {
        return loads;
    }

    static <T> T await(Future<T> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new ModelException("a part of the step: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("interrupted while a part of the step was computed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        gradients.close();
        loads.close();
        script.close();
    }
}
