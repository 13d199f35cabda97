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
 * One forward and one backward pass through the float32 code, layer by layer, with a copy of everything that goes from
 * one layer to the next.
 */
final class FloatPass {
    /** Element l is the input of layer l; the last element is the scores. */
    final double[][] values;

    final Shape[] shapes;

    /** The derivatives by {@link #values}; the first is null if it is not wanted. */
    final double[][] derivatives;

    /** By layer, then by parameter. */
    final double[][][] gradients;

    /** Layers that write into their arguments, which explains anything else that is wrong. */
    final List<String> writes = new ArrayList<>();

    /** Other broken promises. */
    final List<String> findings = new ArrayList<>();

    double loss;

    /** What is wrong with the derivative of the objective times a number, if anything. */
    Optional<String> scalingFault;

    private FloatPass(int depth) {
        values = new double[depth + 1][];
        shapes = new Shape[depth + 1];
        derivatives = new double[depth + 1][];
        gradients = new double[depth][][];
    }

    static FloatPass of(Stack stack) {
        int depth = stack.depth();
        FloatPass pass = new FloatPass(depth);
        Tensor value = stack.x().copy();
        pass.keep(0, value);
        for (int l = 0; l < depth; l++) {
            Layer layer = stack.layers().get(l);
            Tensor output = layer.forward(value);
            pass.unchanged(layer.name() + ".forward", value, pass.values[l]);
            value = output;
            pass.keep(l + 1, value);
        }
        pass.loss = stack.objective().forward(value);
        pass.scalingFault = stack.objective().scalingFault();
        Tensor dout = stack.objective().backward();
        pass.unchanged(stack.objective().name() + ".forward", value, pass.values[depth]);
        pass.derivatives[depth] = dout.toDoubles();
        for (int l = depth - 1; l >= 0; l--) {
            Layer layer = stack.layers().get(l);
            Tensor passedOn = dout;
            dout = layer.backward(passedOn);
            if (l > 0 || stack.inputs()) {
                pass.derivatives[l] = dout.toDoubles();
            }
            pass.unchanged(layer.name() + ".backward", passedOn, pass.derivatives[l + 1]);
            pass.gradients[l] = gradients(layer);
        }
        return pass;
    }

    private void keep(int boundary, Tensor value) {
        values[boundary] = value.toDoubles();
        shapes[boundary] = value.shape();
    }

    private static double[][] gradients(Layer layer) {
        List<Param> parameters = layer.parameters();
        double[][] result = new double[parameters.size()][];
        for (int p = 0; p < result.length; p++) {
            Param parameter = parameters.get(p);
            String what = layer.name() + ": gradient of " + parameter.name();
            fits(what, parameter.gradient().shape(), parameter.value().shape());
            result[p] = parameter.gradient().toDoubles();
        }
        return result;
    }

    private static void fits(String what, Shape got, Shape want) {
        if (!got.equals(want)) {
            throw new IllegalStateException(
                    "gradientCheck: " + what + ": wrong shape: " + got + ", for values of shape " + want);
        }
    }

    private void unchanged(String what, Tensor argument, double[] before) {
        if (!Arrays.equals(argument.toDoubles(), before)) {
            writes.add(what + " writes into its argument");
        }
    }
}
