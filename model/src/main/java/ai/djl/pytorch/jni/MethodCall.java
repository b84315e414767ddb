package ai.djl.pytorch.jni;

import ai.djl.pytorch.engine.PtSymbolBlock;

/**
 * Runs a method of a TorchScript module, with autograd or in libtorch's inference mode. DJL's own {@link IValueUtils#runMethod} forbids
 * gradients, and its call that does not is open to this package only.
 */
public final class MethodCall {
    private MethodCall() {}

    /**
     * The caller owns the result and the arguments.
     *
     * @param autograd whether gradients can be had. Without it there is inference mode: what the call makes is known neither to autograd nor to
     *     its version counters, which saves a good part of each small kernel's call, and may be changed in place by such calls only
     */
    public static IValue run(PtSymbolBlock block, String method, boolean autograd, IValue... arguments) {
        long[] handles = new long[arguments.length];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = arguments[i].getHandle();
        }
        return new IValue(PyTorchLibrary.LIB.moduleRunMethod(block.getHandle(), method, handles, autograd, false));
    }
}
