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
        if (picture.height() % side == 0 && picture.width() % side == 0) {
            whole(picture, side, sink);
            return;
        }
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

    /** The same where no pixel lies on a border, as in all pictures that we draw at the usual sizes: whole numbers are several times faster. */
    private static void whole(DecodedPicture picture, int side, Sink sink) {
        int high = picture.height() / side;
        int wide = picture.width() / side;
        double area = high * wide;
        for (int cell = 0; cell < side * side; cell++) {
            long red = 0;
            long green = 0;
            long blue = 0;
            int corner = cell / side * high * picture.width() + cell % side * wide;
            for (int y = 0; y < high; y++) {
                int row = corner + y * picture.width();
                for (int i = row; i < row + wide; i++) {
                    int rgb = picture.pixel(i);
                    red += rgb >> 16 & 0xff;
                    green += rgb >> 8 & 0xff;
                    blue += rgb & 0xff;
                }
            }
            sink.cell(cell, (float) (red / area), (float) (green / area), (float) (blue / area));
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
