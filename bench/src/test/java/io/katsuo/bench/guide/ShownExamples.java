package io.katsuo.bench.guide;

import io.katsuo.mnist.chapter.Chapter;
import io.katsuo.mnist.chapter.Digits;
import io.katsuo.mnist.chapter.Example;
import io.katsuo.mnist.chapter.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The chapter's examples, run once each on the drawn digits, which are the same everywhere. */
final class ShownExamples {
    private final Map<String, Example> examples = new TreeMap<>();
    private final Map<String, String> outputs = new HashMap<>();
    private final Map<String, String> pictures = new HashMap<>();

    ShownExamples() {
        for (Example example : Chapter.examples(Digits.drawn())) {
            examples.put(example.getClass().getSimpleName(), example);
        }
    }

    /** What the example of this class prints. */
    String output(String type) {
        run(type);
        return outputs.get(type);
    }

    /** All pictures of all examples, by name. */
    Map<String, String> pictures() {
        examples.keySet().forEach(this::run);
        return pictures;
    }

    /** The name by which the example of this class is asked for. */
    String name(String type) {
        return examples.get(type).name();
    }

    boolean isName(String name) {
        return examples.values().stream().anyMatch(example -> example.name().equals(name));
    }

    private void run(String type) {
        if (outputs.containsKey(type)) {
            return;
        }
        Example example = examples.get(type);
        if (example == null) {
            throw new IllegalArgumentException("Chapter has no example " + type);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            example.run(out, picture -> add(picture));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        outputs.put(type, bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
    }

    private void add(Picture picture) {
        pictures.put(picture.name(), picture.svg().get());
    }
}
