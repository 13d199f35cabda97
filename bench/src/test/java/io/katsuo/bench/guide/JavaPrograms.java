package io.katsuo.bench.guide;

import io.katsuo.bench.SourceLauncher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The guide's Java programs, each run once as a reader would run it. */
final class JavaPrograms {
    private final Map<String, String> outputs = new HashMap<>();
    private final Map<String, String> pictures = new HashMap<>();

    /** Runs them all in this directory. */
    JavaPrograms(Path directory) throws IOException, InterruptedException {
        for (Path program : Guide.files(Guide.JAVA, ".java")) {
            String name = program.getFileName().toString();
            outputs.put(
                    name,
                    SourceLauncher.run(program, "io.katsuo.layers", directory).replace("\r\n", "\n"));
        }
        for (Path picture : Guide.files(directory, ".svg")) {
            pictures.put(picture.getFileName().toString().replace(".svg", ""), Guide.read(picture));
        }
    }

    /** What a program prints. */
    String output(String name) {
        String output = outputs.get(name);
        if (output == null) {
            throw new IllegalArgumentException("the guide has no program " + name);
        }
        return output;
    }

    /** The pictures that the programs write into files, by name. */
    Map<String, String> pictures() {
        return pictures;
    }
}
