package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import io.katsuo.network.numeric.DoubleNetwork;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Layers in a row with an objective at their end, and a batch: what is checked.
 *
 * @param name what to call it
 * @param layers the layers; none if a loss is checked alone
 * @param inputs whether the derivative with respect to the batch is wanted
 * @param whole computes all gradients as training does, and returns the loss
 */
record Stack(String name, List<Layer> layers, Objective objective, Tensor x, boolean inputs, DoubleSupplier whole) {
    /** The seed of the derivatives that enter the backward pass of a layer checked alone. */
    private static final long SEED = 5;

    /** One layer. */
    static Stack of(Layer layer, Tensor x) {
        Objective.Projection projection = Objective.Projection.of(layer.outputShape(x.shape()), SEED);
        DoubleSupplier whole = () -> {
            double value = projection.forward(layer.forward(x));
            layer.backward(projection.backward());
            return value;
        };
        return new Stack("layer " + layer.name(), List.of(layer), projection, x, true, whole);
    }

    /** A loss without layers. */
    static Stack of(LossLayer loss, Tensor x, Targets t) {
        Objective objective = new Objective.Loss(loss, t);
        return new Stack("loss " + loss.name(), List.of(), objective, x, true, () -> loss.forward(x, t));
    }

    Stack withInputs(boolean wanted) {
        return new Stack(name, layers, objective, x, wanted, whole);
    }

    /** The same with another last sample. */
    Stack altered() {
        return new Stack(name, layers, objective.altered(), Objective.otherLastSample(x), inputs, whole);
    }

    Stack on(Tensor other) {
        return new Stack(name, layers, objective, other, inputs, whole);
    }

    /** The formulas in double; all layers must have one. */
    DoubleNetwork formulas(double[][] targets) {
        return DoubleNetwork.of(layers, objective.formula(), x, targets, objective.normalizer());
    }

    /** Copies the state of the layers, such as running means, which training passes change; restores it when run. */
    Runnable savedState() {
        List<Tensor> state = layers.stream()
                .flatMap(layer -> layer.state().stream())
                .map(Param::value)
                .toList();
        List<Tensor> saved = state.stream().map(Tensor::copy).toList();
        return () -> {
            for (int i = 0; i < saved.size(); i++) {
                state.get(i).copyFrom(saved.get(i));
            }
        };
    }

    boolean hasFormulas() {
        return layers.stream().allMatch(layer -> layer.formula().isPresent());
    }

    int depth() {
        return layers.size();
    }

    int rows() {
        return x.rank() < 2 ? 1 : x.dim(0);
    }

    Shape outputs() {
        Shape shape = x.shape();
        for (Layer layer : layers) {
            shape = layer.outputShape(shape);
        }
        return shape;
    }

    /** The name of what the batch enters first. */
    String first() {
        return layers.isEmpty() ? objective.name() : layers.getFirst().name();
    }
}
