package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import java.util.List;

/**
 * What is checked.
 *
 * @param name what to call it
 * @param layers layers in a row; none if a loss is checked alone
 * @param head what stands at their end
 * @param x a batch
 * @param inputs whether the derivative by the batch is wanted
 * @param whole computes all gradients as training does
 */
record Subject(String name, List<Layer> layers, Head head, Tensor x, boolean inputs, Runnable whole)
        implements GradientCheck.Plan {
    @Override
    public GradientReport run(GradientCheck.Settings settings) {
        boolean formulas = layers.stream().allMatch(layer -> layer.formula().isPresent());
        return formulas ? new Examination(this, settings).run() : new FloatSubject(this).run(settings);
    }

    @Override
    public Subject withInputs() {
        return new Subject(name, layers, head, x, true, whole);
    }

    /** The same on a batch with another last sample. */
    Subject altered() {
        return new Subject(name, layers, head.altered(), SampleInfluence.altered(x), inputs, whole);
    }

    Subject on(Tensor other) {
        return new Subject(name, layers, head, other, inputs, whole);
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
}
