package io.mindstream.scorers;

/** Mean colour of each cell of a square grid laid over a picture; pixels on a border count to both cells by their share. */
final class CellMeans {
    private CellMeans() {}

    /** Takes one cell. */
    @FunctionalInterface
    interface Sink {
        /**
         * @param cell row by row
         * @param red 0..255, as green and blue
         */
        void cell(int cell, float red, float green, float blue);
    }

    static void of(DecodedPicture picture, int side, Sink sink) {
        double high = (double) picture.height() / side;
        double wide = (double) picture.width() / side;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                mean(
                        picture,
                        row * high,
                        (row + 1) * high,
                        column * wide,
                        (column + 1) * wide,
                        row * side + column,
                        sink);
            }
        }
    }

    private static void mean(
            DecodedPicture picture, double top, double bottom, double left, double right, int cell, Sink sink) {
        double red = 0;
        double green = 0;
        double blue = 0;
        double area = 0;
        for (int y = (int) top; y < Math.min(picture.height(), Math.ceil(bottom)); y++) {
            double rows = Math.min(bottom, y + 1) - Math.max(top, y);
            for (int x = (int) left; x < Math.min(picture.width(), Math.ceil(right)); x++) {
                double share = rows * (Math.min(right, x + 1) - Math.max(left, x));
                int rgb = picture.pixel(y * picture.width() + x);
                red += share * (rgb >> 16 & 0xff);
                green += share * (rgb >> 8 & 0xff);
                blue += share * (rgb & 0xff);
                area += share;
            }
        }
        sink.cell(cell, (float) (red / area), (float) (green / area), (float) (blue / area));
    }
}
