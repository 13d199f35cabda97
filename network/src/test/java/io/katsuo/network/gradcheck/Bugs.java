package io.katsuo.network.gradcheck;

import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossFormula;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Layers that are right but for one mistake: the formula in double is kept, what runs in float is changed. */
final class Bugs {
    private Bugs() {}

    /** The backward pass of a layer, with a mistake. */
    @FunctionalInterface
    interface Back {
        /** The derivative by the input, and as a side effect by the parameters of {@code right}. */
        Tensor run(Layer right, Tensor x, Tensor dout);
    }

    /** The derivative of a loss, with a mistake. */
    @FunctionalInterface
    interface LossBack {
        Tensor run(LossLayer right, Tensor scores, Targets t);
    }

    /** The value of a loss, with a mistake. */
    @FunctionalInterface
    interface LossValue {
        double of(LossLayer right, Tensor scores, Targets t);
    }

    /** The layer with another backward pass, which runs once for dx and once for the gradients. */
    static Layer backward(Layer right, Back back) {
        return new Wrapped(right) {
            @Override
            public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
                right.forward(x);
                dx.copyFrom(back.run(right, x, dout));
            }

            @Override
            public void gradients(Tensor x, Tensor dout) {
                right.forward(x);
                back.run(right, x, dout);
            }
        };
    }

    /** The layer with a mistake in its parameters' gradients. */
    static Layer gradients(Layer right, Consumer<List<Param>> mistake) {
        return new Wrapped(right) {
            @Override
            public void gradients(Tensor x, Tensor dout) {
                right.gradients(x, dout);
                mistake.accept(right.parameters());
            }
        };
    }

    /** The layer whose output is changed. */
    static Layer forward(Layer right, UnaryOperator<Tensor> mistake) {
        return new Wrapped(right) {
            @Override
            public void forward(Tensor x, Tensor y) {
                right.forward(x, y);
                y.copyFrom(mistake.apply(y.copy()));
            }
        };
    }

    /** The loss with another derivative. */
    static LossLayer backward(LossLayer right, LossBack back) {
        return loss(right, LossLayer::forward, back);
    }

    /** The loss with another value. */
    static LossLayer value(LossLayer right, LossValue value) {
        return loss(right, value, (layer, scores, t) -> layer.backward());
    }

    private static LossLayer loss(LossLayer right, LossValue value, LossBack back) {
        return new LossLayer(right.name()) {
            @Override
            public void losses(Tensor x, Targets t, int first, double[] losses) {
                for (int row = 0; row < x.dim(0); row++) {
                    Tensor one = x.slice(0, row, row + 1);
                    losses[first + row] = value.of(right, one, of(one, t, first + row));
                }
            }

            @Override
            public void derivatives(Tensor x, Tensor y, Targets t, int first, Tensor dx) {
                Targets own = of(x, t, first);
                right.forward(x, own);
                // The base class divides by the number of samples.
                dx.copyFrom(Elementwise.mul(back.run(right, x, own).copy(), x.dim(0)));
            }

            private static Targets of(Tensor x, Targets t, int first) {
                int[] samples = IntStream.range(first, first + x.dim(0)).toArray();
                return t.gather(samples, null);
            }

            @Override
            public LossFormula formula() {
                return right.formula();
            }
        };
    }

    /** The network, sharing its layers, with a mistake in the gradient by one parameter. */
    static Network inGradient(Network network, String parameter, Consumer<Tensor> mistake) {
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : network.layers().values()) {
            layers.add(gradients(
                    layer,
                    parameters -> parameters.stream()
                            .filter(p -> p.name().equals(parameter))
                            .forEach(p -> mistake.accept(p.gradient()))));
        }
        return new Network(layers, network.lastLayer());
    }

    /** A layer that does what another one does; a mistake overrides a method. */
    static class Wrapped extends Layer {
        final Layer layer;

        Wrapped(Layer layer) {
            super(layer.name());
            this.layer = layer;
        }

        @Override
        public void forward(Tensor x, Tensor y) {
            layer.forward(x, y);
        }

        @Override
        public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
            layer.backward(x, y, dout, dx);
        }

        @Override
        public void gradients(Tensor x, Tensor dout) {
            layer.gradients(x, dout);
        }

        @Override
        public List<Param> parameters() {
            return layer.parameters();
        }

        @Override
        public OptionalInt inputs() {
            return layer.inputs();
        }

        @Override
        public Shape outputShape(Shape x) {
            return layer.outputShape(x);
        }

        @Override
        public Optional<Formula> formula() {
            return layer.formula();
        }
    }
}
