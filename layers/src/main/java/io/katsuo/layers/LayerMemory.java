package io.katsuo.layers;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/** The memory of a layer that is used alone: what {@code forward(x)} and {@code backward(dout)} return and remember. */
final class LayerMemory {
    private final Layer layer;
    private final Buffer out = new Buffer();
    private final Buffer dx = new Buffer();
    private final MatrixView xRows = new MatrixView();
    private final MatrixView yRows = new MatrixView();
    private final MatrixView doutRows = new MatrixView();
    private final MatrixView dxRows = new MatrixView();
    private Whole batch;
    private final Saved x;
    private final Saved y;

    /** A whole batch, as step 0 of training, whose shapes stay the same from call to call. */
    private record Whole(Shape input, Shape output, boolean matrix) implements Batch {
        @Override
        public int samples() {
            return input.rank() < 2 ? 1 : input.dim(0);
        }

        @Override
        public boolean training() {
            return true;
        }

        @Override
        public long step() {
            return 0;
        }

        @Override
        public int first() {
            return 0;
        }
    }

    LayerMemory(Layer layer) {
        this.layer = layer;
        this.x = new Saved(layer.name(), "the input");
        this.y = new Saved(layer.name(), "the output");
    }

    Tensor forward(Tensor input) {
        if (batch == null || !input.shape().equals(batch.input)) {
            Shape output = layer.outputShape(input.shape());
            batch = new Whole(input.shape(), output, layer.inputs().isPresent());
        }
        Tensor result = out.like(batch.output, input);
        layer.forward(rows(xRows, input), samples(yRows, result, input), batch);
        x.keep(input);
        y.keep(result);
        return result;
    }

    Tensor backward(Tensor dout) {
        Tensor input = x.take();
        Tensor output = y.take();
        Check.gradientShape(layer.name(), dout, output.shape());
        Tensor result = dx.like(input.shape(), dout, input, null);
        Tensor rows = rows(xRows, input);
        Tensor gradient = samples(doutRows, dout, input);
        layer.gradients(rows, gradient);
        layer.backward(rows, samples(yRows, output, input), gradient, rows(dxRows, result), batch);
        return result;
    }

    /** An input as the layer wants it: a matrix if it declares its inputs. */
    private Tensor rows(MatrixView view, Tensor t) {
        return batch.matrix ? view.of(t) : t;
    }

    /** The output for an input: a batch of one sample where {@link #rows} made one of the input. */
    private Tensor samples(MatrixView view, Tensor t, Tensor input) {
        return batch.matrix && input.rank() == 1 ? view.sample(t) : t;
    }

    Tensor x() {
        return x.peek();
    }

    Tensor y() {
        return y.peek();
    }
}
