package io.katsuo.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Ulps;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Special numbers, alone and in all pairs, at every position of a vector and beside vectors: what NumPy itself said, but for
 * the differences that its users' page lists.
 */
class NumpySpecialValuesTest {
    /** Longer than any vector, and not a multiple of one. */
    private static final int N = 37;

    private static final Set<String> ROUNDED = Set.of("exp", "log", "tanh", "pow");

    /** Operations and operands of the differences that are meant. */
    private static final Set<String> MEANT = Set.of(
            "max 0.0 -0.0",
            "maximum 0.0 -0.0",
            "min -0.0 0.0",
            "minimum -0.0 0.0",
            "pow -1.0 -Infinity",
            "pow -1.0 Infinity",
            "pow 1.0 -Infinity",
            "pow 1.0 Infinity",
            "pow 1.0 NaN");

    private final Set<String> differences = new TreeSet<>();
    private float[] inputs;

    private static float[] floats(String[] words) {
        float[] result = new float[words.length - 1];
        for (int i = 0; i < result.length; i++) {
            String word = words[i + 1];
            result[i] = word.equals("NaN") ? Float.NaN : Float.intBitsToFloat(Integer.parseUnsignedInt(word, 16));
        }
        return result;
    }

    @Test
    void asNumpyHasThem() throws IOException, ReflectiveOperationException {
        List<String> lines = new ArrayList<>();
        try (InputStream in = NumpySpecialValuesTest.class.getResourceAsStream("/numpy/special-values.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(lines::add);
        }
        inputs = floats(lines.getFirst().split(" "));
        int checked = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" ");
            float[] expected = floats(words);
            if (expected.length == inputs.length) {
                checked += unary(words[0], expected);
            } else if (Arrays.stream(Reductions.class.getMethods())
                    .anyMatch(m -> m.getName().equals(words[0]))) {
                checked += rows(words[0], expected);
            } else {
                checked += binary(words[0], expected);
            }
        }
        System.out.println("campaign special values: " + checked + " cases, " + differences.size() + " differences");
        differences.removeIf(text -> MEANT.contains(text.replaceFirst(":.*", "")));
        assertEquals("", String.join("\n", differences));
    }

    private int unary(String name, float[] expected) throws ReflectiveOperationException {
        Method op = Elementwise.class.getMethod(name, Tensor.class);
        for (int i = 0; i < inputs.length; i++) {
            for (int at = 0; at < N; at++) {
                Tensor x = Tensor.full(Shape.of(N), 0.75f);
                x.set(at, inputs[i]);
                compare(name, name + " " + inputs[i], expected[i], ((Tensor) op.invoke(null, x)).get(at));
            }
        }
        return inputs.length * N;
    }

    private int binary(String name, float[] expected) throws ReflectiveOperationException {
        Method op = Elementwise.class.getMethod(name, Tensor.class, Tensor.class);
        Method withNumber = Elementwise.class.getMethod(name, Tensor.class, double.class);
        for (int i = 0; i < expected.length; i++) {
            float left = inputs[i / inputs.length];
            float right = inputs[i % inputs.length];
            String text = name + " " + left + " " + right;
            for (int at = 0; at < N; at++) {
                Tensor a = Tensor.full(Shape.of(N), 0.75f);
                Tensor b = Tensor.full(Shape.of(N), 0.75f);
                a.set(at, left);
                b.set(at, right);
                compare(name, text, expected[i], ((Tensor) op.invoke(null, a, b)).get(at));
                compare(name, text, expected[i], ((Tensor) withNumber.invoke(null, a, (double) right)).get(at));
            }
        }
        return 2 * expected.length * N;
    }

    /** Reductions of two columns, in either memory order. */
    private int rows(String name, float[] expected) throws ReflectiveOperationException {
        boolean search = name.startsWith("arg");
        Method op = search
                ? Reductions.class.getMethod(name, Tensor.class, int.class)
                : Reductions.class.getMethod(name, Tensor.class, int.class, boolean.class);
        Tensor pairs = Tensor.zeros(expected.length, 2);
        for (int i = 0; i < expected.length; i++) {
            pairs.set(i, 0, inputs[i / inputs.length]);
            pairs.set(i, 1, inputs[i % inputs.length]);
        }
        for (Tensor x : new Tensor[] {pairs, pairs.transpose().copy().transpose()}) {
            Tensor result = (Tensor) (search ? op.invoke(null, x, 1) : op.invoke(null, x, 1, false));
            for (int i = 0; i < expected.length; i++) {
                compare(name, name + " " + pairs.get(i, 0) + " " + pairs.get(i, 1), expected[i], result.get(i));
            }
        }
        return 2 * expected.length;
    }

    private void compare(String name, String text, float expected, float actual) {
        boolean same = ROUNDED.contains(name) && expected != 0
                ? Ulps.between(expected, actual) <= 1
                : Float.floatToIntBits(expected) == Float.floatToIntBits(actual);
        if (!same) {
            differences.add(text + ": " + actual + ", NumPy " + expected);
        }
    }
}
