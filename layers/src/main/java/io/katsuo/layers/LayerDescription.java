package io.katsuo.layers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A layer or loss as plain data: its kind, name and settings, without its parameters. Parameter files contain such
 * descriptions, from which the library's layers can be rebuilt.
 *
 * @param kind the simple name of a class of the library, such as {@code LeakyRelu}, else the full name of the class
 * @param name the name of the layer, such as {@code leakyRelu1}
 * @param settings the {@code settings()} of the layer or loss, in its order
 */
public record LayerDescription(String kind, String name, Map<String, String> settings) {

    /** The description of an object of a class. */
    static LayerDescription of(Class<?> type, String name, Map<String, String> settings) {
        boolean ours = type.getPackage() == LayerDescription.class.getPackage();
        return new LayerDescription(ours ? type.getSimpleName() : type.getName(), name, settings);
    }

    /** Settings from alternating names and values. */
    static Map<String, String> settings(Object... namesAndValues) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
        }
        return settings;
    }

    /**
     * A setting as text.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public String text(String setting) {
        String value = settings.get(setting);
        if (value == null) {
            throw new IllegalArgumentException(
                    name + ": a " + kind + " without a setting '" + setting + "': " + settings);
        }
        return value;
    }

    /**
     * A setting as a number.
     *
     * @throws IllegalArgumentException if there is none of this name, or it is no number
     */
    public double number(String setting) {
        try {
            return Double.parseDouble(text(setting));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + ": a " + kind + " whose setting '" + setting + "' is no number: " + settings, e);
        }
    }

    /** The setting {@code reduction} of a loss. */
    Reduction reduction() {
        String text = text("reduction");
        return Arrays.stream(Reduction.values())
                .filter(reduction -> reduction.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + ": no reduction: " + text));
    }

    /** Such as {@code leakyRelu1: LeakyRelu, slope 0.01}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append(": ").append(kind);
        settings.forEach((setting, value) ->
                text.append(", ").append(setting).append(' ').append(value));
        return text.toString();
    }
}
