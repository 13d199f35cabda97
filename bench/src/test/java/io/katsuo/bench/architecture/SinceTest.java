package io.katsuo.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every exported public type has a {@code @since} tag. */
class SinceTest {
    private static final Pattern EXPORT = Pattern.compile("exports\\s+([\\w.]+)\\s*;");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (?:(?:final|abstract|sealed|non-sealed) )*(?:class|interface|record|enum) ");
    private static final Pattern SINCE = Pattern.compile("(?m)^ \\* @since \\d+\\.\\d+$");

    @Test
    void publicTypesSaySinceWhen() throws IOException {
        int types = 0;
        List<String> missing = new ArrayList<>();
        for (String module : List.of("core", "graph", "layers", "network", "mnist")) {
            Path sources = Path.of("..", module, "src", "main", "java");
            Matcher export = EXPORT.matcher(Files.readString(sources.resolve("module-info.java")));
            while (export.find()) {
                for (Path file : files(sources.resolve(export.group(1).replace('.', '/')))) {
                    String source = Files.readString(file);
                    Matcher type = PUBLIC_TYPE.matcher(source);
                    if (!type.find()) {
                        continue;
                    }
                    types++;
                    String before = source.substring(0, type.start());
                    if (!SINCE.matcher(before.substring(Math.max(0, before.lastIndexOf("/**"))))
                            .find()) {
                        missing.add(file.toString());
                    }
                }
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(types > 80, "found " + types + " types only");
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
