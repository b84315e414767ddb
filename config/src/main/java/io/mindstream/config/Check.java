package io.mindstream.config;

/** The one way in which settings records refuse a value; {@link ProfileLoader} adds the file. */
final class Check {
    private Check() {}

    static void that(boolean holds, String field, String problem) {
        if (!holds) {
            throw new InvalidSetting(field, problem);
        }
    }

    /** A refused value, before the file is known. */
    static final class InvalidSetting extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final String field;
        private final String problem;

        InvalidSetting(String field, String problem) {
            super(field + ": " + problem);
            this.field = field;
            this.problem = problem;
        }

        String field() {
            return field;
        }

        String problem() {
            return problem;
        }
    }
}
