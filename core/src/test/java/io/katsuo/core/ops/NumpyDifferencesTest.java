package io.katsuo.core.ops;

import static io.katsuo.core.ops.Elementwise.clip;
import static io.katsuo.core.ops.Elementwise.maximum;
import static io.katsuo.core.ops.Elementwise.minimum;
import static io.katsuo.core.ops.Elementwise.pow;
import static io.katsuo.core.ops.Reductions.mean;
import static io.katsuo.core.ops.Reductions.sum;
import static io.katsuo.core.ops.Reductions.variance;
import static io.katsuo.core.tensor.Tensor.full;
import static io.katsuo.core.tensor.Tensor.scalar;
import static io.katsuo.core.tensor.Tensor.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of differences on the page for NumPy users lists these expressions with what they give. */
class NumpyDifferencesTest {
    private static final Path PAGE = Path.of("../docs/tensors-for-numpy-users.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `[^`]*` \\| `([^`]*)` \\| `.* \\| (an error: )?`([^`]*)`.*\\|$");

    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Map<String, Supplier<Object>> expressions() {
        Tensor x = Tensor.of(1, 2);
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("maximum(0.0, scalar(-0.0))", () -> maximum(0.0, scalar(-0.0)));
        all.put("minimum(-0.0, scalar(0.0))", () -> minimum(-0.0, scalar(0.0)));
        all.put("max(of(0.0, -0.0))", () -> Reductions.max(Tensor.of(0.0, -0.0)));
        all.put("clip(scalar(-0.0), 0, 1)", () -> clip(scalar(-0.0), 0, 1));
        all.put("pow(scalar(1), NaN)", () -> pow(scalar(1), NAN));
        all.put("pow(scalar(1), INFINITY)", () -> pow(scalar(1), INFINITY));
        all.put("pow(scalar(-1), -INFINITY)", () -> pow(scalar(-1), -INFINITY));
        all.put("clip(x, NaN, 1)", () -> clip(x, NAN, 1));
        all.put("clip(x, 3, 1)", () -> clip(x, 3, 1));
        all.put("mean(zeros(0))", () -> mean(zeros(0)));
        all.put("variance(zeros(0))", () -> variance(zeros(0)));
        all.put("sum(full(100_000, 0.1))", () -> sum(full(Shape.of(100_000), 0.1)));
        all.put("sum(full(100_000, 2, 0.1), 0)", () -> sum(full(Shape.of(100_000, 2), 0.1), 0));
        return all;
    }

    private static String given(Supplier<Object> expression) {
        try {
            return expression.get().toString();
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    @Test
    void thePageListsThem() throws IOException {
        Map<String, String> listed = new LinkedHashMap<>();
        for (MatchResult row : ROW.matcher(Files.readString(PAGE)).results().toList()) {
            listed.put(row.group(1), row.group(3));
        }
        Map<String, String> actual = new LinkedHashMap<>();
        expressions().forEach((text, expression) -> actual.put(text, given(expression)));
        assertEquals(actual, listed);
    }
}
