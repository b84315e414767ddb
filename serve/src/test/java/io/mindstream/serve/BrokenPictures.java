package io.mindstream.serve;

import static io.mindstream.serve.TestClient.png;

import java.awt.Color;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/** Files that are no pictures, or none that anybody could decode. */
final class BrokenPictures {
    private BrokenPictures() {}

    /** A PNG that ends half way. */
    static byte[] truncated() {
        byte[] whole = Base64.getDecoder().decode(png(64, 64, Color.RED).split(",")[1]);
        return Arrays.copyOf(whole, whole.length / 2);
    }

    /** A PNG whose header claims a size that nobody could decode. */
    static byte[] bomb(int width, int height) {
        byte[] file = Base64.getDecoder().decode(png(8, 8, Color.RED).split(",")[1]);
        ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(file, 12, 17);
        ByteBuffer.wrap(file).putInt(29, (int) crc.getValue());
        return file;
    }
}
