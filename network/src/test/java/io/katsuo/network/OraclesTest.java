package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.BatchNormalization;
import io.katsuo.layers.BinaryCrossEntropy;
import io.katsuo.layers.CrossEntropyOptions;
import io.katsuo.layers.Dropout;
import io.katsuo.layers.Elu;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Gelu;
import io.katsuo.layers.Huber;
import io.katsuo.layers.IdentityWithLoss;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LayerNormalization;
import io.katsuo.layers.LeakyRelu;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.MatMul;
import io.katsuo.layers.NegativeLogLikelihood;
import io.katsuo.layers.Param;
import io.katsuo.layers.Reduction;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Softplus;
import io.katsuo.layers.Tanh;
import io.katsuo.layers.Targets;
import io.katsuo.network.numeric.Stencil;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Derivatives by dual numbers, the derivative structures of commons-math3, as a third reference: of every layer and loss in
 * forward mode, along a random direction v, with {@code ⟨Jv, w⟩ = ⟨v, Jᵀw⟩} for back-propagation; and of second order.
 */
class OraclesTest {
    private static final int ROWS = 3;
    private static final int UNITS = 5;

    /** What a layer computes, of a batch and its parameters. */
    @FunctionalInterface
    interface Dual {
        DerivativeStructure[] of(DerivativeStructure[] x, List<DerivativeStructure[]> parameters);

        static Dual elementwise(UnaryOperator<DerivativeStructure> f) {
            return (x, parameters) -> Arrays.stream(x).map(f).toArray(DerivativeStructure[]::new);
        }
    }

    record Kind(Layer layer, Dual dual) {
        @Override
        public String toString() {
            return layer.name();
        }
    }

    private static DerivativeStructure when(boolean positive, DerivativeStructure a, DerivativeStructure b) {
        return positive ? a : b;
    }

    private static DerivativeStructure sigmoid(DerivativeStructure x) {
        return x.negate().exp().add(1).reciprocal();
    }

    private static DerivativeStructure softplus(DerivativeStructure x) {
        return x.exp().log1p();
    }

    /** Φ(x), with the density for its derivative. */
    private static DerivativeStructure normal(DerivativeStructure x) {
        double value = x.getValue();
        double density = Math.exp(-value * value / 2) / Math.sqrt(2 * Math.PI);
        return x.compose(0.5 * (1 + Erf.erf(value / Math.sqrt(2))), density);
    }

    private static DerivativeStructure geluByTanh(DerivativeStructure x) {
        DerivativeStructure inner = x.add(x.pow(3).multiply(0.044715)).multiply(Math.sqrt(2 / Math.PI));
        return x.multiply(0.5).multiply(inner.tanh().add(1));
    }

    private static DerivativeStructure[] affine(DerivativeStructure[] x, List<DerivativeStructure[]> parameters) {
        DerivativeStructure[] w = parameters.get(0);
        int outputs = w.length / UNITS;
        DerivativeStructure[] y = new DerivativeStructure[x.length / UNITS * outputs];
        for (int i = 0; i < y.length; i++) {
            y[i] = parameters.size() > 1
                    ? parameters.get(1)[i % outputs]
                    : w[0].getField().getZero();
            for (int k = 0; k < UNITS; k++) {
                y[i] = y[i].add(x[i / outputs * UNITS + k].multiply(w[k * outputs + i % outputs]));
            }
        }
        return y;
    }

    /** Over what lies {@code stride} apart: the units of a sample, or a unit of all samples. */
    private static Dual normalized(boolean overSamples) {
        return (x, parameters) -> {
            int count = overSamples ? ROWS : UNITS;
            DerivativeStructure[] y = new DerivativeStructure[x.length];
            for (int i = 0; i < x.length; i++) {
                int first = overSamples ? i % UNITS : i - i % UNITS;
                int stride = overSamples ? UNITS : 1;
                DerivativeStructure mean = x[0].getField().getZero();
                DerivativeStructure variance = mean;
                for (int k = 0; k < count; k++) {
                    mean = mean.add(x[first + k * stride].divide(count));
                }
                for (int k = 0; k < count; k++) {
                    variance = variance.add(
                            x[first + k * stride].subtract(mean).pow(2).divide(count));
                }
                y[i] = x[i].subtract(mean)
                        .divide(variance.add(1e-5).sqrt())
                        .multiply(parameters.get(0)[i % UNITS])
                        .add(parameters.get(1)[i % UNITS]);
            }
            return y;
        };
    }

    static List<Kind> layers() {
        Rng rng = new Rng(6);
        Tensor w = Tensor.randn(rng, UNITS, 4);
        return List.of(
                new Kind(new Affine("affine", w, Tensor.randn(rng, 4)), OraclesTest::affine),
                new Kind(new MatMul("matmul", w), OraclesTest::affine),
                new Kind(new Relu("relu"), Dual.elementwise(x -> when(x.getValue() > 0, x, x.multiply(0)))),
                new Kind(
                        new LeakyRelu("leaky", 0.2), Dual.elementwise(x -> when(x.getValue() > 0, x, x.multiply(0.2)))),
                new Kind(new Sigmoid("sigmoid"), Dual.elementwise(OraclesTest::sigmoid)),
                new Kind(new Tanh("tanh"), Dual.elementwise(DerivativeStructure::tanh)),
                new Kind(
                        new Elu("elu", 0.7),
                        Dual.elementwise(
                                x -> when(x.getValue() > 0, x, x.expm1().multiply(0.7)))),
                new Kind(new Softplus("softplus"), Dual.elementwise(OraclesTest::softplus)),
                new Kind(new Gelu("gelu"), Dual.elementwise(x -> x.multiply(normal(x)))),
                new Kind(Gelu.byTanh("gelu by tanh"), Dual.elementwise(OraclesTest::geluByTanh)),
                new Kind(new LayerNormalization("layer normalization", UNITS), normalized(false)),
                new Kind(new BatchNormalization("batch normalization", UNITS), normalized(true)),
                // Linear: its mask is what it does to ones.
                new Kind(new Dropout("dropout", 0.4, 7), null));
    }

    private static double[] random(Rng rng, int size) {
        return Tensor.randn(rng, size).toDoubles();
    }

    /** Numbers that move along a direction, as the variable with this number does. */
    private static DerivativeStructure[] moving(double[] values, double[]... directions) {
        DerivativeStructure[] result = new DerivativeStructure[values.length];
        for (int i = 0; i < values.length; i++) {
            int n = directions.length;
            result[i] = new DerivativeStructure(n, n, values[i]);
            for (int d = 0; d < n; d++) {
                DerivativeStructure step = new DerivativeStructure(n, n, d, 0);
                result[i] = result[i].add(step.multiply(directions[d][i]));
            }
        }
        return result;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] along(double[] from, double s, double[] v) {
        double[] result = from.clone();
        for (int i = 0; i < v.length; i++) {
            result[i] += s * v[i];
        }
        return result;
    }

    private static Tensor tensor(Shape shape, double[] values) {
        Tensor result = Tensor.zeros(shape);
        for (int i = 0; i < values.length; i++) {
            result.array()[i] = (float) values[i];
        }
        return result;
    }

    @ParameterizedTest
    @MethodSource("layers")
    void forwardModeIsTheAdjointOfBackPropagation(Kind kind) {
        for (long seed = 0; seed < 20; seed++) {
            Rng rng = new Rng(seed);
            Layer layer = kind.layer;
            Tensor x = Tensor.randn(rng, ROWS, UNITS);
            double[] v = random(rng, x.size());
            Tensor y = layer.forward(x).copy();
            Tensor w = Tensor.randn(rng, y.shape().dims());
            double adjoint = dot(v, layer.backward(w).toDoubles());
            double[][] values = new double[layer.parameters().size()][];
            double[][] u = new double[values.length][];
            DerivativeStructure[][] moving = new DerivativeStructure[values.length][];
            for (int p = 0; p < values.length; p++) {
                Param parameter = layer.parameters().get(p);
                values[p] = parameter.value().toDoubles();
                u[p] = random(rng, values[p].length);
                moving[p] = moving(values[p], u[p]);
                adjoint += dot(u[p], parameter.gradient().toDoubles());
            }
            String what = kind + ", seed " + seed;
            double forward;
            if (kind.dual == null) {
                forward = dot(layer.forward(tensor(x.shape(), v)).toDoubles(), w.toDoubles());
            } else {
                DerivativeStructure[] dual = kind.dual.of(moving(x.toDoubles(), v), List.of(moving));
                double[] jv = Arrays.stream(dual)
                        .mapToDouble(d -> d.getPartialDerivative(1))
                        .toArray();
                forward = dot(jv, w.toDoubles());
                for (int i = 0; i < dual.length; i++) {
                    assertEquals(dual[i].getValue(), y.toDoubles()[i], 2e-5, what);
                }
                Formula formula = layer.formula().orElseThrow();
                double differences = Stencil.richardson(1e-4)
                        .derivative(
                                s -> {
                                    double[][] moved = new double[values.length][];
                                    Arrays.setAll(moved, p -> along(values[p], s, u[p]));
                                    double[] out = formula.forward64(along(x.toDoubles(), s, v), ROWS, moved);
                                    return dot(out, w.toDoubles());
                                },
                                0);
                assertEquals(forward, differences, 1e-7 * (1 + Math.abs(forward)), what);
            }
            assertEquals(forward, adjoint, 1e-4, what);
        }
    }

    record Loss(LossLayer layer, Targets t, BinaryOperator<DerivativeStructure> eachScore) {
        @Override
        public String toString() {
            return layer.name();
        }

        /** The loss of a batch; softmax's is no sum over scores. */
        DerivativeStructure of(DerivativeStructure[] scores) {
            DerivativeStructure sum = scores[0].getField().getZero();
            for (int i = 0; i < scores.length; i++) {
                double t = layer.target(this.t, i / UNITS, i % UNITS, UNITS);
                DerivativeStructure target = scores[0].multiply(0).add(t);
                double weight = layer.weight(this.t, i / UNITS);
                DerivativeStructure loss = eachScore != null
                        ? eachScore.apply(scores[i], target)
                        : logSumExp(scores, i - i % UNITS).subtract(scores[i]).multiply(t);
                sum = sum.add(loss.multiply(weight));
            }
            return sum.divide(layer.normalizer(t));
        }
    }

    private static DerivativeStructure logSumExp(DerivativeStructure[] scores, int first) {
        DerivativeStructure sum = scores[first].getField().getZero();
        for (int k = 0; k < UNITS; k++) {
            sum = sum.add(scores[first + k].exp());
        }
        return sum.log();
    }

    private static DerivativeStructure huber(DerivativeStructure error) {
        DerivativeStructure size = error.abs();
        return size.getValue() < 0.7
                ? error.pow(2).divide(2)
                : size.subtract(0.35).multiply(0.7);
    }

    static List<Loss> losses() {
        Targets labels = Targets.of(4, 0, 2);
        Targets rows = Targets.of(Tensor.uniform(new Rng(8), 0, 1, Shape.of(ROWS, UNITS)));
        CrossEntropyOptions options = CrossEntropyOptions.MEAN.classWeights(1, 2, 0.5, 1, 3);
        CrossEntropyOptions smoothed = CrossEntropyOptions.SUM.labelSmoothing(0.1);
        return List.of(
                new Loss(new SoftmaxWithLoss("softmax"), labels, null),
                new Loss(new SoftmaxWithLoss("softmax with weights", options), labels, null),
                new Loss(new SoftmaxWithLoss("smoothed softmax", smoothed), labels, null),
                new Loss(
                        new NegativeLogLikelihood("likelihood", options),
                        labels,
                        (x, t) -> x.multiply(t).negate()),
                new Loss(
                        new IdentityWithLoss("squares", Reduction.SUM),
                        rows,
                        (x, t) -> x.subtract(t).pow(2).divide(2)),
                new Loss(new Huber("huber", 0.7, Reduction.MEAN), rows, (x, t) -> huber(x.subtract(t))),
                new Loss(
                        new BinaryCrossEntropy("binary"),
                        rows,
                        (x, t) -> softplus(x).subtract(x.multiply(t))));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void lossesHaveTheDerivativesOfDualNumbers(Loss kind) {
        for (long seed = 0; seed < 20; seed++) {
            Rng rng = new Rng(seed);
            Tensor x = Tensor.randn(rng, ROWS, UNITS);
            double[] v = random(rng, x.size());
            DerivativeStructure dual = kind.of(moving(x.toDoubles(), v));
            String what = kind + ", seed " + seed;
            assertEquals(dual.getValue(), kind.layer.forward(x, kind.t), 1e-6 * (1 + Math.abs(dual.getValue())), what);
            assertEquals(
                    dual.getPartialDerivative(1), dot(v, kind.layer.backward().toDoubles()), 1e-5, what);
        }
    }

    /** The second derivative along two directions is the difference of the gradients along one, times the other. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void gradientsChangeAsTheSecondDerivativeSays(long seed) {
        Rng rng = new Rng(seed);
        Affine affine = new Affine("affine1", Tensor.randn(rng, UNITS, UNITS), Tensor.randn(rng, UNITS));
        Network network = new Network(List.of(affine, new Tanh("tanh1")), new SoftmaxWithLoss());
        Tensor x = Tensor.randn(rng, ROWS, UNITS);
        Targets t = Targets.of(1, 4, 0);
        double[] w = affine.parameters().get(0).value().toDoubles();
        double[] v = random(rng, w.length);
        double[] u = random(rng, w.length);
        double[] zeros = new double[w.length];
        double[] bias = affine.parameters().get(1).value().toDoubles();
        DerivativeStructure[] scores =
                affine(moving(x.toDoubles(), zeros, zeros), List.of(moving(w, v, u), moving(bias, zeros, zeros)));
        DerivativeStructure[] outputs =
                Dual.elementwise(DerivativeStructure::tanh).of(scores, List.of());
        double second = new Loss(network.lastLayer(), t, null).of(outputs).getPartialDerivative(1, 1);
        double differences = Stencil.richardson(0.02)
                .derivative(
                        s -> {
                            Tensor value = affine.parameters().get(0).value();
                            value.copyFrom(tensor(value.shape(), along(w, s, v)));
                            network.computeGradients(x, t);
                            return dot(affine.parameters().get(0).gradient().toDoubles(), u);
                        },
                        0);
        assertEquals(second, differences, 1e-4 * (1 + Math.abs(second)), "seed " + seed);
    }
}
