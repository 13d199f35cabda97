package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Batch;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One forward and one backward pass through the float32 code on an uncut batch, layer by layer, with a copy of everything
 * that goes from one layer to the next.
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

    double loss;

    private final Stack stack;
    private final int rows;

    /** By boundary: the tensors behind {@link #values} and {@link #derivatives}. */
    private final Tensor[] tensors;

    private final Tensor[] douts;

    /** Some samples of the batch, as step 0 of training. */
    private record Part(int first, int samples) implements Batch {
        @Override
        public boolean training() {
            return true;
        }

        @Override
        public long step() {
            return 0;
        }
    }

    FloatPass(Stack stack) {
        this(stack, true);
    }

    private FloatPass(Stack stack, boolean backward) {
        int depth = stack.depth();
        this.stack = stack;
        this.rows = stack.rows();
        this.values = new double[depth + 1][];
        this.shapes = new Shape[depth + 1];
        this.derivatives = new double[depth + 1][];
        this.gradients = new double[depth][][];
        this.tensors = new Tensor[depth + 1];
        this.douts = new Tensor[depth + 1];
        Tensor batch = stack.x().copy();
        keep(0, batch.rank() < 2 ? batch.reshape(1, batch.size()) : batch);
        for (int l = 0; l < depth; l++) {
            keep(l + 1, forward(l, tensors[l], 0));
            unchanged(l, ".forward", tensors[l], values[l]);
        }
        if (backward) {
            this.loss = stack.objective().forward(tensors[depth]);
            this.douts[depth] = stack.objective().backward().copy().reshape(shapes[depth].dims());
            this.derivatives[depth] = douts[depth].toDoubles();
            unchanged(depth, ".forward", tensors[depth], values[depth]);
            for (int l = depth - 1; l >= 0; l--) {
                backward(l);
            }
        }
    }

    /** The outputs of the last layer. */
    static Tensor outputs(Stack stack) {
        return new FloatPass(stack, false).tensors[stack.depth()];
    }

    private void backward(int l) {
        if (l > 0 || stack.inputs()) {
            douts[l] = backward(l, tensors[l], tensors[l + 1], douts[l + 1], 0);
            derivatives[l] = douts[l].toDoubles();
            unchanged(l, ".backward", tensors[l], values[l]);
            unchanged(l, ".backward", tensors[l + 1], values[l + 1]);
            unchanged(l, ".backward", douts[l + 1], derivatives[l + 1]);
        }
        Layer layer = stack.layers().get(l);
        gradients(l, tensors[l], douts[l + 1]);
        unchanged(l, ".gradients", tensors[l], values[l]);
        unchanged(l, ".gradients", douts[l + 1], derivatives[l + 1]);
        gradients[l] = layer.parameters().stream()
                .map(Param::gradient)
                .map(Tensor::toDoubles)
                .toArray(double[][]::new);
    }

    /** The output of a layer for some samples, which begin at number {@code first} of the batch. */
    Tensor forward(int l, Tensor x, int first) {
        return forward(l, x, first, rows);
    }

    /** The same within a batch of that many samples. */
    Tensor forward(int l, Tensor x, int first, int samples) {
        Layer layer = stack.layers().get(l);
        // A value that the layer does not write is not finite.
        Tensor y = Tensor.full(Shape.of(layer.outputShape(x.shape()).dims()), Float.NaN);
        layer.forward(rows(layer, x), y, new Part(first, samples));
        return y;
    }

    /** The derivative with respect to the input of a layer for some samples. */
    Tensor backward(int l, Tensor x, Tensor y, Tensor dout, int first) {
        return backward(l, x, y, dout, first, rows);
    }

    /** The same within a batch of that many samples. */
    Tensor backward(int l, Tensor x, Tensor y, Tensor dout, int first, int samples) {
        Layer layer = stack.layers().get(l);
        Tensor dx = Tensor.full(x.shape(), Float.NaN);
        layer.backward(rows(layer, x), y, dout, rows(layer, dx), new Part(first, samples));
        return dx;
    }

    /** Computes the gradients of a layer's parameters. */
    void gradients(int l, Tensor x, Tensor dout) {
        Layer layer = stack.layers().get(l);
        layer.gradients(rows(layer, x), dout);
    }

    /** Samples as a layer wants them: a matrix if it declares its number of inputs. */
    private static Tensor rows(Layer layer, Tensor x) {
        boolean flat = x.rank() > 2 && layer.inputs().isPresent();
        return flat ? x.reshape(x.dim(0), layer.inputs().getAsInt()) : x;
    }

    /** A copy of the input of a layer. */
    Tensor input(int l) {
        return tensors[l].copy();
    }

    /** A copy of the derivatives with respect to the output of a layer. */
    Tensor dout(int l) {
        return douts[l + 1].copy();
    }

    private void keep(int boundary, Tensor value) {
        tensors[boundary] = value;
        values[boundary] = value.toDoubles();
        shapes[boundary] = value.shape();
    }

    private void unchanged(int l, String method, Tensor argument, double[] before) {
        if (!Arrays.equals(argument.toDoubles(), before)) {
            // The next layers get what they were meant to get.
            for (int i = 0; i < before.length; i++) {
                argument.array()[i] = (float) before[i];
            }
            String name = l == stack.depth()
                    ? stack.objective().name()
                    : stack.layers().get(l).name();
            writes.add(name + method + " writes into its argument");
        }
    }
}
