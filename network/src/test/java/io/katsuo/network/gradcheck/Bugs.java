package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Parameter;
import io.katsuo.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Networks that are right but for one mistake. */
final class Bugs {
    private Bugs() {}

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
        public void backwardParameters(Tensor dout) {
            backward(dout);
        }

        @Override
        public List<Parameter> parameters() {
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

    /** The network, sharing its layers, with a mistake in the gradient by one parameter. */
    static Network inGradient(Network network, String parameter, Consumer<Tensor> mistake) {
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : network.layers().values()) {
            layers.add(new Wrapped(layer) {
                @Override
                public Tensor backward(Tensor dout) {
                    Tensor dx = layer.backward(dout);
                    parameters().stream()
                            .filter(p -> p.name().equals(parameter))
                            .forEach(p -> mistake.accept(p.gradient()));
                    return dx;
                }
            });
        }
        return new Network(layers, network.lastLayer());
    }
}
