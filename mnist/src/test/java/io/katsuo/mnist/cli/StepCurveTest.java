package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The picture in docs/gradient-check.md is what the command beside it draws. */
class StepCurveTest {
    private static final Path PICTURE = Path.of("..", "docs", "images", "gradient-check-steps.svg");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    /** Where rounding rules, the last bit of the JDK's exponential on another machine may move a point so far. */
    private static final double PIXELS = 25;

    @TempDir
    private Path directory;

    @Test
    void thePictureIsUpToDate() throws IOException {
        Path drawn = directory.resolve("steps.svg");
        Run run = Run.of("gradcheck", "--data", "embedded", "--mode", "sample", "--sweep", "--svg", drawn.toString());
        assertEquals(0, run.exitCode(), run::toString);
        String expected = Files.readString(drawn);
        String found = Files.readString(PICTURE);
        String advice = PICTURE + " is stale: ./katsuo gradcheck --data embedded --sweep --svg docs/images/"
                + PICTURE.getFileName();
        assertEquals(
                NUMBER.matcher(expected).replaceAll("#"), NUMBER.matcher(found).replaceAll("#"), advice);
        List<Double> a = numbers(expected);
        List<Double> b = numbers(found);
        for (int i = 0; i < a.size(); i++) {
            assertTrue(Math.abs(a.get(i) - b.get(i)) <= PIXELS, advice);
        }
    }

    private static List<Double> numbers(String svg) {
        return NUMBER.matcher(svg)
                .results()
                .map(MatchResult::group)
                .map(Double::valueOf)
                .toList();
    }
}
