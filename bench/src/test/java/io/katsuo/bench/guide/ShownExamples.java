package io.katsuo.bench.guide;

import io.katsuo.mnist.Mnist;
import io.katsuo.mnist.chapter.Chapter;
import io.katsuo.mnist.chapter.Example;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The chapter's examples, each run once on the drawn digits, which are the same on all machines. */
final class ShownExamples {
    private final Map<String, Example> examples = new TreeMap<>();
    private final Map<String, String> outputs = new HashMap<>();
    private final Map<String, String> pictures = new HashMap<>();

    ShownExamples() {
        Chapter.examples(Mnist::embedded).forEach(example -> examples.put(example.name(), example));
    }

    /** The name of the example that a method such as {@code buyApples} computes: {@code buy-apples}. */
    String name(String method) {
        String name = method.replaceAll("(?=\\p{Upper})", "-").toLowerCase(Locale.ROOT);
        if (!isName(name)) {
            throw new IllegalArgumentException("the chapter has no example " + name);
        }
        return name;
    }

    boolean isName(String name) {
        return examples.containsKey(name);
    }

    /** The output of the example of this name. */
    String output(String name) {
        return outputs.computeIfAbsent(name, ignored -> run(examples.get(name)));
    }

    /** All pictures of all examples, by name. */
    Map<String, String> pictures() {
        examples.keySet().forEach(this::output);
        return pictures;
    }

    private String run(Example example) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            example.program()
                    .run(
                            out,
                            picture -> pictures.put(
                                    picture.name(), picture.diagram().toSvg()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
