package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * 60 right and 60 wrong layers, losses and functions that were invented apart from the catalogue of seeded mistakes. The table
 * of verdicts is the file {@code invented-subjects.txt}, with the reason of each miss.
 */
class InventedSubjectsTest {
    @Test
    void verdictsAreThoseOfTheTable() throws IOException {
        List<String> table = Stream.of(new InventedLayers(), new InventedLosses(), new InventedFunctions())
                .flatMap(subjects -> subjects.table().stream())
                .toList();
        assertEquals(120, table.size());
        String all = String.join("\n", table) + "\n";
        String expected;
        try (InputStream in = getClass().getResourceAsStream("invented-subjects.txt")) {
            expected = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertEquals(expected.substring(expected.indexOf("\n\n") + 2), all);
    }
}
