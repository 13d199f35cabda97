package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One pass forward and one back through the float32 code, layer by layer, with a copy of all that goes from one to the
 * next.
 */
final class FloatPass {
    /** Element l is the input of layer l; the last element is the scores. */
    final float[][] values;
    /** Their shapes. */
    final Shape[] shapes;
    /** The derivatives by {@link #values}; the first is null if it is not wanted. */
    final float[][] derivatives;
    /** By layer, then by parameter. */
    final float[][][] gradients;
    /** Layers that write into what they are given, which explains anything that is wrong besides. */
    final List<String> writes = new ArrayList<>();
    /** Other broken promises. */
    final List<String> findings = new ArrayList<>();

    double loss;

    /** What is wrong with the head's derivative times a number, if anything. */
    Optional<String> scalingFault;

    private FloatPass(int depth) {
        values = new float[depth + 1][];
        shapes = new Shape[depth + 1];
        derivatives = new float[depth + 1][];
        gradients = new float[depth][][];
    }

    static FloatPass of(Subject subject) {
        int depth = subject.depth();
        FloatPass pass = new FloatPass(depth);
        Tensor value = subject.x().copy();
        pass.keep(0, value);
        for (int l = 0; l < depth; l++) {
            Layer layer = subject.layers().get(l);
            Tensor output = layer.forward(value);
            pass.unchanged(layer.name() + ".forward", value, pass.values[l]);
            pass.inferred(layer, value, output);
            value = output;
            pass.keep(l + 1, value);
        }
        pass.loss = subject.head().forward(value);
        pass.scalingFault = subject.head().scalingFault();
        Tensor dout = subject.head().backward();
        pass.unchanged(subject.head().name() + ".forward", value, pass.values[depth]);
        pass.derivatives[depth] = dout.toArray();
        for (int l = depth - 1; l >= 0; l--) {
            Layer layer = subject.layers().get(l);
            Tensor passedOn = dout;
            if (l > 0 || subject.inputs()) {
                dout = layer.backward(passedOn);
                fits(layer.name() + ".backward", dout.shape(), pass.shapes[l]);
                pass.derivatives[l] = dout.toArray();
            } else {
                layer.backwardParameters(passedOn);
            }
            pass.unchanged(layer.name() + ".backward", passedOn, pass.derivatives[l + 1]);
            pass.gradients[l] = gradients(layer);
        }
        return pass;
    }

    private void keep(int boundary, Tensor value) {
        values[boundary] = value.toArray();
        shapes[boundary] = value.shape();
    }

    private static float[][] gradients(Layer layer) {
        List<Param> parameters = layer.parameters();
        float[][] result = new float[parameters.size()][];
        for (int p = 0; p < result.length; p++) {
            Param parameter = parameters.get(p);
            String what = layer.name() + ": gradient of " + parameter.name();
            fits(what, parameter.gradient().shape(), parameter.value().shape());
            result[p] = parameter.gradient().toArray();
        }
        return result;
    }

    private static void fits(String what, Shape got, Shape want) {
        if (!got.equals(want)) {
            throw new IllegalStateException(
                    "gradientCheck: " + what + ": wrong shape: " + got + ", for values of shape " + want);
        }
    }

    private void unchanged(String what, Tensor argument, float[] before) {
        if (!Arrays.equals(argument.toArray(), before)) {
            writes.add(what + " writes into its argument");
        }
    }

    private void inferred(Layer layer, Tensor x, Tensor y) {
        Tensor inferred = layer.infer(x, Tensor.zeros(layer.outputShape(x.shape())));
        if (!inferred.shape().equals(y.shape())) {
            findings.add(layer.name() + ".outputShape says " + inferred.shape() + ", forward returns " + y.shape());
        } else if (!Arrays.equals(inferred.toArray(), y.toArray())) {
            findings.add(layer.name() + ".infer and forward disagree: predictions are not what is trained");
        }
    }
}
