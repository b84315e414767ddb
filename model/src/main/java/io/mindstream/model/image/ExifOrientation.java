package io.mindstream.model.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held: the orientation tag (0x0112) in the Exif segment of a JPEG file (CIPA DC-008, "Exchangeable image file format").
 * Telephones write the sensor's pixels and this tag, so a reader that ignores it sees portraits lying on their side.
 */
final class ExifOrientation {
    /** As stored. */
    static final int NORMAL = 1;

    private static final int APP1 = 0xe1;
    private static final int START_OF_SCAN = 0xda;
    private static final int TAG = 0x0112;
    private static final int ENTRY_BYTES = 12;

    private ExifOrientation() {}

    /** The tag's value, 1 to 8; {@link #NORMAL} where there is none, or the segment is damaged. */
    static int of(byte[] jpeg) {
        try {
            ByteBuffer file = ByteBuffer.wrap(jpeg).position(2);
            while ((file.get() & 0xff) == 0xff) {
                int marker = file.get() & 0xff;
                int length = Short.toUnsignedInt(file.getShort()) - Short.BYTES;
                if (marker == START_OF_SCAN || length < 0 || length > file.remaining()) {
                    return NORMAL;
                }
                if (marker == APP1 && length > 6 && isExif(file)) {
                    return inTiff(file.slice(file.position() + 6, length - 6));
                }
                file.position(file.position() + length);
            }
            return NORMAL;
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return NORMAL;
        }
    }

    private static boolean isExif(ByteBuffer segment) {
        return segment.getInt(segment.position()) == 0x45786966 && segment.getShort(segment.position() + 4) == 0;
    }

    private static int inTiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + Short.BYTES + i * ENTRY_BYTES;
            if (tiff.getShort(entry) == TAG) {
                int value = tiff.getShort(entry + 8);
                return value >= 1 && value <= 8 ? value : NORMAL;
            }
        }
        return NORMAL;
    }

    /** Turns the pixels upright. */
    static Picture upright(Picture picture, int orientation) {
        if (orientation == NORMAL) {
            return picture;
        }
        boolean transposed = orientation >= 5;
        int width = transposed ? picture.height() : picture.width();
        int height = transposed ? picture.width() : picture.height();
        // Which way the stored rows and columns run when seen upright.
        boolean flipX = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean flipY = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        byte[] in = picture.rgb();
        byte[] out = new byte[in.length];
        for (int y = 0, o = 0; y < height; y++) {
            for (int x = 0; x < width; x++, o += 3) {
                int storedX = transposed ? y : x;
                int storedY = transposed ? x : y;
                storedX = flipX ? picture.width() - 1 - storedX : storedX;
                storedY = flipY ? picture.height() - 1 - storedY : storedY;
                System.arraycopy(in, 3 * (storedY * picture.width() + storedX), out, o, 3);
            }
        }
        return new Picture(width, height, out);
    }
}
