package io.katsuo.layers;

import static io.katsuo.layers.PrintedArrays.differences;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link Layer} promises, of every layer. */
class LayerContractTest {
    private Rng rng;

    @BeforeEach
    void seed() {
        rng = new Rng(42);
    }

    static Stream<Layer> layers() {
        Rng rng = new Rng(1);
        return Stream.of(
                new Relu("relu1"),
                new Sigmoid("sigmoid1"),
                new Tanh("tanh1"),
                new LeakyRelu("leakyRelu1", 0.1),
                new Elu("elu1", 1.5),
                new Softplus("softplus1"),
                new Gelu("gelu1"),
                Gelu.byTanh("gelu2"),
                normalization(rng),
                new Affine("affine1", Tensor.normal(rng, 0, 1, Shape.of(5, 4)), Tensor.normal(rng, 0, 1, Shape.of(4))),
                new MatMul("matmul1", Tensor.normal(rng, 0, 1, Shape.of(5, 4))));
    }

    private static Layer normalization(Rng rng) {
        LayerNormalization layer = new LayerNormalization("layerNormalization1", 5);
        layer.parameters().forEach(p -> p.value().copyFrom(Tensor.normal(rng, 1, 0.5, Shape.of(5))));
        return layer;
    }

    private Tensor x() {
        return Tensor.normal(rng, 0, 1, Shape.of(6, 5));
    }

    private Tensor like(Tensor y) {
        return Tensor.normal(rng, 0, 1, y.shape());
    }

    /** Trap T2. */
    @ParameterizedTest
    @MethodSource("layers")
    void backwardBeforeForwardIsRefused(Layer layer) {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> layer.backward(Tensor.zeros(6, 4)));
        assertEquals(layer.name() + ".backward: called before forward", e.getMessage());
    }

    /** Trap T1. */
    @ParameterizedTest
    @MethodSource("layers")
    void argumentsAreNotWritten(Layer layer) {
        Tensor x = x();
        float[] xBefore = x.toArray();
        Tensor dout = like(layer.forward(x));
        float[] doutBefore = dout.toArray();
        assertNotSame(dout, layer.backward(dout));
        layer.forward(x, Tensor.zeros(layer.outputShape(x.shape())));
        assertArrayEquals(xBefore, x.toArray());
        assertArrayEquals(doutBefore, dout.toArray());
    }

    /** A result of the layer itself, passed back to it as an argument, is not written either. */
    @ParameterizedTest
    @MethodSource("layers")
    void ownResultsMayBeArguments(Layer layer) {
        Tensor w = Tensor.normal(rng, 0, 1, Shape.of(5, 5));
        Tensor b = Tensor.normal(rng, 0, 1, Shape.of(5));
        Layer square = switch (layer.name()) {
            case "affine1" -> new Affine(w, b);
            case "matmul1" -> new MatMul(w);
            default -> layer;
        };
        Tensor x = x();
        Tensor y = square.forward(x);
        float[] yBefore = y.toArray();
        square.forward(y);
        assertArrayEquals(yBefore, y.toArray());
        Tensor dx = square.backward(like(y));
        float[] dxBefore = dx.toArray();
        square.backward(dx);
        assertArrayEquals(dxBefore, dx.toArray());
    }

    /** Trap T10, with assertions on. */
    @ParameterizedTest
    @MethodSource("layers")
    void aChangeBetweenForwardAndBackwardIsDetected(Layer layer) {
        for (boolean input : new boolean[] {true, false}) {
            Tensor x = x();
            Tensor y = layer.forward(x);
            Tensor changed = input ? x : y;
            Tensor dout = like(y);
            layer.backward(dout);
            changed.set(3, 2, changed.get(3, 2) + 1);
            AssertionError e = assertThrows(AssertionError.class, () -> layer.backward(dout));
            String expected = layer.name() + ".backward: the " + (input ? "input" : "output") + " was written to";
            assertTrue(e.getMessage().startsWith(expected), e.getMessage());
        }
    }

    /** Trap T11: the formulas compute the same bits into given memory, and a pending backward does not notice it. */
    @ParameterizedTest
    @MethodSource("layers")
    void theFormulasKeepNoState(Layer layer) {
        Tensor x = x();
        Tensor y = layer.forward(x).copy();
        Tensor dout = like(y);
        Tensor dx = layer.backward(dout).copy();
        Tensor out = Tensor.zeros(layer.outputShape(x.shape()));
        layer.forward(x, out);
        assertTrue(y.sameBits(out));
        Tensor in = Tensor.zeros(x.shape());
        layer.backward(x, out, dout, in);
        assertTrue(dx.sameBits(in));
        Tensor other = Tensor.normal(rng, 0, 1, Shape.of(2, 5));
        layer.forward(other, Tensor.zeros(layer.outputShape(other.shape())));
        assertTrue(dx.sameBits(layer.backward(dout)));
    }

    /** A second batch leaves its own gradients in the parameters, nothing of the first. */
    @ParameterizedTest
    @MethodSource("layers")
    void gradientsAreOverwritten(Layer layer) {
        Tensor x = x();
        Tensor dout = like(layer.forward(x));
        layer.gradients(x, dout);
        List<Tensor> first =
                layer.parameters().stream().map(p -> p.gradient().copy()).toList();
        layer.gradients(x(), like(dout));
        layer.gradients(x, dout);
        for (int i = 0; i < first.size(); i++) {
            assertTrue(first.get(i).sameBits(layer.parameters().get(i).gradient()));
        }
    }

    /** A sample's values are the same bits alone (rank 1), in a batch, and through a strided view. */
    @ParameterizedTest
    @MethodSource("layers")
    void aSampleDoesNotDependOnItsBatch(Layer layer) {
        Tensor x = x();
        Tensor y = layer.forward(x).copy();
        for (int i = 0; i < 6; i++) {
            assertTrue(y.row(i).sameBits(layer.forward(x.row(i))), "row " + i);
            assertTrue(y.row(i).sameBits(layer.forward(x.slice(0, i, i + 1)).row(0)), "slice " + i);
        }
        assertTrue(y.slice(0, 5, -1, -2).sameBits(layer.forward(x.slice(0, 5, -1, -2))));
        assertTrue(y.sameBits(layer.forward(x.transpose().copy().transpose())));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void buffersAreReusedUntilTheShapeChanges(Layer layer) {
        Tensor y = layer.forward(x());
        Tensor dx = layer.backward(like(y));
        assertSame(y, layer.forward(x()));
        assertSame(dx, layer.backward(like(y)));
        assertEquals(3, layer.forward(Tensor.zeros(3, 5)).dim(0));
        assertEquals(3, layer.backward(Tensor.zeros(3, y.dim(1))).dim(0));
    }

    /** The formula in double is the same function: forward and, differentiated numerically, backward. */
    @ParameterizedTest
    @MethodSource("layers")
    void theFormulaInDoubleAgrees(Layer layer) {
        Formula formula = layer.formula().orElseThrow();
        Tensor x = x();
        Tensor y = layer.forward(x);
        double[] x64 = x.toDoubles();
        double[][] parameters = layer.parameters().stream()
                .map(parameter -> parameter.value().toDoubles())
                .toArray(double[][]::new);
        double[] y64 = formula.forward64(x64, 6, parameters);
        assertClose(y64, y, 1e-6);

        Tensor dout = like(y);
        double[] dout64 = dout.toDoubles();
        assertClose(
                differences(x64, () -> formula.forward64(x64, 6, parameters), dout64, 1e-6),
                layer.backward(dout),
                2e-6);
        List<Param> own = layer.parameters();
        for (int p = 0; p < own.size(); p++) {
            assertClose(
                    differences(parameters[p], () -> formula.forward64(x64, 6, parameters), dout64, 1e-6),
                    own.get(p).gradient(),
                    5e-6);
        }
    }

    /** What a formula says about the reach of an entry is true. */
    @ParameterizedTest
    @MethodSource("layers")
    void onlyTheTouchedOutputChanges(Layer layer) {
        Formula formula = layer.formula().orElseThrow();
        double[] x = {0, 2, 0, -1, 0.5};
        double[][] parameters = layer.parameters().stream()
                .map(parameter -> parameter.value().toDoubles())
                .toArray(double[][]::new);
        double[] before = formula.forward64(x, 1, parameters);
        for (int p = 0; p < parameters.length; p++) {
            for (int i = 0; i < parameters[p].length; i++) {
                int touched = formula.touched(p, i, x, 0);
                parameters[p][i] += 1;
                double[] after = formula.forward64(x, 1, parameters);
                parameters[p][i] -= 1;
                for (int unit = 0; unit < after.length; unit++) {
                    assertEquals(unit == touched, after[unit] != before[unit], p + ", " + i + ", " + unit);
                }
            }
        }
    }

    private static void assertClose(double[] expected, Tensor actual, double tolerance) {
        float[] values = actual.toArray();
        assertEquals(expected.length, values.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], values[i], tolerance, "at " + i);
        }
    }
}
