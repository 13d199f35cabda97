package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Batch;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A layer with a mistake planted: what it computes backward is altered. */
final class PlantedLayer extends Layer {
    private final Layer layer;
    private final Param parameter;
    private final Consumer<Tensor> mistake;

    /**
     * A mistake in the gradient by a parameter of the layer, or, if that is null, in the derivative with respect to the
     * input.
     */
    PlantedLayer(Layer layer, Param parameter, Consumer<Tensor> mistake) {
        super(layer.name());
        this.layer = layer;
        this.parameter = parameter;
        this.mistake = mistake;
    }

    @Override
    public void forward(Tensor x, Tensor y) {
        layer.forward(x, y);
    }

    @Override
    public void forward(Tensor x, Tensor y, Batch batch) {
        layer.forward(x, y, batch);
    }

    @Override
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        layer.backward(x, y, dout, dx);
        alter(dx);
    }

    @Override
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx, Batch batch) {
        layer.backward(x, y, dout, dx, batch);
        alter(dx);
    }

    private void alter(Tensor dx) {
        if (parameter == null) {
            mistake.accept(dx);
        }
    }

    @Override
    public void gradients(Tensor x, Tensor dout) {
        layer.gradients(x, dout);
        if (parameter != null) {
            mistake.accept(parameter.gradient());
        }
    }

    @Override
    public boolean wholeBatch() {
        return layer.wholeBatch();
    }

    @Override
    public List<Param> parameters() {
        return layer.parameters();
    }

    @Override
    public List<Param> state() {
        return layer.state();
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
