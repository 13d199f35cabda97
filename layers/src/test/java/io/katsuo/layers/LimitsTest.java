package io.katsuo.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The least and the greatest number that each constructor accepts, and the next ones beyond. */
class LimitsTest {
    private static final double MAX = Float.MAX_VALUE;
    private static final double TOO_LARGE = Math.nextUp(MAX);

    @Test
    void numbersAtTheLimitsAreAccepted() {
        new BatchNormalization("norm", 1, 1, 1e-5);
        new BatchNormalization("norm", 1, Double.MIN_VALUE, MAX);
        new LayerNormalization("norm", 1, Double.MIN_VALUE);
        new Dropout("dropout", 0, 1);
        CrossEntropyOptions.MEAN.classWeights(0, MAX);
        Initializer.normal(0).weights(new Rng(1), 1, 1);
        Initializer.normal(MAX);
    }

    @Test
    void numbersBeyondAreRefused() {
        List<Executable> calls = List.of(
                () -> new BatchNormalization("norm", 0, 0.1, 1e-5),
                () -> new BatchNormalization("norm", 1, 0, 1e-5),
                () -> new BatchNormalization("norm", 1, Math.nextUp(1.0), 1e-5),
                () -> new BatchNormalization("norm", 1, Double.NaN, 1e-5),
                () -> new BatchNormalization("norm", 1, 0.1, 0),
                () -> new LayerNormalization("norm", 0),
                () -> new LayerNormalization("norm", 1, TOO_LARGE),
                () -> new Dropout("dropout", -Double.MIN_VALUE, 1),
                () -> new Dropout("dropout", 1, 1),
                () -> CrossEntropyOptions.MEAN.classWeights(1, TOO_LARGE),
                () -> Initializer.normal(TOO_LARGE),
                () -> Initializer.normal(1).weights(new Rng(1), 0, 1),
                () -> Initializer.normal(1).weights(new Rng(1), 1, 0));
        calls.forEach(call -> assertThrows(IllegalArgumentException.class, call));
    }

    @Test
    void aSampleOfAnotherSizeIsRefused() {
        assertThrows(ShapeException.class, () -> new LayerNormalization("norm", 3).outputShape(Shape.of(2, 4)));
        Targets t = Targets.of(Tensor.zeros(2, 3));
        assertThrows(ShapeException.class, () -> new BinaryCrossEntropy("loss").check("loss", Shape.of(2, 4), t));
    }

    @Test
    void kinksAreKept() {
        ElementwiseFormula formula = Formula.elementwise(Math::abs).kinkAt(0.5).kinkAt(-1, 2);
        assertArrayEquals(new double[] {0.5, -1, 2}, formula.kinks());
    }
}
