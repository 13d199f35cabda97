package io.katsuo.network.gradcheck;

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
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Layers that are right but for one mistake: the formula in double is kept, what runs in float is changed. */
final class Bugs {
    private Bugs() {}

    /** The way back of a layer, with a mistake. */
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

    /** The layer with another way back. */
    static Layer backward(Layer right, Back back) {
        return new Wrapped(right) {
            private Tensor x;

            @Override
            public Tensor forward(Tensor x) {
                this.x = x;
                return right.forward(x);
            }

            @Override
            public Tensor backward(Tensor dout) {
                return back.run(right, x, dout);
            }
        };
    }

    /** The layer with a mistake in its parameters' gradients. */
    static Layer gradients(Layer right, Consumer<List<Param>> mistake) {
        return backward(right, (layer, x, dout) -> {
            Tensor dx = layer.backward(dout);
            mistake.accept(layer.parameters());
            return dx;
        });
    }

    /** The layer whose output is changed. */
    static Layer forward(Layer right, UnaryOperator<Tensor> mistake) {
        return new Wrapped(right) {
            @Override
            public Tensor forward(Tensor x) {
                return mistake.apply(right.forward(x).copy());
            }

            @Override
            public Tensor infer(Tensor x, Tensor out) {
                return out.copyFrom(mistake.apply(right.infer(x, out).copy()));
            }
        };
    }

    /** The loss with another way back. */
    static LossLayer backward(LossLayer right, LossBack back) {
        return loss(right, LossLayer::lossOf, back, dout -> dout);
    }

    /** The loss with another value. */
    static LossLayer value(LossLayer right, LossValue value) {
        return loss(right, value, (layer, scores, t) -> layer.backward(1), dout -> dout);
    }

    /** The loss whose derivative is multiplied by something else than {@code dout}. */
    static LossLayer scaling(LossLayer right, UnaryOperator<Float> factor) {
        return loss(right, LossLayer::lossOf, (layer, scores, t) -> layer.backward(1), factor);
    }

    private static LossLayer loss(LossLayer right, LossValue value, LossBack back, UnaryOperator<Float> factor) {
        return new LossLayer() {
            private Tensor scores;
            private Targets t;

            @Override
            public String name() {
                return right.name();
            }

            @Override
            public double forward(Tensor x, Targets t) {
                this.scores = x;
                this.t = t;
                right.forward(x, t);
                return lossOf(x, t);
            }

            @Override
            public Tensor backward(float dout) {
                Tensor dx = back.run(right, scores, t).copy();
                for (int i = 0; i < dx.size(); i++) {
                    dx.array()[i] *= factor.apply(dout);
                }
                return dx;
            }

            @Override
            public double lossOf(Tensor x, Targets t) {
                return value.of(right, x, t);
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
    static class Wrapped implements Layer {
        final Layer layer;

        Wrapped(Layer layer) {
            this.layer = layer;
        }

        @Override
        public String name() {
            return layer.name();
        }

        @Override
        public Tensor forward(Tensor x) {
            return layer.forward(x);
        }

        @Override
        public Tensor backward(Tensor dout) {
            return layer.backward(dout);
        }

        @Override
        public List<Param> parameters() {
            return layer.parameters();
        }

        @Override
        public Shape outputShape(Shape x) {
            return layer.outputShape(x);
        }

        @Override
        public Tensor infer(Tensor x, Tensor out) {
            return layer.infer(x, out);
        }

        @Override
        public Optional<Formula> formula() {
            return layer.formula();
        }
    }
}
