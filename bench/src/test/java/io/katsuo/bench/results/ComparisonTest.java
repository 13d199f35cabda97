package io.katsuo.bench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    private Path directory;

    @Test
    void theSlowerOnesComeFirstWithTheirVerdicts() throws Exception {
        String text = compare(
                List.of(
                        entry("same", "us/op", 5, 6, 5),
                        entry("fast", "us/op", 4, 4.1, 4),
                        entry("slow", "us/op", 1, 1.01, 1)),
                List.of(
                        entry("fast", "us/op", 2, 2.01, 2),
                        entry("slow", "us/op", 2, 2.01, 2),
                        entry("same", "us/op", 6, 5, 5)));
        List<String> rows = text.lines().filter(line -> line.startsWith("B.m")).toList();
        assertEquals(3, rows.size(), text);
        assertTrue(rows.get(0).matches("B\\.m +x=slow +avgt +1\\.003 +2\\.003 +us/op +0\\.50\\d .* slower"), text);
        assertTrue(rows.get(1).matches("B\\.m +x=same .* 1\\.000 .* not distinguishable"), text);
        assertTrue(rows.get(2).matches("B\\.m +x=fast .* 2\\.01\\d .* 3, 3 +faster"), text);
        assertFalse(text.contains("Only in"), text);
    }

    @Test
    void whatIsInOneFileOnlyIsListed() throws Exception {
        String text = compare(
                List.of(entry("both", "us/op", 1, 2), entry("old", "us/op", 1, 2)),
                List.of(entry("both", "us/op", 1, 2), entry("new", "us/op", 1, 2)));
        assertTrue(text.contains("Only in a:\n  a.B.m avgt x=old"), text);
        assertTrue(text.contains("Only in b:\n  a.B.m avgt x=new"), text);
    }

    @Test
    void whatHasNoRatioIsListedWithTheReason() throws Exception {
        String text = compare(
                List.of(entry("one", "us/op", 1), entry("unit", "us/op", 1, 2), entry("zero", "us/op", 0, 1)),
                List.of(entry("one", "us/op", 1, 2), entry("unit", "ms/op", 1, 2), entry("zero", "us/op", 1, 1)));
        assertTrue(text.contains("a.B.m avgt x=one: a single fork"), text);
        assertTrue(text.contains("a.B.m avgt x=unit: in us/op and in ms/op"), text);
        assertTrue(text.contains("a.B.m avgt x=zero: a fork's mean is 0.0"), text);
        assertTrue(text.contains("nothing in common that can be compared"), text);
    }

    @Test
    void modesAndThreadsAreDifferentThings() throws Exception {
        String time = entry("1", "us/op", 1, 2);
        String text = compare(
                List.of(time, time.replace("avgt", "thrpt")),
                List.of(time.replace("avgt", "sample"), time.replace("\"threads\": 1", "\"threads\": 4")));
        assertTrue(text.contains("nothing in common"), text);
        assertTrue(text.contains("a.B.m avgt x=1 -t 4"), text);
    }

    /** A gate closes for what is surely slower than the limit, not for what may be; and where there is nothing to compare. */
    @Test
    void aGateClosesForWhatIsSurelySlower() throws Exception {
        JmhFile before = read("a.json", List.of(entry("slow", "us/op", 1, 1.01, 1), entry("noisy", "us/op", 1, 3, 1)));
        JmhFile after =
                read("b.json", List.of(entry("slow", "us/op", 1.2, 1.21, 1.2), entry("noisy", "us/op", 2, 1, 3)));
        List<String> closed = Comparison.closed(before, after, 0.95);
        assertEquals(1, closed.size(), closed.toString());
        assertTrue(
                closed.getFirst().matches("gate: a\\.B\\.m avgt x=slow has at most 0\\.8\\d+ .*"), closed.toString());
        assertEquals(List.of(), Comparison.closed(before, after, 0.5));
        assertEquals(List.of(), Comparison.closed(after, before, 0.95));
        JmhFile other = read("c.json", List.of(entry("other", "us/op", 1, 2)));
        assertEquals(List.of("gate: nothing was compared"), Comparison.closed(before, other, 0.95));
    }

    @Test
    void aFileEqualsItself() throws Exception {
        JmhFile real = JmhFile.read(JmhFileTest.REAL);
        String text = String.join("\n", Comparison.lines(real, real));
        assertEquals(
                real.measurements().size(),
                text.lines()
                        .filter(line -> line.endsWith("not distinguishable"))
                        .count(),
                text);
    }

    private String compare(List<String> a, List<String> b) throws IOException {
        return String.join("\n", Comparison.lines(read("a.json", a), read("b.json", b)));
    }

    private JmhFile read(String name, List<String> entries) throws IOException {
        return JmhFile.read(Files.writeString(directory.resolve(name), entries.toString()));
    }

    private static String entry(String parameter, String unit, double... forks) {
        String data = Arrays.stream(forks).mapToObj(fork -> "[" + fork + "]").collect(Collectors.joining(","));
        return "{\"benchmark\": \"a.B.m\", \"mode\": \"avgt\", \"threads\": 1, \"params\": {\"x\": \"" + parameter
                + "\"}, \"primaryMetric\": {\"scoreUnit\": \"" + unit + "\", \"rawData\": [" + data + "]}}";
    }
}
