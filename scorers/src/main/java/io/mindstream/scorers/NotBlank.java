package io.mindstream.scorers;

import java.util.Locale;
import java.util.Optional;

/**
 * There is something to see: at least one pixel in 500 differs from the median colour by more than 16 of 255 levels in some channel.
 * (In a picture of 64 x 64 that is nine pixels: fewer than the smallest dot that is drawn.)
 */
final class NotBlank implements PictureRule {
    private static final int LEVELS = 16;
    private static final double SHARE = 1.0 / 500;

    @Override
    public String name() {
        return "picture-blank";
    }

    @Override
    public Optional<String> problem(PictureEvidence evidence) {
        return evidence.picture()
                .map(NotBlank::differing)
                .filter(share -> share < SHARE)
                .map(share -> String.format(
                        Locale.ROOT,
                        "only %.2f %% of the pixels differ from the ground, %.2f %% are needed",
                        share * 100,
                        SHARE * 100));
    }

    private static double differing(DecodedPicture picture) {
        int[] reds = new int[256];
        int[] greens = new int[256];
        int[] blues = new int[256];
        for (int i = 0; i < picture.pixels(); i++) {
            int rgb = picture.pixel(i);
            reds[rgb >> 16 & 0xff]++;
            greens[rgb >> 8 & 0xff]++;
            blues[rgb & 0xff]++;
        }
        int red = median(reds, picture.pixels());
        int green = median(greens, picture.pixels());
        int blue = median(blues, picture.pixels());
        int differing = 0;
        for (int i = 0; i < picture.pixels(); i++) {
            int rgb = picture.pixel(i);
            if (Math.abs((rgb >> 16 & 0xff) - red) > LEVELS
                    || Math.abs((rgb >> 8 & 0xff) - green) > LEVELS
                    || Math.abs((rgb & 0xff) - blue) > LEVELS) {
                differing++;
            }
        }
        return (double) differing / picture.pixels();
    }

    private static int median(int[] counts, int pixels) {
        int below = 0;
        int level = 0;
        while ((below += counts[level]) * 2 < pixels) {
            level++;
        }
        return level;
    }
}
