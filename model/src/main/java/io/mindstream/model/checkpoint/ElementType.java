package io.mindstream.model.checkpoint;

import io.mindstream.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;

/** How the numbers of a safetensors entry are stored. */
public enum ElementType {
    F32(4, "fp32", "float32"),
    F16(2, "fp16", "float16"),
    BF16(2, "bf16", "bfloat16"),
    I64(8, "int64", "int64"),
    I32(4, "int32", "int32");

    /** The largest finite number of 16-bit IEEE floats. */
    private static final float LARGEST_HALF = 65504;

    private final int bytes;
    private final String label;
    private final String torchName;

    ElementType(int bytes, String label, String torchName) {
        this.bytes = bytes;
        this.label = label;
        this.torchName = torchName;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** Its name on the command line: fp32, fp16, bf16. */
    public String label() {
        return label;
    }

    /** Its name in {@code config.json}: float32, float16, bfloat16. */
    public String torchName() {
        return torchName;
    }

    /** Whether weights may be stored as this. */
    public boolean real() {
        return this == F32 || this == F16 || this == BF16;
    }

    /**
     * A type that weights are stored as, by its {@link #label()}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static ElementType named(String label) {
        return Arrays.stream(values())
                .filter(type -> type.real() && type.label.equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + label + "' is none of bf16, fp16, fp32"));
    }

    /** Reads the next {@code count} elements of a little-endian buffer; integers lose what 32-bit floats cannot hold. */
    public void read(ByteBuffer from, float[] into, int at, int count) {
        switch (this) {
            case F32 -> from.asFloatBuffer().get(into, at, count);
            case I64 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = from.getLong(from.position() + 8 * i);
                }
            }
            case I32 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = from.getInt(from.position() + 4 * i);
                }
            }
            case F16 -> {
                ShortBuffer shorts = from.asShortBuffer();
                for (int i = 0; i < count; i++) {
                    into[at + i] = halfToFloat(shorts.get(i));
                }
            }
            case BF16 -> {
                ShortBuffer shorts = from.asShortBuffer();
                for (int i = 0; i < count; i++) {
                    into[at + i] = Float.intBitsToFloat(shorts.get(i) << 16);
                }
            }
        }
        from.position(from.position() + count * bytes);
    }

    /**
     * Writes elements to a little-endian buffer, rounded to the nearest, ties to even, as torch does.
     *
     * @throws ModelException if a finite number is beyond what the type holds
     */
    public void write(float[] from, int at, int count, ByteBuffer into) {
        switch (this) {
            case F32 -> into.asFloatBuffer().put(from, at, count);
            case BF16 -> {
                ShortBuffer shorts = into.asShortBuffer();
                for (int i = 0; i < count; i++) {
                    shorts.put(i, toBfloat16(from[at + i]));
                }
            }
            case F16 -> {
                ShortBuffer shorts = into.asShortBuffer();
                for (int i = 0; i < count; i++) {
                    shorts.put(i, toHalf(from[at + i]));
                }
            }
            default -> throw new IllegalArgumentException("dtype: " + this + " is not written, only F32, F16 and BF16");
        }
        into.position(into.position() + count * bytes);
    }

    /** Rounds to the nearest bfloat16, ties to even, as torch does; NaN stays NaN. */
    static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
    }

    /** IEEE 754 binary16 to binary32 (Java 17 has no such method yet). */
    static float halfToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & 0x1F;
        int fraction = half & 0x3FF;
        if (exponent == 0x1F) {
            return Float.intBitsToFloat(sign | 0x7F800000 | fraction << 13);
        }
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        return Float.intBitsToFloat(sign | (exponent + 112) << 23 | fraction << 13);
    }

    /**
     * IEEE 754 binary32 to binary16, to the nearest, ties to even.
     *
     * @throws ModelException if a finite number would become infinite
     */
    static short toHalf(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7E00);
        }
        if (Float.isInfinite(value)) {
            return (short) (sign | 0x7C00);
        }
        if (magnitude < 0x1p-14f) {
            // Adding 0.5 rounds to multiples of 2^-24, the steps of the smallest halves.
            return (short) (sign | Float.floatToRawIntBits(magnitude + 0.5f) - Float.floatToRawIntBits(0.5f));
        }
        int rounded = (bits & 0x7FFFFFFF) + 0xFFF + (bits >>> 13 & 1) - (112 << 23);
        if (rounded >>> 13 >= 0x7C00) {
            throw new ModelException(value + " is beyond the largest number of fp16, " + LARGEST_HALF);
        }
        return (short) (sign | rounded >>> 13);
    }
}
