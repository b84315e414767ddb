package io.mindstream.generators.gauge;

/** What a gauge can show. The unit on the dial tells which, and with it the end of the scale. */
enum Quantity {
    SPEED("speed", "km/h", 200, 10),
    TEMPERATURE("temperature", "°C", 120, 5),
    PRESSURE("pressure", "bar", 10, 1),
    REVS("revs", "rpm", 8000, 500),
    LEVEL("level", "%", 100, 5);

    final String words;
    final String unit;
    /** Value at the end of the scale; it begins at 0. */
    final int end;
    /** Values and limits are multiples of it. */
    final int step;

    Quantity(String words, String unit, int end, int step) {
        this.words = words;
        this.unit = unit;
        this.end = end;
        this.step = step;
    }

    int steps() {
        return end / step;
    }
}
