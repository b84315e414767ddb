package io.mindstream.samples.pictures;

import io.mindstream.samples.ImageRef;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes pictures without any metadata: where and when a photograph was taken does not get into a sample. */
public final class PictureWriter {
    private static final float QUALITY = 0.92f;

    private PictureWriter() {}

    /** PNG where that is small enough to travel inside a record, or nothing may be lost; JPEG otherwise. */
    public static byte[] encode(Pixels pixels, boolean lossless) {
        byte[] png = png(pixels);
        return lossless || png.length <= ImageRef.MAX_INLINE ? png : jpeg(pixels);
    }

    public static byte[] png(Pixels pixels) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        // In memory: ImageIO would put a file into the temporary directory for each picture.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(pixels.image(), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] jpeg(Pixels pixels) {
        BufferedImage image = pixels.image();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
