package io.katsuo.mnist.command;

import io.katsuo.core.parallel.Threads;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Declares options, converts their values, and returns them. */
public final class Options {
    private Options() {}

    /** Adds {@code --seed}, with what is drawn from it as help. */
    public static void seed(CommandSpec spec, String help) {
        add(spec, "--seed N", "1", Options::seed, help);
    }

    /** Adds {@code --threads}. */
    public static void threads(CommandSpec spec) {
        add(
                spec,
                "--threads N",
                null,
                whole(1, Threads.MAX),
                "How many threads to use; all processors if not given. The results do not depend on it.");
    }

    /** {@return the value of {@code --threads}; all processors if the option was not given} */
    public static int threadCount(CommandSpec spec) {
        Integer threads = value(spec, "--threads");
        return threads == null ? Threads.count() : threads;
    }

    /**
     * Adds an option with one value.
     *
     * @param name its name and what its value is, such as {@code --seed N}
     * @param value its default as text; null for none
     * @param converter converts the text
     */
    public static void add(CommandSpec spec, String name, String value, ITypeConverter<?> converter, String help) {
        String[] words = name.split(" ");
        OptionSpec.Builder option = OptionSpec.builder(words[0])
                .paramLabel(words[1])
                .type(Object.class)
                .converters(converter)
                .description(value == null ? help : help + " Default: " + value + ".");
        spec.addOption(
                value == null ? option.build() : option.defaultValue(value).build());
    }

    /** Adds the name of a file, which comes after the options. */
    public static void file(CommandSpec spec, String label, String help) {
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel(label)
                .type(Object.class)
                .converters(Options::file)
                .arity("1")
                .required(true)
                .description(help)
                .build());
    }

    /** Adds an option without a value. */
    public static void flag(CommandSpec spec, String name, String help) {
        spec.addOption(OptionSpec.builder(name)
                .type(boolean.class)
                .defaultValue("false")
                .description(help)
                .build());
    }

    /** Shows the options in groups in the help, the names by heading; those in no group come last. */
    public static void group(CommandSpec spec, SequencedMap<String, List<String>> groups) {
        spec.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> {
            List<OptionSpec> rest = new ArrayList<>(spec.options());
            StringBuilder text = new StringBuilder();
            groups.forEach((heading, names) -> {
                List<OptionSpec> options = names.stream().map(spec::findOption).toList();
                rest.removeAll(options);
                text.append(heading)
                        .append(":\n")
                        .append(help.optionListExcludingGroups(options))
                        .append('\n');
            });
            return text.append("Other:\n")
                    .append(help.optionListExcludingGroups(rest))
                    .toString();
        });
    }

    /** {@return the value of an option that was given, or its default; null if there is neither} */
    public static <T> T value(CommandSpec spec, String name) {
        return spec.findOption(name).getValue();
    }

    /**
     * Converts a whole number.
     *
     * @param low the smallest that is accepted
     * @param high the largest that is accepted
     */
    public static ITypeConverter<Integer> whole(int low, int high) {
        return text -> {
            long value;
            try {
                value = Long.parseLong(text);
            } catch (NumberFormatException e) {
                value = Long.MIN_VALUE;
            }
            if (value < low || value > high) {
                throw new TypeConversionException(
                        "'" + text + "' is not a whole number from " + low + " to " + Messages.grouped(high));
            }
            return (int) value;
        };
    }

    private static Long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number of 64 bits");
        }
    }

    /** Converts a constant of an enum, written in lower case. */
    public static <E extends Enum<E>> ITypeConverter<E> oneOf(Class<E> type) {
        return text -> {
            List<String> names = Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                    .toList();
            int at = names.indexOf(text.toLowerCase(Locale.ROOT));
            if (at < 0) {
                String all = String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
                throw new TypeConversionException("'" + text + "' is not " + all);
            }
            return type.getEnumConstants()[at];
        };
    }

    /** Converts the name of a directory. */
    public static Path directory(String text) {
        return path(text, "directory");
    }

    /** {@return the directory for output files that was given, or the default; null if there is neither} */
    public static Path outputDirectory(CommandSpec spec, String name) {
        Path path = value(spec, name);
        if (path != null && Files.exists(path) && !Files.isDirectory(path)) {
            throw new ParameterException(spec.commandLine(), name + " names a file, not a directory: " + path);
        }
        return path;
    }

    /** Converts the name of a file. */
    public static Path file(String text) {
        return path(text, "file");
    }

    private static Path path(String text, String what) {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            Charset ofNames = Charset.forName(System.getProperty("sun.jnu.encoding"));
            if (!ofNames.newEncoder().canEncode(text)) {
                throw new TypeConversionException(
                        "the locale's encoding, " + ofNames + ", cannot represent the name of this " + what
                                + "; set another locale, for example LC_ALL=C.UTF-8");
            }
        }
        throw new TypeConversionException("'" + text + "' is not the name of a " + what);
    }
}
