package io.mindstream.model.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the expected numbers: a safetensors file of F32 and I64 tensors, from memory. */
record ReferenceTensors(JsonNode header, ByteBuffer data) {
    static ReferenceTensors parse(byte[] file) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(buffer.getLong());
        JsonNode header = new ObjectMapper().readTree(file, Long.BYTES, length);
        buffer.position(Long.BYTES + length);
        return new ReferenceTensors(header, buffer.slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    float[] floats(String name) {
        ByteBuffer bytes = bytes(name);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    long[] longs(String name) {
        ByteBuffer bytes = bytes(name);
        long[] values = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(values);
        return values;
    }

    private ByteBuffer bytes(String name) {
        JsonNode offsets = header.get(name).get("data_offsets");
        int from = offsets.get(0).asInt();
        return data.slice(from, offsets.get(1).asInt() - from).order(ByteOrder.LITTLE_ENDIAN);
    }
}
