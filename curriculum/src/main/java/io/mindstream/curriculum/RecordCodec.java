package io.mindstream.curriculum;

/** How a record becomes bytes and back. */
public interface RecordCodec<T> {
    byte[] encode(T value);

    /** @throws IllegalArgumentException when the bytes are no such record */
    T decode(byte[] bytes);
}
