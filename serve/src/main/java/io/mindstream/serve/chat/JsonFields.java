package io.mindstream.serve.chat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fields of a JSON object, read with checks that name the field by its path in the request. A null is as good as nothing. */
final class JsonFields {
    private static final int SHOWN = 40;

    private final JsonObject object;
    private final String path;

    JsonFields(JsonObject object, String path) {
        this.object = object;
        this.path = path;
    }

    /** An element of an array, which has to be an object. */
    static JsonFields element(Object value, String path) {
        if (value instanceof JsonObject object) {
            return new JsonFields(object, path);
        }
        throw new ApiException(ApiError.invalid(path, "must be an object, is " + shown(value)));
    }

    /** Where a field of this object stands in the request. */
    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    Set<String> names() {
        return new TreeSet<>(object.fieldNames());
    }

    Object value(String name) {
        return object.getValue(name);
    }

    boolean has(String name) {
        return object.getValue(name) != null;
    }

    void refuseAllBut(Set<String> known) {
        for (String name : names()) {
            if (!known.contains(name)) {
                throw new ApiException(ApiError.unknownField(path(name)));
            }
        }
    }

    Optional<String> string(String name) {
        Object value = object.getValue(name);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw wrong(name, "a string", value);
    }

    Optional<Boolean> flag(String name) {
        Object value = object.getValue(name);
        if (value == null || value instanceof Boolean) {
            return Optional.ofNullable((Boolean) value);
        }
        throw wrong(name, "true or false", value);
    }

    Optional<Long> integer(String name, long least, long most) {
        Object value = object.getValue(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Integer || value instanceof Long)) {
            throw wrong(name, "a whole number", value);
        }
        long number = ((Number) value).longValue();
        if (number < least || number > most) {
            throw wrong(name, "from " + least + " to " + most, value);
        }
        return Optional.of(number);
    }

    Optional<Double> number(String name, double least, double most) {
        Object value = object.getValue(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Number)) {
            throw wrong(name, "a number", value);
        }
        double number = ((Number) value).doubleValue();
        if (!(number >= least && number <= most)) {
            throw wrong(name, "from " + least + " to " + most, value);
        }
        return Optional.of(number);
    }

    Optional<JsonFields> object(String name) {
        Object value = object.getValue(name);
        return value == null ? Optional.empty() : Optional.of(element(value, path(name)));
    }

    Optional<JsonArray> array(String name) {
        Object value = object.getValue(name);
        if (value == null || value instanceof JsonArray) {
            return Optional.ofNullable((JsonArray) value);
        }
        throw wrong(name, "a list", value);
    }

    ApiException wrong(String name, String wanted, Object value) {
        return new ApiException(ApiError.invalid(path(name), "must be " + wanted + ", is " + shown(value)));
    }

    /** A value in a message: short, whatever a client sent. */
    static String shown(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof JsonObject) {
            return "an object";
        }
        if (value instanceof JsonArray) {
            return "a list";
        }
        String text = value.toString();
        String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return value instanceof String ? "'" + cut + "'" : cut;
    }
}
