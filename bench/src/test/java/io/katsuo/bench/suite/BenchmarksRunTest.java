package io.katsuo.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.bench.JavaProcess;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark runs once, with its checks, and declares the forks and flags that the suite promises. */
class BenchmarksRunTest {
    /** Runs once, in this JVM, with quick parameters. */
    private static final List<String> ONCE = List.of("-f", "0", "-bm", "ss", "-wi", "0", "-i", "1", "-foe", "true");

    private static final List<String> QUICK = Stream.of(
                    "shape=13x70x9", "images=3", "training=784-50-10/100", "threads=2", "transposed=both", "batch=5")
            .flatMap(parameter -> Stream.of("-p", parameter))
            .toList();

    @BeforeAll
    static void testsDoNotMeasure() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    @Test
    void everyBenchmarkRunsOnce() throws Exception {
        Set<String> ran = new Runner(new CommandLineOptions(once("-v", "SILENT")))
                .run().stream()
                        .map(result -> result.getParams().getBenchmark())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                all().stream().map(BenchmarkListEntry::getUsername).collect(Collectors.toCollection(TreeSet::new)),
                ran);
        assertTrue(ran.contains("io.katsuo.bench.suite.MatMulBenchmark.katsuo"), ran.toString());
    }

    @Test
    void scalarKernelsByAccidentAreRefused() throws Exception {
        JavaProcess run = JavaProcess.run(List.of(), Main.class, once("MatMulBenchmark.katsuo$"));
        assertEquals(1, run.exitCode(), run.output());
        assertTrue(run.output().contains("scalar kernels would be timed: scalar kernels (the module"), run.output());
    }

    @Test
    void everyForkLoadsTheVectorApi() {
        for (BenchmarkListEntry benchmark : all()) {
            assertEquals(
                    List.of(SimdBenchmark.VECTORS, SimdBenchmark.QUIET),
                    List.copyOf(benchmark.getJvmArgsAppend().get()),
                    benchmark.getUsername());
            assertEquals(5, benchmark.getForks().get(), benchmark.getUsername());
        }
    }

    private static String[] once(String... more) {
        return Stream.of(ONCE.stream(), QUICK.stream(), Stream.of(more))
                .flatMap(arguments -> arguments)
                .toArray(String[]::new);
    }

    private static Collection<BenchmarkListEntry> all() {
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of());
    }
}
