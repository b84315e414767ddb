package io.mindstream.model.program;

import ai.djl.pytorch.jni.IValue;
import io.mindstream.model.engine.Script;
import io.mindstream.model.engine.ScriptCall;
import java.util.List;

/**
 * One pass forwards and backwards.
 *
 * @param recompute how
 * @param trained which parameters have a gradient, in the layout's order; what stands in the others' place among the gradients is not touched.
 *     For {@link Recompute#LAYER} the others may be held in another dtype
 */
record TrainingPass(Recompute recompute, boolean[] trained) {
    /** Adds {@code weight} times the gradient of the batch's mean loss to the gradients. */
    StepResult run(Script script, IValue parameters, IValue gradients, Batch batch, double weight, ExpertLoads loads) {
        batch.requireLabels();
        boolean layers = recompute == Recompute.LAYER;
        try (ScriptCall call = script.call()) {
            call.shared(parameters).shared(gradients).flags(trained);
            if (layers) {
                call.tensors(List.of()).tensors(List.of()).number(0).tensors(List.of());
            }
            batch.pass(call);
            batch.passLabels(call);
            batch.passWeights(call);
            call.number(weight).shared(loads.argument());
            return TorchModelProgram.result(
                    call.runForFloats(layers ? "forward_backward_by_layer" : "forward_backward"));
        }
    }
}
