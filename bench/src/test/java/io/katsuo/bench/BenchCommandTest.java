package io.katsuo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command's output and exit codes. JMH forks its own processes. */
class BenchCommandTest {
    private static final String[] SHORT = {"-f", "2", "-wi", "0", "-i", "2", "-r", "10ms"};

    @TempDir
    private Path directory;

    @Test
    void runsAndEndsWithOneTable() throws Exception {
        Path json = directory.resolve("a.json");
        Run run = bench(
                SHORT,
                "ElementwiseBenchmark.apply$",
                "-p",
                "op=add,exp",
                "-p",
                "shape=4x5",
                "-rf",
                "json",
                "-rff",
                json.toString());
        assertEquals(0, run.exitCode(), run.output());
        assertEquals(
                2,
                Pattern.compile("(?m)^ElementwiseBenchmark\\.apply +op=(add|exp) shape=4x5 +avgt +[\\d.,e-]+ +±"
                                + " [\\d.,e-]+ +us/op +2 +[\\d.,e-]+ \\.\\. [\\d.,e-]+$")
                        .matcher(run.output())
                        .results()
                        .count(),
                run.output());
        assertFalse(run.output().contains("REMEMBER"), run.output());
        JavaProcess compare =
                JavaProcess.run(List.of(), BenchCommand.class, "compare", json.toString(), json.toString());
        assertEquals(0, compare.exitCode(), compare.output());
        assertTrue(compare.output().contains("not distinguishable"), compare.output());
    }

    /** Scalar kernels allocate nothing even before they are compiled, so this does not depend on how fast that goes. */
    @Test
    void whatProfilersSayHasItsLine() throws Exception {
        Run run = bench(
                new String[] {"-f", "1", "-wi", "1", "-i", "2", "-r", "100ms"},
                "ReductionsBenchmark.reduce",
                "-p",
                "op=columnSums",
                "-p",
                "shape=100x50",
                "-prof",
                "gc",
                "--scalar");
        assertEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("# Katsuo: scalar kernels"), run.output());
        Matcher bytes = Pattern.compile("(?m)^  \\W*gc\\.alloc\\.rate\\.norm +([\\d.,e-]+).* B/op$")
                .matcher(run.output());
        assertTrue(bytes.find(), run.output());
        assertTrue(Double.parseDouble(bytes.group(1).replace(",", "")) < 8, run.output());
    }

    /** Flags on the command line replace those of the benchmark, which load the Vector API. The benchmark must notice. */
    @Test
    void aBenchmarkThatFailsFailsTheCommand() throws Exception {
        String arguments =
                "ElementwiseBenchmark.apply$ -f 1 -wi 0 -i 1 -r 10ms -p shape=4x5 -p op=add -jvmArgsAppend -Dx=y";
        JavaProcess run = JavaProcess.run(
                List.of("--sun-misc-unsafe-memory-access=allow"), BenchCommand.class, arguments.split(" "));
        assertEquals(1, run.exitCode(), run.output());
        assertTrue(run.output().contains("scalar kernels would be timed"), run.output());
        assertTrue(run.output().contains("katsuo bench: failed, see above: "), run.output());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NoSuchBenchmark       | no benchmark matches; katsuo bench -l lists them",
                "-i                    | i requires an argument",
                "--zz                  | zz is not a recognized option; see katsuo bench --help",
                "-f many               | see katsuo bench --help",
                "MatMul(               | see katsuo bench --help",
                "MatMul -prof nothing  | katsuo bench -lprof lists the profilers",
                "MatMul -o /dev/null/x | cannot write to /dev/null/x",
                "MatMul -rf xml        | see katsuo bench --help",
                "MatMul -p sahpe=3x3x3 | no benchmark that matches has a parameter sahpe",
                "MatMul -p shape=7x7   | shape=7x7 does not look like one of 100x784x50, 1024x1024x1024",
                "Elem -p op=add,ad     | op=ad does not look like one of add, addRow",
                "Step -p training=5/1  | training=5/1 does not look like one of 784-1000-1000-10/256",
                "compare               | Missing required parameters: 'A', 'B'; see katsuo bench compare --help",
                "compare a b c         | see katsuo bench compare --help",
                "compare none.json x   | none.json: no such file",
            })
    void whatIsNotUnderstoodIsSaidInALine(String arguments, String why) throws Exception {
        Run run = bench(new String[] {}, arguments.split(" "));
        assertEquals(2, run.exitCode(), run.output());
        List<String> said = run.output()
                .lines()
                .filter(line -> !line.startsWith("# WARNING: JMH lock"))
                .toList();
        assertEquals(1, said.size(), run.output());
        assertTrue(said.getFirst().startsWith("katsuo bench"), run.output());
        assertTrue(said.getFirst().contains(why), run.output());
    }

    @Test
    void tellsWhatItCanDo() throws Exception {
        Run help = bench(new String[] {}, "--help");
        assertEquals(0, help.exitCode(), help.output());
        assertTrue(
                help.output().contains("katsuo bench compare A B")
                        && help.output().contains("-wi <int>"),
                help.output());
        Run list = bench(new String[] {}, "-l");
        assertEquals(0, list.exitCode(), list.output());
        assertTrue(list.output().contains("io.katsuo.bench.suite.MatMulBenchmark.katsuo"), list.output());
    }

    /** The exit code of a command, and its standard output and error. */
    private record Run(int exitCode, String output) {}

    private static Run bench(String[] first, String... more) throws IOException {
        String[] arguments = Stream.of(more, first).flatMap(Arrays::stream).toArray(String[]::new);
        System.setProperty("jmh.ignoreLock", "true");
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
        try {
            return new Run(BenchCommand.run(arguments), bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
