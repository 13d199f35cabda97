package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.ops.Reductions;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comparisons of derivatives alone would let pass: false claims of formulas, mixed samples, dead units. */
class ProbesTest {
    private static final Tensor X = Tensor.randn(new Rng(9), 5, 6);

    /** A layer made of functions; backward is told x and dout. */
    static final class Made extends Layer {
        private final UnaryOperator<Tensor> function;
        private final BinaryOperator<Tensor> derivative;
        private final Optional<Formula> formula;

        Made(UnaryOperator<Tensor> function, BinaryOperator<Tensor> derivative, Formula formula) {
            super("made1");
            this.function = function;
            this.derivative = derivative;
            this.formula = Optional.ofNullable(formula);
        }

        @Override
        public void forward(Tensor x, Tensor y) {
            y.copyFrom(function.apply(x));
        }

        @Override
        public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
            dx.copyFrom(derivative.apply(x, dout));
        }

        @Override
        public Optional<Formula> formula() {
            return formula;
        }
    }

    /** A formula of one output for each input. */
    @FunctionalInterface
    interface Same extends Formula {
        @Override
        default int outputs(int inputs) {
            return inputs;
        }
    }

    /** The same, said to be elementwise. */
    @FunctionalInterface
    interface Elementwise extends Same {
        @Override
        default boolean elementwise() {
            return true;
        }
    }

    private static Affine affine(int number) {
        Rng rng = new Rng(number);
        return new Affine(
                "affine" + number, Tensor.normal(rng, 0, 0.6, Shape.of(6, 6)), Tensor.normal(rng, 0, 0.3, Shape.of(6)));
    }

    private static GradientReport inNetwork(Layer layer) {
        Network network = new Network(List.of(affine(1), layer, affine(2)), new SoftmaxWithLoss());
        return GradientCheck.of(network).on(X, Targets.of(0, 1, 2, 5, 3)).run();
    }

    static void assertFinding(GradientReport report, String expected) {
        assertFalse(report.passed(), report.toString());
        assertTrue(report.findings().getFirst().startsWith(expected), report::toString);
    }

    private static Tensor softmax(Tensor x) {
        return Reductions.softmax(x);
    }

    /** Softmax with the diagonal of its Jacobian only, and a formula that calls that right. */
    @Test
    void aFormulaThatIsNotElementwise() {
        Elementwise formula = (unit, x, at, inputs, parameters) -> {
            double sum = 0;
            for (int k = 0; k < inputs; k++) {
                sum += Math.exp(x[at + k]);
            }
            return Math.exp(x[at + unit]) / sum;
        };
        BinaryOperator<Tensor> diagonal = (x, dout) -> {
            Tensor y = softmax(x).copy();
            float[] douts = dout.toArray();
            for (int i = 0; i < y.size(); i++) {
                float value = y.array()[i];
                y.array()[i] = douts[i] * value * (1 - value);
            }
            return y;
        };
        String expected = "made1.formula: elementwise() is not true: output 1 changes with input 0";
        assertFinding(inNetwork(new Made(ProbesTest::softmax, diagonal, formula)), expected);
        assertFinding(
                GradientCheck.of(new Made(ProbesTest::softmax, diagonal, formula))
                        .on(X)
                        .run(),
                expected);
    }

    @Test
    void aParameterThatTouchesMoreThanItSays() {
        Layer wrong = new Bugs.Wrapped(affine(3)) {
            @Override
            public Optional<Formula> formula() {
                Formula right = layer.formula().orElseThrow();
                return Optional.of(new Formula() {
                    @Override
                    public int outputs(int inputs) {
                        return right.outputs(inputs);
                    }

                    @Override
                    public double output(int unit, double[] x, int at, int inputs, double[][] parameters) {
                        return right.output(unit, x, at, inputs, parameters);
                    }

                    @Override
                    public int touched(int parameter, int index, double[] x, int at) {
                        return 0;
                    }
                });
            }
        };
        assertFinding(inNetwork(wrong), "affine3.formula: touched() is not true: output ");
    }

    private static Tensor relu(Tensor x) {
        return io.katsuo.core.ops.Elementwise.relu(x);
    }

    @Test
    void aKinkThatTheFormulaDoesNotDeclareIsNoted() {
        Elementwise formula = (unit, x, at, inputs, parameters) -> Math.max(0, x[at + unit]);
        BinaryOperator<Tensor> back = (x, dout) -> {
            Tensor dx = dout.copy();
            for (int i = 0; i < dx.size(); i++) {
                dx.array()[i] = x.toArray()[i] >= 0 ? dout.toArray()[i] : 0;
            }
            return dx;
        };
        String note = "made1: the formula has a kink at 0 and does not say so";
        GradientReport report = GradientCheck.of(new Made(ProbesTest::relu, back, formula))
                .on(X)
                .run();
        assertTrue(report.notes().stream().anyMatch(text -> text.startsWith(note)), report::toString);
        for (Layer smooth : List.of(affine(1), new Relu("relu1"), new Sigmoid("sigmoid1"))) {
            GradientReport none = GradientCheck.of(smooth).on(X).run();
            assertTrue(none.notes().stream().noneMatch(text -> text.contains("has a kink")), none::toString);
        }
    }

    /** A layer that adds to each sample something of another, with the right way back: only samples show it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, -1, -4})
    void samplesThatAreMixedInAnyDistance(int distance) {
        Made mixed = new Made(x -> mix(x, distance), (x, dout) -> mix(dout, -distance), null);
        String expected = "made1.forward lets samples influence each other";
        assertFinding(GradientCheck.of(mixed).on(X).run(), expected);
        assertFinding(inNetwork(mixed), expected);
    }

    private static Tensor mix(Tensor x, int distance) {
        Tensor y = x.copy();
        int width = x.dim(1);
        for (int i = 0; i < x.size(); i++) {
            int from = i - distance * width;
            y.array()[i] += from >= 0 && from < x.size() ? 0.1f * x.array()[from] : 0;
        }
        return y;
    }

    @Test
    void aRandomLayer() {
        for (boolean formula : new boolean[] {true, false}) {
            Rng rng = new Rng(3);
            Same same = (unit, x, at, inputs, parameters) -> x[at + unit];
            Made dropout = new Made(
                    x -> {
                        Tensor y = x.copy();
                        for (int i = 0; i < y.size(); i++) {
                            y.array()[i] *= rng.nextInt(2);
                        }
                        return y;
                    },
                    (x, dout) -> dout,
                    formula ? same : null);
            assertFinding(GradientCheck.of(dropout).on(X).run(), "made1.forward: two calls with the same input differ");
        }
    }

    @Test
    void deadUnitsShowNothing() {
        Affine dead = new Affine("affine1", Tensor.randn(new Rng(1), 6, 6), Tensor.full(Shape.of(6), -100));
        Network network = new Network(List.of(dead, new Relu("relu1"), affine(2)), new SoftmaxWithLoss());
        GradientReport report =
                GradientCheck.of(network).on(X, Targets.of(0, 1, 2, 5, 3)).run();
        assertEquals(Verdict.NOT_SHOWN, report.verdict(), report::toString);
        assertEquals(Verdict.NOT_SHOWN, report.entry("W1").verdict(), report::toString);
        assertEquals(Verdict.PASSED, report.entry("b2").verdict(), report::toString);
    }
}
