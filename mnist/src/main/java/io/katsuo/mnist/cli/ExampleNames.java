package io.katsuo.mnist.cli;

import io.katsuo.mnist.chapter.Example;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds an example by number, name, figure or section. */
final class ExampleNames {
    private static final Pattern FIGURE =
            Pattern.compile("(?:fig(?:ure)?)?[-. ]*0*(\\d{1,3})[-.]0*(\\d{1,3})|fig-(\\d{2})-(\\d{2})-.*");
    private static final Pattern SECTION = Pattern.compile("(?:section *)?(\\d+\\.\\d+\\.\\d+)");
    /** What follows the word in {@link Example#section}, such as {@code 5.7 and 5.8} or {@code 5.9 to 5.11}. */
    private static final Pattern FIGURES_OF_EXAMPLE =
            Pattern.compile("figures? (\\d+)\\.(\\d+)(?:(?: and | to )\\d+\\.(\\d+))?");

    private ExampleNames() {}

    /**
     * The example with this number, name or unambiguous beginning of a name, or the only one with this figure or section;
     * capitals and hyphens make no difference.
     *
     * @throws IllegalArgumentException if there is none, or more than one
     */
    static Example find(List<Example> examples, String wish) {
        String text = wish.strip().toLowerCase(Locale.ROOT);
        if (text.matches("\\d+")) {
            return only(
                    examples,
                    example -> text.matches("0*" + example.number()),
                    "no example is " + text + ": there are examples 1 to " + examples.size(),
                    "");
        }
        Matcher figure = FIGURE.matcher(text);
        if (figure.matches()) {
            boolean isPicture = figure.group(1) == null;
            int chapter = Integer.parseInt(figure.group(isPicture ? 3 : 1));
            int number = Integer.parseInt(figure.group(isPicture ? 4 : 2));
            String name = "figure " + chapter + "." + number;
            return only(
                    examples,
                    example -> shows(example, chapter, number),
                    "no example shows " + name + "; list shows all",
                    "several examples show " + name);
        }
        Matcher section = SECTION.matcher(text);
        if (section.matches()) {
            String number = section.group(1);
            return only(
                    examples,
                    example -> List.of(example.section().split("[ ,]+")).contains(number),
                    "no example is of section " + number + "; list shows all",
                    "several examples are of section " + number);
        }
        return named(examples, wish);
    }

    private static Example only(List<Example> examples, Predicate<Example> meant, String none, String several) {
        List<Example> found = examples.stream().filter(meant).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new IllegalArgumentException(found.isEmpty() ? none : several + ": " + names(found));
    }

    private static boolean shows(Example example, int chapter, int number) {
        Matcher figures = FIGURES_OF_EXAMPLE.matcher(example.section());
        if (!figures.find() || Integer.parseInt(figures.group(1)) != chapter) {
            return false;
        }
        int first = Integer.parseInt(figures.group(2));
        int last = figures.group(3) == null ? first : Integer.parseInt(figures.group(3));
        return first <= number && number <= last;
    }

    private static Example named(List<Example> examples, String wish) {
        String plain = plain(wish);
        for (Example example : examples) {
            if (plain.equals(plain(example.name()))) {
                return example;
            }
        }
        List<String> near =
                NearNames.of(plain, examples.stream().map(Example::name).toList());
        return only(
                examples,
                example -> !plain.isEmpty() && plain(example.name()).startsWith(plain),
                "no example is called '" + wish + "'; "
                        + (near.isEmpty()
                                ? ""
                                : "near it " + (near.size() == 1 ? "is " : "are ") + String.join(", ", near) + ", and ")
                        + "list shows all",
                "several examples begin with '" + wish + "'");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String names(List<Example> examples) {
        return examples.stream().map(Example::name).collect(Collectors.joining(", "));
    }
}
