package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.mnist.report.OptimizerPath;
import io.katsuo.network.optimizer.Sgd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareOptimizersCommandTest {
    @TempDir
    private Path directory;

    @Test
    void everyOptimizerHasAPathALossAndAPlaceInThePictures() throws IOException {
        Run run = Run.of(
                "compare-optimizers",
                "--data",
                "embedded",
                "--net",
                "784-10-10",
                "--iterations",
                "50",
                "--out",
                directory.toString());
        assertEquals(List.of(), run.err());
        assertEquals(0, run.exitCode());
        String paths = Files.readString(directory.resolve("optimizer-paths.svg"));
        String losses = Files.readString(directory.resolve("optimizer-losses.svg"));
        List<String> table = Files.readAllLines(directory.resolve("optimizers.txt"));
        for (Recipe.OptimizerName name : Recipe.OptimizerName.values()) {
            String word = Recipe.word(name);
            assertTrue(paths.contains(">" + word + ", rate "), word);
            assertTrue(losses.contains(">" + word + "</text>"), word);
            assertEquals(
                    2,
                    table.stream().filter(line -> line.startsWith(word + " ")).count(),
                    word);
        }
        assertTrue(run.out().containsAll(table.subList(0, 9)), run::toString);
        assertFalse(table.toString().contains("NaN"), table::toString);
    }

    /** With gradient descent x and y shrink by 1 - rate/10 and 1 - 2·rate in each step. */
    @Test
    void thePathOfSgdIsItsFormula() {
        OptimizerPath path = OptimizerPath.of("sgd", 0.95, new Sgd(0.95f), 30);
        for (int step = 0; step <= 30; step++) {
            double x = -7 * Math.pow(1 - 0.095, step);
            double y = 2 * Math.pow(1 - 1.9, step);
            assertEquals(x, path.x()[step], 1e-5, "step " + step);
            assertEquals(y, path.y()[step], 1e-5, "step " + step);
            assertEquals(x * x / 20 + y * y, path.f(step), 1e-5, "step " + step);
        }
    }
}
