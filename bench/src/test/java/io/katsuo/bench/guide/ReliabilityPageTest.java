package io.katsuo.bench.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on reliability names tests that exist. */
class ReliabilityPageTest {
    private static final Pattern METHOD = Pattern.compile("`(\\w*)#(\\w+)`");
    private static final Pattern NAME = Pattern.compile("`(\\w+Test)`");

    @Test
    void everyNamedTestExists() throws IOException {
        Set<String> missing = new TreeSet<>();
        Matcher names = NAME.matcher(Guide.read(Guide.ROOT.resolve("docs/reliability.md")));
        while (names.find()) {
            missing.add(names.group(1));
        }
        assertTrue(missing.size() > 15, missing.toString());
        try (Stream<Path> files = Files.walk(Guide.ROOT)) {
            missing.removeAll(files.map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                    .collect(Collectors.toSet()));
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyNamedMethodExists() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Guide.ROOT)) {
            files.filter(file -> file.toString().endsWith("Test.java"))
                    .forEach(file -> sources.put(file.getFileName().toString().replace(".java", ""), Guide.read(file)));
        }
        // The test may stand once before several of its methods.
        Matcher names = METHOD.matcher(Guide.read(Guide.ROOT.resolve("docs/reliability.md")));
        String test = "";
        int found = 0;
        for (; names.find(); found++) {
            test = names.group(1).isEmpty() ? test : names.group(1);
            assertTrue(sources.getOrDefault(test, "").contains(" " + names.group(2) + "("), test + names.group());
        }
        assertTrue(found > 40, found + " methods");
    }
}
