package io.katsuo.mnist.cli;

import io.katsuo.mnist.chapter.Example;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the example that somebody means. */
final class ExampleNames {
    private static final int SUGGESTIONS = 3;

    private ExampleNames() {}

    /**
     * The example of this number, of this name, or whose name alone begins so; capitals, hyphens and the class's
     * {@code Ex01} make no difference.
     *
     * @throws IllegalArgumentException if there is none, or more than one
     */
    static Example find(List<Example> examples, String wish) {
        String plain = plain(wish);
        for (Example example : examples) {
            if (isNumber(plain, example.number()) || plain.equals(plain(example.name()))) {
                return example;
            }
        }
        List<Example> found = examples.stream()
                .filter(example -> !plain.isEmpty()
                        && (plain(example.name()).startsWith(plain)
                                || plain(example.getClass().getSimpleName()).startsWith(plain)))
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new IllegalArgumentException(
                found.isEmpty()
                        ? "no example is called '" + wish + "'; near it are " + names(nearest(examples, plain))
                                + ", and list shows all"
                        : "several examples begin with '" + wish + "': " + names(found));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static boolean isNumber(String text, int number) {
        return text.matches("0*" + number);
    }

    private static String names(List<Example> examples) {
        return examples.stream().map(Example::name).collect(Collectors.joining(", "));
    }

    private static List<Example> nearest(List<Example> examples, String plain) {
        return examples.stream()
                .sorted(Comparator.comparingInt(example -> distance(plain, plain(example.name()))))
                .limit(SUGGESTIONS)
                .toList();
    }

    /** The least number of letters to insert, remove or replace (Levenshtein) to get from the word into the name. */
    private static int distance(String word, String name) {
        int[] row = new int[name.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= word.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int replaced = diagonal + (word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j - 1], row[j]) + 1);
            }
        }
        return row[name.length()];
    }
}
