package io.mindstream.samples.pictures;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads whatever picture a user has, in bounded memory: PNG, JPEG (CMYK too), GIF, WebP, BMP, TIFF, told by their content and not by
 * their names. The header is looked at before any pixel is: a picture of more than {@link #WHOLE} pixels is read with pixels left out (PNG,
 * JPEG, GIF) or, beyond what its format can be read in, refused, so that decoding takes some 200 MB of heap at most. JPEG pictures are turned upright by their Exif orientation, 16 bits become eight,
 * what is transparent becomes white, and of an animation the first picture is taken.
 */
public final class PictureReader {
    /** Most pixels that are decoded. */
    static final long WHOLE = 8L << 20;

    /** Most pixels that are read past to leave most of them out: a minute or so of work. */
    static final long MOST = 512L << 20;

    /** The same for formats that hold all at once: a photograph of a good telephone. */
    private static final long MOST_AT_ONCE = 16L << 20;

    /** The same for progressive JPEG, whose coefficients are all in memory at once. */
    private static final long MOST_PROGRESSIVE = 32L << 20;

    /** Readers that go row by row and can leave pixels out on the way; the others hold all at once. */
    private static final Set<String> BY_ROWS = Set.of("png", "jpeg", "gif");

    private static final Set<String> OTHERS = Set.of("webp", "bmp", "tif", "tiff");

    private final int side;

    /** @param side most pixels that the longer side of a picture keeps */
    public PictureReader(int side) {
        if (side < 1) {
            throw new IllegalArgumentException("side: " + side + " is less than 1");
        }
        this.side = side;
    }

    /**
     * A picture as it will be used.
     *
     * @param pixels upright, with the longer side at most as long as the reader allows
     * @param lossless whether the file had kept every pixel as it was
     */
    public record Read(Pixels pixels, boolean lossless) {}

    /** From a file, which is not read into memory as a whole. */
    public Read read(Path file) throws UnreadablePictureException, IOException {
        if (Files.size(file) == 0) {
            throw new UnreadablePictureException("empty, 0 bytes");
        }
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            return read(in);
        }
    }

    /** From memory. */
    public Read read(byte[] file) throws UnreadablePictureException {
        if (file.length == 0) {
            throw new UnreadablePictureException("empty, 0 bytes");
        }
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            return read(in);
        } catch (IOException e) {
            throw new UnreadablePictureException(reason(e), e);
        }
    }

    private Read read(ImageInputStream in) throws UnreadablePictureException, IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            try {
                String format = reader.getFormatName().toLowerCase(Locale.ROOT);
                if (BY_ROWS.contains(format) || OTHERS.contains(format)) {
                    return read(reader, format, in);
                }
            } finally {
                reader.dispose();
            }
        }
        throw new UnreadablePictureException("no picture: neither PNG, JPEG, GIF, WebP, BMP nor TIFF by its content");
    }

    private Read read(ImageReader reader, String format, ImageInputStream in)
            throws UnreadablePictureException, IOException {
        boolean jpeg = format.equals("jpeg");
        try {
            int orientation = jpeg ? orientation(in) : 1;
            boolean progressive = jpeg && progressive(in);
            in.seek(0);
            reader.setInput(in, true, true);
            Warnings warnings = new Warnings();
            reader.addIIOReadWarningListener(warnings);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            ImageReadParam parameters = reader.getDefaultReadParam();
            int step = step(width, height, format, progressive);
            parameters.setSourceSubsampling(step, step, 0, 0);
            Pixels pixels = Pixels.of(reader.read(0, parameters));
            warnings.requireWhole();
            return new Read(pixels.within(side).upright(orientation), !jpeg && !format.equals("webp"));
        } catch (IOException | RuntimeException e) {
            // ImageIO's readers throw unchecked exceptions, too, on damaged files.
            throw new UnreadablePictureException("damaged " + format + " file: " + reason(e), e);
        }
    }

    /** Of so many rows and columns one is kept. */
    private static int step(int width, int height, String format, boolean progressive)
            throws UnreadablePictureException {
        long pixels = (long) width * height;
        if (pixels <= WHOLE) {
            return 1;
        }
        long most = progressive ? MOST_PROGRESSIVE : BY_ROWS.contains(format) ? MOST : MOST_AT_ONCE;
        if (pixels > most) {
            throw new UnreadablePictureException(width + " x " + height + " pixels; of a "
                    + (progressive ? "progressive " : "") + format + " file at most " + (most >> 20)
                    + " million can be read in bounded memory");
        }
        return (int) Math.ceil(Math.sqrt((double) pixels / WHOLE));
    }

    private static boolean progressive(ImageInputStream in) throws IOException {
        in.seek(0);
        return !JPEGSegmentUtil.readSegments(in, JPEG.SOF2, null).isEmpty();
    }

    /** The Exif tag's value, 1 to 8; 1 where there is none, or the segment is damaged. */
    private static int orientation(ImageInputStream in) {
        try {
            in.seek(0);
            List<JPEGSegment> exif = JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif");
            if (exif.isEmpty()) {
                return 1;
            }
            InputStream data = exif.get(0).data();
            // A second zero byte behind the segment's name.
            data.read();
            try (ImageInputStream tiff = new MemoryCacheImageInputStream(data)) {
                Directory directories = new TIFFReader().read(tiff);
                Directory first = directories instanceof CompoundDirectory all && all.directoryCount() > 0
                        ? all.getDirectory(0)
                        : directories;
                Entry entry = first.getEntryById(TIFF.TAG_ORIENTATION);
                int value = entry != null && entry.getValue() instanceof Number number ? number.intValue() : 1;
                return value >= 1 && value <= 8 ? value : 1;
            }
        } catch (IOException | RuntimeException e) {
            return 1;
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage().lines().findFirst().orElse("");
    }
}
