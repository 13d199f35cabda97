package io.katsuo.mnist.chapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.mnist.Mnist;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reader sees of an example.
 *
 * @param lines what it printed
 * @param pictures what it drew
 */
record Shown(List<String> lines, List<Picture> pictures) {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?\\d+(\\.\\d*)?([eE][-+]?\\d+)?(?!\\w)");

    static final List<Example> EXAMPLES = Chapter.examples(Mnist::embedded);

    /** Runs the example of this name, on the drawn digits. */
    static Shown of(String name) {
        Example example = EXAMPLES.stream()
                .filter(any -> any.name().equals(name))
                .findFirst()
                .orElseThrow();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        List<Picture> pictures = new ArrayList<>();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            example.program().run(out, pictures::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Shown(text.toString(StandardCharsets.UTF_8).lines().toList(), pictures);
    }

    /** The one line that begins so, but for blanks before it. */
    String line(String start) {
        List<String> found =
                lines.stream().filter(line -> line.strip().startsWith(start)).toList();
        assertEquals(1, found.size(), "lines that begin with '" + start + "' in\n" + String.join("\n", lines));
        return found.getFirst();
    }

    /** Asserts all numbers in the rest of the one line that begins so. */
    Shown has(double tolerance, String start, double... expected) {
        String line = line(start);
        assertNumbers(tolerance, numbers(line.strip().substring(start.length())), start, expected);
        return this;
    }

    /** Asserts all numbers in the rows of an array that follows the one line that begins so. */
    Shown array(double tolerance, String start, double... expected) {
        int at = lines.indexOf(line(start)) + 1;
        List<Double> found = new ArrayList<>();
        while (at < lines.size() && lines.get(at).matches("\\s*\\[.*")) {
            found.addAll(numbers(lines.get(at++)));
        }
        assertNumbers(tolerance, found, start, expected);
        return this;
    }

    private static List<Double> numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(Double.valueOf(matcher.group()));
        }
        return numbers;
    }

    private static void assertNumbers(double tolerance, List<Double> found, String what, double... expected) {
        assertEquals(expected.length, found.size(), what + ": " + found);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(
                    expected[i], found.get(i), tolerance * Math.max(1, Math.abs(expected[i])), what + ": " + found);
        }
    }

    /** The drawing of the one picture of this name. */
    String svg(String name) {
        List<Picture> found =
                pictures.stream().filter(picture -> picture.name().equals(name)).toList();
        assertEquals(1, found.size(), "pictures named " + name);
        return found.getFirst().diagram().toSvg();
    }
}
