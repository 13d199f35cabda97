package io.katsuo.mnist.command;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON (RFC 8259) of maps, lists, texts and numbers. NaN and infinities, which JSON cannot represent, are null. */
public final class JsonText {
    private static final JsonSerializer<Number> NUMBER = (value, type, context) ->
            Double.isFinite(value.doubleValue()) ? new JsonPrimitive(value) : JsonNull.INSTANCE;

    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(double.class, NUMBER)
            .registerTypeAdapter(Double.class, NUMBER)
            .registerTypeAdapter(float.class, NUMBER)
            .registerTypeAdapter(Float.class, NUMBER)
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private JsonText() {}

    /** An object of names and values, alternately. */
    public static Map<String, Object> object(Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        return object;
    }

    /** The text of a file. */
    public static String of(Object value) {
        return GSON.toJson(value) + "\n";
    }
}
