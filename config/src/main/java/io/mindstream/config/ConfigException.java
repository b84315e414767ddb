package io.mindstream.config;

/** Bad configuration. The message is one line that names the file, the field and what is wrong with it. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String file, String field, String problem) {
        super(file + ": " + (field.isEmpty() ? "" : field + ": ") + problem);
    }

    public ConfigException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
