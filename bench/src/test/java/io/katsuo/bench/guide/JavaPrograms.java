package io.katsuo.bench.guide;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.bench.SourceLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java programs of one source file, each run once as a reader would run it. */
final class JavaPrograms {
    private static final Pattern MODULE = Pattern.compile("(?m)^import (?:module )?(io\\.katsuo\\.\\w+)");

    private final Map<String, String> outputs = new TreeMap<>();
    private final Map<String, String> pictures = new TreeMap<>();

    /**
     * Runs all programs of a directory, each in a directory of its own, as many at a time as there are processors.
     *
     * @param sources where they are; each names Katsuo's module that it needs in its first import
     * @param directory where those directories are made
     */
    JavaPrograms(Path sources, Path directory) throws IOException, InterruptedException {
        Map<String, Future<String>> running = new LinkedHashMap<>();
        try (ExecutorService processors =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (Path program : Guide.files(sources, ".java")) {
                Path own = Files.createDirectory(directory.resolve(name(program)));
                running.put(name(program), processors.submit(() -> SourceLauncher.run(program, module(program), own)));
            }
            for (Map.Entry<String, Future<String>> program : running.entrySet()) {
                outputs.put(program.getKey(), program.getValue().get().replace("\r\n", "\n"));
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        }
        for (String program : outputs.keySet()) {
            for (Path picture : Guide.files(directory.resolve(program), ".svg")) {
                pictures.put(name(picture).replace(".svg", ""), Guide.read(picture));
            }
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String module(Path program) {
        Matcher module = MODULE.matcher(Guide.read(program));
        assertTrue(module.find(), () -> program + " imports something of Katsuo");
        return module.group(1);
    }

    /** What a program prints. */
    String output(String name) {
        String output = outputs.get(name);
        if (output == null) {
            throw new IllegalArgumentException("there is no program " + name);
        }
        return output;
    }

    /** What each program prints, by the name of its file. */
    Map<String, String> outputs() {
        return outputs;
    }

    /** The pictures that the programs write into files, by name. */
    Map<String, String> pictures() {
        return pictures;
    }
}
