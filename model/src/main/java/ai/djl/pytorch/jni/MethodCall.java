package ai.djl.pytorch.jni;

import ai.djl.pytorch.engine.PtSymbolBlock;

/**
 * Runs a method of a TorchScript module with autograd. DJL's own {@link IValueUtils#runMethod} forbids gradients, and its call that does
 * not is open to this package only.
 */
public final class MethodCall {
    private MethodCall() {}

    /** The caller owns the result and the arguments. */
    public static IValue run(PtSymbolBlock block, String method, IValue... arguments) {
        long[] handles = new long[arguments.length];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = arguments[i].getHandle();
        }
        return new IValue(PyTorchLibrary.LIB.moduleRunMethod(block.getHandle(), method, handles, true, false));
    }
}
