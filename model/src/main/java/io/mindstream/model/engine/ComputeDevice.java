package io.mindstream.model.engine;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.mindstream.model.ModelException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the arithmetic is done: one device for all models of a process, named by the environment variable {@value #VARIABLE}. Only the CPU has
 * been tried; CUDA needs the natives of the Maven profile {@code cuda}.
 *
 * @param name as torch has it: {@code cpu} or {@code cuda:N}
 */
public record ComputeDevice(String name) {
    /** Says which: {@code cpu} (the default), {@code cuda} or {@code cuda:N}. */
    public static final String VARIABLE = "MINDSTREAM_DEVICE";

    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    /**
     * The process's device.
     *
     * @throws ModelException that names the variable, if there is no such device
     */
    static ComputeDevice ofProcess() {
        return named(System.getenv().getOrDefault(VARIABLE, "cpu"), CudaUtils::getGpuCount);
    }

    /** Devices that the machine has. */
    @FunctionalInterface
    interface Count {
        int get();
    }

    static ComputeDevice named(String name, Count cuda) {
        if (name.equals("cpu")) {
            return new ComputeDevice(name);
        }
        Matcher matcher = CUDA.matcher(name);
        if (!matcher.matches()) {
            throw new ModelException(VARIABLE + ": '" + name + "' is none of cpu, cuda and cuda:N");
        }
        int number = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
        int there = cuda.get();
        if (number >= there) {
            throw new ModelException(
                    VARIABLE + ": '" + name + "': " + there
                            + " CUDA devices are found; the natives are those of the Maven profile cuda (MINDSTREAM_BUILD_ARGS=-Pcuda)");
        }
        return new ComputeDevice("cuda:" + number);
    }

    /** The engine's name for it. */
    Device device() {
        return name.equals("cpu") ? Device.cpu() : Device.gpu(Integer.parseInt(name.substring("cuda:".length())));
    }
}
