package io.katsuo.bench.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JmhFileTest {
    /** As JMH 1.37 wrote them on JDK 25: {@code -f 2 -wi 1 -i 2 -w 50ms -r 50ms}, and {@code -bm sample}. */
    static final Path REAL = Path.of("src/test/resources/io/katsuo/bench/results/real.json");

    @TempDir
    private Path directory;

    @Test
    void readsWhatJmhWrote() throws Exception {
        JmhFile file = JmhFile.read(REAL);
        Measurement.Key key = new Measurement.Key(
                "io.katsuo.bench.suite.MatMulBenchmark.katsuo", "avgt", 1, Map.of("shape", "64x64x64"));
        Measurement measurement = file.measurements().get(key);
        assertEquals("us/op", measurement.unit());
        assertEquals(2, measurement.forkMeans().length);
        double[][] iterations = rawData(Files.readString(REAL));
        assertArrayEquals(
                new double[] {(iterations[0][0] + iterations[0][1]) / 2, (iterations[1][0] + iterations[1][1]) / 2},
                measurement.forkMeans(),
                1e-12);
        assertTrue(file.machines().first().startsWith("JDK 25"), file.machines().toString());
    }

    /** The numbers of the first rawData, parsed independently. */
    private static double[][] rawData(String json) {
        String numbers = json.substring(json.indexOf("\"rawData\""));
        double[] all = Arrays.stream(numbers.substring(0, numbers.indexOf('}')).split("[^0-9.]+"))
                .filter(text -> text.matches("[0-9]+\\.[0-9]+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new double[][] {{all[0], all[1]}, {all[2], all[3]}};
    }

    @Test
    void samplesAreWeightedByTheirNumber() throws Exception {
        Path file =
                write("[" + result("sample", "\"rawDataHistogram\": [[[[2, 3], [7, 1]], [[4, 1]]], [[[5, 2]]]]") + "]");
        // (2·3 + 7) / 4 = 3.25, with 4 in the next iteration 3.625.
        assertArrayEquals(
                new double[] {3.625, 5},
                JmhFile.read(file).measurements().firstEntry().getValue().forkMeans());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                        | holds no results",
                "' '                                       | holds no results",
                "'[]'                                      | holds no results",
                "'{}'                                      | not a file of JMH's results",
                "'null'                                    | holds no results",
                "'Benchmark Mode Cnt Score'                | not a file of JMH's results",
                "'[{]'                                     | not a file of JMH's results",
                "'[{\"benchmark\": \"a.B.c\"'              | not a file of JMH's results",
                "'[1]'                                     | not a file of JMH's results",
                "'[null]'                                  | result 1 is not JMH's: it has no fields",
                "'[{}]'                                    | it has no benchmark",
                "'[{\"benchmark\": []}]'                   | not a file of JMH's results",
                "'[{\"benchmark\": \"a.B.c\"}]'            | it has no mode",
                "'[{\"benchmark\": \"a\", \"mode\": \"avgt\"}]' | it has no primaryMetric",
                "'[] []'                                   | damaged",
            })
    void whatIsNotJmhsIsRefused(String text, String why) throws IOException {
        assertRefused(write(text), why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"rawData\": []              | its raw data are empty",
                "\"rawData\": [[]]            | its raw data are empty",
                "\"rawData\": [[\"NaN\"]]     | not a file of JMH's results",
                "\"rawData\": [[1e999]]       | not a file of JMH's results",
                "\"rawData\": [[null]]        | a score is not a finite number: null",
                "\"rawData\": [null]          | it has no rawData",
                "\"rawData\": 3               | not a file of JMH's results",
                "\"other\": 3                 | it has no rawData",
                "\"rawDataHistogram\": [[[[1, 0]]]] | no pairs of a time and a count",
                "\"rawDataHistogram\": [[[[1]]]]    | no pairs of a time and a count",
            })
    void dataThatIsMissingOrNoNumberIsNamed(String data, String why) throws IOException {
        assertRefused(write("[" + result("avgt", data) + "]"), why);
    }

    @Test
    void whatIsThereTwiceIsRefused() throws IOException {
        String result = result("avgt", "\"rawData\": [[1]]");
        assertRefused(write("[" + result + "," + result + "]"), "result 2 is not JMH's: a.B.c avgt occurs twice");
    }

    @Test
    void whatIsNoFileIsRefused() throws IOException {
        assertRefused(directory, "is not a file");
        assertRefused(directory.resolve("none"), "no such file");
        Path bytes = directory.resolve("bytes");
        byte[] noise = new byte[1000];
        new Random(3).nextBytes(noise);
        Files.write(bytes, noise);
        assertRefused(bytes, "damaged");
        Path deep = write("[".repeat(100_000));
        assertRefused(deep, "damaged");
    }

    /** A truncated file, or a file with a changed byte, causes no other exception. */
    @Test
    void damageNeverSurprises() throws IOException {
        byte[] whole = Files.readAllBytes(REAL);
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = Arrays.copyOf(whole, i % 2 == 0 ? random.nextInt(whole.length - 2) : whole.length);
            if (i % 2 == 1) {
                damaged[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(directory.resolve("damaged.json"), damaged);
            try {
                JmhFile.read(file);
                assertTrue(i % 2 == 1, "was cut off and still read: " + new String(damaged, StandardCharsets.UTF_8));
            } catch (JmhFile.UnusableException e) {
                assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
            }
        }
    }

    static String result(String mode, String data) {
        return "{\"benchmark\": \"a.B.c\", \"mode\": \"" + mode + "\", \"threads\": 1,"
                + "\"primaryMetric\": {\"score\": 1, \"scoreUnit\": \"us/op\", " + data + "}}";
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("results.json"), text);
    }

    private static void assertRefused(Path file, String why) {
        JmhFile.UnusableException e = assertThrows(JmhFile.UnusableException.class, () -> JmhFile.read(file));
        assertTrue(e.getMessage().startsWith(file + ": ") && e.getMessage().contains(why), e.getMessage());
    }
}
