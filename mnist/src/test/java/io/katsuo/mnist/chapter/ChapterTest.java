package io.katsuo.mnist.chapter;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The list of examples, and what all of them have in common. */
class ChapterTest {
    private static final List<Example> EXAMPLES = Shown.EXAMPLES;

    /** What each of them shows, by name. */
    private static final Map<String, Shown> SHOWN = new LinkedHashMap<>();

    @BeforeAll
    static void runThemAll() {
        EXAMPLES.forEach(example -> SHOWN.put(example.name(), Shown.of(example.name())));
    }

    @Test
    void theListHasEveryExampleInOrder() {
        List<Integer> numbers = EXAMPLES.stream().map(Example::number).toList();
        assertEquals(IntStream.rangeClosed(1, 32).boxed().toList(), numbers);
    }

    @Test
    void namesAreWords() {
        Set<String> names = new HashSet<>();
        for (Example example : EXAMPLES) {
            assertTrue(example.name().matches("[a-z]+(-[a-z]+)*"), example.name());
            assertTrue(names.add(example.name()), example.name());
            assertFalse(example.title().isBlank() || example.section().isBlank());
        }
        assertEquals("apples-and-oranges", EXAMPLES.get(1).name());
    }

    @Test
    void everyExampleSaysSomethingInLinesThatFit() {
        SHOWN.forEach((name, shown) -> {
            assertTrue(shown.lines().size() >= 3, name);
            for (String line : shown.lines()) {
                assertTrue(line.length() <= 120, line);
                assertFalse(line.contains("Infinity") || line.contains("@") || line.contains("null"), line);
            }
        });
    }

    @Test
    void everyPictureIsWellFormedAndNamedOnce() throws Exception {
        Set<String> names = new HashSet<>();
        for (Shown shown : SHOWN.values()) {
            for (Picture picture : shown.pictures()) {
                assertTrue(picture.name().matches("[a-z0-9-]+"), picture.name());
                assertTrue(names.add(picture.name()), picture.name() + " is drawn twice");
                assertFalse(picture.title().isBlank());
                assertFalse(picture.diagram().toSvg().contains("…"), picture.name() + " has a label that was cut");
                InputStream svg =
                        new ByteArrayInputStream(picture.diagram().toSvg().getBytes(StandardCharsets.UTF_8));
                assertDoesNotThrow(
                        () -> DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(svg),
                        picture.name());
                assertTrue(picture.diagram().toDot().startsWith("digraph"), picture.name());
            }
        }
    }

    @Test
    void everyFigureIsDrawn() {
        List<String> missing = new ArrayList<>();
        List<String> names = new ArrayList<>();
        SHOWN.values().forEach(shown -> shown.pictures().forEach(picture -> names.add(picture.name())));
        for (int figure = 1; figure <= 33; figure++) {
            String start = String.format("fig-05-%02d-", figure);
            if (names.stream().noneMatch(name -> name.startsWith(start))) {
                missing.add(start);
            }
        }
        assertEquals(List.of(), missing);
    }
}
