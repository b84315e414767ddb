package io.mindstream.samples;

/**
 * A leaf of the domain tree and a leaf of the capability tree, each as its path {@code L1/L2/L3} in the files of {@code config/labels/}.
 *
 * @param domain for example {@code automotive/instruments/speedometer}
 * @param capability for example {@code perception/reading/gauge}
 */
public record Label(String domain, String capability) implements Comparable<Label> {
    private static final String SEPARATOR = "|";

    public Label {
        requirePath("domain", domain);
        requirePath("capability", capability);
    }

    /** One string for keys of topics and stores: {@code domain|capability}. */
    public String key() {
        return domain + SEPARATOR + capability;
    }

    /** The inverse of {@link #key()}. */
    public static Label ofKey(String key) {
        int at = key.indexOf(SEPARATOR);
        if (at < 0) {
            throw new IllegalArgumentException("label: '" + key + "' is not domain|capability");
        }
        return new Label(key.substring(0, at), key.substring(at + 1));
    }

    @Override
    public int compareTo(Label other) {
        return key().compareTo(other.key());
    }

    private static void requirePath(String field, String path) {
        if (path == null || path.split("/", -1).length != 3 || path.contains(SEPARATOR) || path.contains("//")) {
            throw new IllegalArgumentException(
                    "label." + field + ": '" + path + "' is not a path of three levels, L1/L2/L3");
        }
    }
}
