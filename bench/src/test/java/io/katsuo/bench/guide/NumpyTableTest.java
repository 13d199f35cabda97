package io.katsuo.bench.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.bench.SourceLauncher;
import io.katsuo.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every row of the page for NumPy users has the same expression twice. Both sides are evaluated: NumPy's values are kept
 * in a file, which comes first, by the names of the tests, and is compared with NumPy where there is one.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
class NumpyTableTest {
    private static final Path PAGE = Guide.ROOT.resolve("docs/tensors-for-numpy-users.md");
    private static final Path KEPT = Guide.ROOT.resolve("docs/numpy-values.txt");

    private static final Pattern NAME = Pattern.compile("(?m)^\\| `(\\w+)` \\| `([^`]*)` \\| `([^`]*)` \\|$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]*)` \\| `([^`]*)` \\| (?!`).*\\|$");

    /** An assignment, whose value is that of the variable afterwards. */
    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)(?:\\[[^]]*\\])? [-+*]?= .*");

    private static final double TOLERANCE = 1e-5;

    private static final String PYTHON = """
            import numpy as np

            def show(value):
                value = np.asarray(value)
                print([*value.shape], *('%.6g' % v for v in value.ravel()))

            """;

    private static final String JAVA = """
            import module io.katsuo.core;

            import static io.katsuo.core.ops.Elementwise.*;
            import static io.katsuo.core.ops.Indexing.*;
            import static io.katsuo.core.ops.LinearAlgebra.*;
            import static io.katsuo.core.ops.Reductions.*;

            void show(Object value) {
                switch (value) {
                    case Tensor t -> {
                        IO.print(t.shape());
                        for (float v : t.toArray()) {
                            IO.print(" " + v);
                        }
                        IO.println();
                    }
                    case Shape s -> show(s.dims());
                    case int[] a -> IO.println("[" + a.length + "]"
                            + Arrays.stream(a).mapToObj(v -> " " + v).collect(Collectors.joining()));
                    case float[] a -> show(Tensor.of(a));
                    case double[] a -> show(Tensor.of(a));
                    case Boolean b -> show(b ? 1 : 0);
                    default -> IO.println("[] " + value);
                }
            }

            """;

    @TempDir
    private Path directory;

    /** A row of the tables: an expression or an assignment, twice. */
    private record Row(String numpy, String katsuo) {
        /** The variable that an assignment changes. */
        String changed(String otherwise) {
            Matcher assignment = ASSIGNMENT.matcher(numpy);
            return assignment.matches() ? assignment.group(1) : otherwise;
        }

        boolean isAssignment() {
            return !changed("").isEmpty();
        }
    }

    private static List<Row> rows() {
        return ROW.matcher(Guide.read(PAGE))
                .results()
                .map(row -> new Row(row.group(1), row.group(2)))
                .toList();
    }

    /** The values of the names in the rows, by a format. */
    private static String definitions(String format, int group) {
        StringBuilder result = new StringBuilder();
        NAME.matcher(Guide.read(PAGE))
                .results()
                .forEach(name -> result.append(String.format(format, name.group(1), name.group(group))));
        return result.toString();
    }

    @Test
    void numpyComputesWhatIsKept() throws IOException, InterruptedException {
        NumpyScripts.assumePossible(directory, "the table for NumPy users");
        StringBuilder script = new StringBuilder(PYTHON);
        for (Row row : rows()) {
            script.append(definitions("%s = %s\n", 2));
            script.append(row.isAssignment() ? row.numpy() + "\n" : "");
            script.append("show(").append(row.changed(row.numpy())).append(")\n");
        }
        Path file = Files.writeString(directory.resolve("table.py"), script);
        List<String> stale = new ArrayList<>();
        Guide.update(KEPT, NumpyScripts.run(file, directory), stale);
        assertEquals(List.of(), stale, "brought up to date by: mvn test -Pguide");
    }

    @Test
    void valuesAreTheSame() throws IOException, InterruptedException {
        List<Row> rows = rows();
        List<String> expected = Guide.read(KEPT).lines().toList();
        List<String> printed = SourceLauncher.run(program(rows), "io.katsuo.core", directory)
                .lines()
                .toList();
        assertTrue(rows.size() > 100, rows.size() + " rows");
        assertEquals(rows.size(), expected.size());
        assertEquals(rows.size(), printed.size());
        for (int i = 0; i < rows.size(); i++) {
            int number = i;
            Row row = rows.get(i);
            assertEquals(shape(expected.get(i)), shape(printed.get(i)), row.toString());
            if (!row.katsuo().contains("rng")) {
                assertTrue(
                        values(printed.get(i)).allClose(values(expected.get(i)), TOLERANCE, 0),
                        () -> row + ": " + values(printed.get(number)) + " instead of " + values(expected.get(number)));
            }
        }
    }

    /** A program with a method for each row, in which the names are new. */
    private Path program(List<Row> rows) throws IOException {
        StringBuilder program = new StringBuilder(JAVA);
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            program.append("void row").append(i).append("() {\n").append(definitions("    var %s = %s;\n", 3));
            program.append(row.isAssignment() ? "    " + row.katsuo() + ";\n" : "");
            program.append("    show(").append(row.changed(row.katsuo())).append(");\n}\n\n");
            calls.append("    row").append(i).append("();\n");
        }
        program.append("void main() {\n").append(calls).append("}\n");
        return Files.writeString(directory.resolve("Table.java"), program);
    }

    @Test
    void everyLineOfTheTablesIsChecked() {
        // The last table is checked by a test of core.
        String tables = Guide.read(PAGE).split("## Where values differ")[0];
        long lines = tables.lines().filter(line -> line.startsWith("| `")).count();
        long names = NAME.matcher(Guide.read(PAGE)).results().count();
        assertEquals(lines, names + rows().size());
    }

    private static String shape(String line) {
        return line.substring(0, line.indexOf(']') + 1);
    }

    private static Tensor values(String line) {
        String[] values = line.substring(line.indexOf(']') + 1).trim().split(" ");
        float[] numbers = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            numbers[i] = Float.parseFloat(values[i]);
        }
        return Tensor.of(numbers);
    }
}
