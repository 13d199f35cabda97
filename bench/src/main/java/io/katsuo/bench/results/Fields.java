package io.katsuo.bench.results;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** Values of JSON with the type that they should have, or an error that names the field. */
final class Fields {
    private Fields() {}

    static JsonObject object(JsonElement value, String name) {
        if (value == null || !value.isJsonObject()) {
            throw wrong(value, name, "an object");
        }
        return value.getAsJsonObject();
    }

    static JsonArray array(JsonElement value, String name) {
        if (value == null || !value.isJsonArray()) {
            throw wrong(value, name, "an array");
        }
        if (value.getAsJsonArray().isEmpty()) {
            throw new IllegalArgumentException(name + " is empty");
        }
        return value.getAsJsonArray();
    }

    static String string(JsonElement value, String name) {
        if (!(value instanceof JsonPrimitive) || !value.getAsJsonPrimitive().isString()) {
            throw wrong(value, name, "a string");
        }
        return value.getAsString();
    }

    static double number(JsonElement value, String name) {
        if (!(value instanceof JsonPrimitive)
                || !value.getAsJsonPrimitive().isNumber()
                || !Double.isFinite(value.getAsDouble())) {
            throw wrong(value, name, "a finite number");
        }
        return value.getAsDouble();
    }

    private static IllegalArgumentException wrong(JsonElement value, String name, String wanted) {
        if (value == null) {
            return new IllegalArgumentException("it has no " + name);
        }
        String text = value.toString();
        return new IllegalArgumentException(
                name + " is not " + wanted + ": " + (text.length() <= 40 ? text : text.substring(0, 40) + "..."));
    }
}
