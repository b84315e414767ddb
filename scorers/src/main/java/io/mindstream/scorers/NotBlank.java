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
        int red = median(picture, 16);
        int green = median(picture, 8);
        int blue = median(picture, 0);
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

    private static int median(DecodedPicture picture, int shift) {
        int[] counts = new int[256];
        for (int i = 0; i < picture.pixels(); i++) {
            counts[picture.pixel(i) >> shift & 0xff]++;
        }
        int below = 0;
        int level = 0;
        while ((below += counts[level]) * 2 < picture.pixels()) {
            level++;
        }
        return level;
    }
}
