package io.mindstream.model.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG and JPEG files from memory. The dimensions in the header are checked before any pixel is decoded, so that a small file that
 * claims to be huge costs nothing. Photographs are turned upright by their Exif orientation.
 */
public final class PictureDecoder {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private final long maxPixels;

    /** @param maxPixels largest width x height that is decoded */
    public PictureDecoder(long maxPixels) {
        if (maxPixels < 1) {
            throw new IllegalArgumentException("maxPixels: " + maxPixels + " is less than 1");
        }
        this.maxPixels = maxPixels;
    }

    /**
     * Decodes a file.
     *
     * @param file content of a PNG or JPEG file
     * @throws PictureException if it is neither, is damaged, or holds more pixels than allowed
     */
    public Picture decode(byte[] file) {
        String format = format(file);
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new PictureException("picture: this Java installation cannot read " + format + " files");
        }
        ImageReader reader = readers.next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            checkSize(reader.getWidth(0), reader.getHeight(0));
            Picture picture = Picture.of(reader.read(0));
            return format.equals("jpeg") ? ExifOrientation.upright(picture, ExifOrientation.of(file)) : picture;
        } catch (PictureException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // ImageIO's readers throw unchecked exceptions, too, on damaged files.
            throw new PictureException(
                    "picture: damaged " + format + " file of " + file.length + " bytes: " + reason(e), e);
        } finally {
            reader.dispose();
        }
    }

    private void checkSize(int width, int height) {
        if ((long) width * height > maxPixels) {
            throw new PictureException("picture: " + width + " x " + height + " pixels are more than the " + maxPixels
                    + " that are allowed");
        }
    }

    private static String format(byte[] file) {
        if (startsWith(file, PNG)) {
            return "png";
        }
        if (startsWith(file, JPEG)) {
            return "jpeg";
        }
        throw new PictureException("picture: " + file.length + " bytes that are neither a PNG nor a JPEG file");
    }

    private static boolean startsWith(byte[] file, byte[] signature) {
        if (file.length < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if (file[i] != signature[i]) {
                return false;
            }
        }
        return true;
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
