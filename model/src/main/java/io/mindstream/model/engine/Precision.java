package io.mindstream.model.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the arithmetic is done in. Parameters, gradients and moments of a {@link ModelProgram} are 32-bit in either case. */
public enum Precision {
    FLOAT32(6),
    BFLOAT16(15);

    /** Matrices of a layer have about 2^18 numbers then: one read of those takes as long as a call of bfloat16's product. */
    private static final int LEAST_WIDTH = 512;

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

    /**
     * {@link #fastest()}, but 32 bits for a model that is so narrow that bfloat16's products of one token cost more to call than they save: a
     * token of nano takes 1.1 ms in bfloat16 and 0.6 in 32 bits (2026-11-25, one Xeon with AMX).
     *
     * @param width of the text's residual stream
     */
    public static Precision fastestDecoding(int width) {
        return width < LEAST_WIDTH ? FLOAT32 : fastest();
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
