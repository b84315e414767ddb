package io.mindstream.model.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the arithmetic is done in. Parameters, gradients and moments of a {@link ModelProgram} are 32-bit in either case. */
public enum Precision {
    FLOAT32(6),
    BFLOAT16(15);

    private static final Path CPU = Path.of("/proc/cpuinfo");

    private final int scalarType;

    Precision(int scalarType) {
        this.scalarType = scalarType;
    }

    /** torch's number for the type. */
    public int scalarType() {
        return scalarType;
    }

    /**
     * By its name in profiles and on the command line.
     *
     * @param name auto ({@link #fastest()}), bf16 or fp32
     * @throws IllegalArgumentException if it is none of these
     */
    public static Precision named(String name) {
        return switch (name) {
            case "auto" -> fastest();
            case "bf16" -> BFLOAT16;
            case "fp32" -> FLOAT32;
            default -> throw new IllegalArgumentException("'" + name + "' is none of auto, bf16, fp32");
        };
    }

    /** {@link #BFLOAT16} where the processor multiplies it natively (AVX512-BF16 or AMX), else {@link #FLOAT32}. */
    public static Precision fastest() {
        try {
            String flags = Files.isReadable(CPU) ? Files.readString(CPU) : "";
            return flags.contains("avx512_bf16") || flags.contains("amx_bf16") ? BFLOAT16 : FLOAT32;
        } catch (IOException e) {
            return FLOAT32;
        }
    }
}
