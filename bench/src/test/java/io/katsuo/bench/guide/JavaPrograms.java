package io.katsuo.bench.guide;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.bench.SourceLauncher;
import io.katsuo.bench.SourcePrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java programs of one source file, each run once. */
final class JavaPrograms {
    private static final Pattern MODULE = Pattern.compile("(?m)^import (?:module )?(io\\.katsuo\\.\\w+)");

    private final Map<String, String> outputs = new TreeMap<>();
    private final Map<String, String> pictures = new TreeMap<>();

    /**
     * Runs all programs of a directory.
     *
     * @param sources their directory; the first import of each names the module of Katsuo that it needs
     * @param directory an empty directory for their files
     */
    JavaPrograms(Path sources, Path directory) throws IOException, InterruptedException {
        List<Path> programs = Guide.files(sources, ".java");
        Map<Path, String> modules = new TreeMap<>();
        programs.forEach(program -> modules.put(program, module(program)));
        SourceLauncher.runAll(modules, directory);
        for (Path program : programs) {
            Path own = directory.resolve(name(program).replace(".java", ""));
            outputs.put(
                    name(program),
                    Guide.read(own.resolve(SourcePrograms.OUTPUT)).replace("\r\n", "\n"));
            for (Path picture : Guide.files(own, ".svg")) {
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

    /** The output of a program. */
    String output(String name) {
        String output = outputs.get(name);
        if (output == null) {
            throw new IllegalArgumentException("there is no program " + name);
        }
        return output;
    }

    /** The output of each program, by the name of its file. */
    Map<String, String> outputs() {
        return outputs;
    }

    /** The pictures that the programs write, by file name. */
    Map<String, String> pictures() {
        return pictures;
    }
}
