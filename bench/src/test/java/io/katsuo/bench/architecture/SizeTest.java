package io.katsuo.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Limits for the length of files and methods. Generated tile kernels are exempt, their generator is not. */
class SizeTest {
    private static final int MOST_FILE_LINES = 350;
    private static final int MOST_METHOD_LINES = 60;

    /** Facades: public methods of one or two lines with their documentation, and all views. */
    private static final Set<String> EXEMPT = Set.of("Tensor.java");

    @Test
    void filesAreShort() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources("main")) {
            int lines = Files.readAllLines(file).size();
            boolean exempt = EXEMPT.contains(file.getFileName().toString());
            if (lines > MOST_FILE_LINES != exempt) {
                found.add(lines + " lines: " + file + (exempt ? ", exempt without need" : ""));
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void methodsAreShort() throws IOException {
        List<Path> files = new ArrayList<>(sources("main"));
        files.addAll(sources("test"));
        assertTrue(files.size() > 100, "found " + files.size() + " source files only");
        List<String> found = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new LongMethods(unit, positions, found), null);
            }
        }
        assertEquals(List.of(), found);
    }

    private static final class LongMethods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            LineMap lines = unit.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(unit, method));
            long last = lines.getLineNumber(positions.getEndPosition(unit, method));
            if (last - first + 1 > MOST_METHOD_LINES) {
                String file =
                        Path.of(unit.getSourceFile().toUri()).getFileName().toString();
                found.add(last - first + 1 + " lines: " + file + ":" + first + " " + method.getName());
            }
            return super.visitMethod(method, none);
        }
    }

    private static List<Path> sources(String set) throws IOException {
        Path generated = Path.of("io", "katsuo", "core", "kernel", "gemm", "tile");
        List<Path> files = new ArrayList<>();
        for (String module : List.of("core", "graph", "layers", "network", "mnist", "spark", "bench")) {
            try (Stream<Path> tree = Files.walk(Path.of("..", module, "src", set, "java"))) {
                tree.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.getParent().endsWith(generated))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }
}
