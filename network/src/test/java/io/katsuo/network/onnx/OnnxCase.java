package io.katsuo.network.onnx;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A test of one operator that the ONNX project publishes, from a text file: inputs, attributes and expected outputs in
 * order.
 */
record OnnxCase(String name, String op, Map<String, String> attributes, List<Value> inputs, List<Value> outputs) {
    /** A tensor of any type, its values as they stand in the file. */
    record Value(String type, int[] shape, String[] values) {
        Tensor tensor() {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = switch (type) {
                    case "float32" -> Float.intBitsToFloat(Integer.parseUnsignedInt(values[i], 16));
                    case "float64" -> (float) Double.longBitsToDouble(Long.parseUnsignedLong(values[i], 16));
                    default -> Float.parseFloat(values[i]);
                };
            }
            return Tensor.of(floats).reshape(shape);
        }

        float item() {
            return tensor().item();
        }

        boolean isFloat() {
            return type.startsWith("float");
        }

        int[] labels() {
            int[] labels = new int[values.length];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = Math.clamp(Long.parseLong(values[i]), Integer.MIN_VALUE, Integer.MAX_VALUE);
            }
            return labels;
        }
    }

    int integer(String attribute, int otherwise) {
        return (int) number(attribute, otherwise);
    }

    int[] integers(String attribute) {
        return Arrays.stream(attributes.get(attribute).split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** An input, or null if it is left out. */
    Value input(int i) {
        return i < inputs.size() ? inputs.get(i) : null;
    }

    double number(String attribute, double otherwise) {
        return attributes.containsKey(attribute) ? Double.parseDouble(attributes.get(attribute)) : otherwise;
    }

    @Override
    public String toString() {
        return name;
    }

    /** The cases of an operator. */
    static List<OnnxCase> read(Path file, String op) throws IOException {
        List<OnnxCase> cases = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file))))) {
            String name = "";
            OnnxCase current = null;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("case ")) {
                    name = line.substring("case ".length());
                    current = null;
                } else if (line.equals("op " + op)) {
                    current = new OnnxCase(name, op, new HashMap<>(), new ArrayList<>(), new ArrayList<>());
                    cases.add(current);
                } else if (current != null) {
                    current.add(line.split(" "));
                }
            }
        }
        return cases;
    }

    private void add(String[] words) {
        switch (words[0]) {
            case "attr" -> attributes.put(words[1], String.join(" ", Arrays.copyOfRange(words, 3, words.length)));
            case "in" -> inputs.add(value(words));
            case "out" -> outputs.add(value(words));
            default -> {}
        }
    }

    /** Null for an input that is left out. */
    private static Value value(String[] words) {
        if (words.length < 4) {
            return null;
        }
        String dims = words[3].substring(1, words[3].length() - 1);
        int[] shape = dims.isEmpty()
                ? new int[0]
                : Arrays.stream(dims.split(",")).mapToInt(Integer::parseInt).toArray();
        int count = Shape.of(shape).size();
        return new Value(words[2], shape, Arrays.copyOfRange(words, 4, 4 + count));
    }
}
