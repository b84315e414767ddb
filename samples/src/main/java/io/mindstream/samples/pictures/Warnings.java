package io.mindstream.samples.pictures;

import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** What a reader complains about while it goes on: a JPEG file that was cut off is filled up with grey, and only this tells. */
final class Warnings implements IIOReadWarningListener {
    private String fatal;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        String text = warning.toLowerCase(Locale.ROOT);
        if (text.contains("premature") || text.contains("truncated") || text.contains("corrupt")) {
            fatal = warning;
        }
    }

    void requireWhole() throws IOException {
        if (fatal != null) {
            throw new IOException(fatal);
        }
    }
}
