package io.katsuo.layers;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One step of a network. A subclass implements its formulas, which write to given tensors and keep no state: {@link
 * #forward(Tensor, Tensor)}, {@link #backward(Tensor, Tensor, Tensor, Tensor)} and, if there are parameters, {@link
 * #gradients}. A network then calls them on parts of a batch, on several threads; the gradient check compares them with
 * {@link #formula}. An example of a layer:
 *
 * {@snippet file="E06YourOwnLayer.java" region="layer"}
 *
 * <p>Shapes: the first axis is that of the samples. A layer that declares its number of {@link #inputs} receives {@code
 * x} and {@code dx} as matrices [N, inputs], whatever the shape of a sample; any other layer receives them unchanged.
 *
 * <p>Independence: the output of a sample must not depend on the other samples, unless {@link #wholeBatch} is true.
 *
 * <p>To use a layer alone, as the book does, call {@link #forward(Tensor)} and {@link #backward(Tensor)}. Then the
 * layer owns the tensors that it returns and overwrites them at the next call. It keeps references to its input and
 * output until {@code backward}; neither may change before, and with assertions enabled ({@code -ea}) a change is
 * detected. Gradients of parameters are <em>overwritten</em>. No method writes into its argument.
 *
 * <p>Concurrent use: the formulas may be called by many threads at once while nobody writes the parameters; call {@link
 * #gradients}, {@link #forward(Tensor)} and {@link #backward(Tensor)} from one thread only.
 */
public abstract class Layer {
    private final String name;
    private LayerMemory memory;

    /** A layer with a name such as {@code affine1}; error messages begin with it. */
    protected Layer(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    /** The name, such as {@code affine1}. */
    public final String name() {
        return name;
    }

    /**
     * Computes the output. In a layer that overrides {@link #forward(Tensor, Tensor, Batch)} this is the output of a
     * prediction.
     *
     * @param y receives the output; dense, of shape {@link #outputShape}, shares no memory with {@code x}
     */
    public abstract void forward(Tensor x, Tensor y);

    /**
     * Computes the derivative of the loss with respect to the input.
     *
     * @param y the output for them
     * @param dout the derivative of the loss with respect to {@code y}, of its shape
     * @param dx receives the derivative with respect to {@code x}; dense, of its shape, shares no memory with the
     *     others
     */
    public abstract void backward(Tensor x, Tensor y, Tensor dout, Tensor dx);

    /**
     * Computes the derivatives of the loss with respect to the parameters: sums over all samples, written into {@link
     * Param#gradient()}. Called once per step.
     *
     * @param x the whole batch
     * @param dout the derivative of the loss with respect to its output
     */
    public void gradients(Tensor x, Tensor dout) {}

    /** As {@link #forward(Tensor, Tensor)}, for a layer that needs to know which samples these are. */
    public void forward(Tensor x, Tensor y, Batch batch) {
        forward(x, y);
    }

    /** As {@link #backward(Tensor, Tensor, Tensor, Tensor)}, for a layer that needs to know which samples these are. */
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx, Batch batch) {
        backward(x, y, dout, dx);
    }

    /**
     * Whether, in training, the output of a sample depends on the others; then a network does not split its batches.
     */
    public boolean wholeBatch() {
        return false;
    }

    /** The trainable parameters, in a fixed order. */
    public List<Param> parameters() {
        return List.of();
    }

    /**
     * Tensors that are saved with the parameters but not trained, such as running means; their gradients are not used.
     */
    public List<Param> state() {
        return List.of();
    }

    /**
     * The constructor arguments of this layer without its parameters, such as the slope of a {@link LeakyRelu}, for
     * {@link #toString} and for parameter files.
     *
     * @return by name, in a fixed order; by default none
     */
    public Map<String, String> settings() {
        return Map.of();
    }

    /** This layer as plain data, without its parameters. */
    public final LayerDescription description() {
        return LayerDescription.of(getClass(), name, settings());
    }

    /** The number of values of a sample; empty if any number is allowed. */
    public OptionalInt inputs() {
        return OptionalInt.empty();
    }

    /**
     * The shape of the output for an input of this shape.
     *
     * @param x the input's shape, [N, …], or that of one sample
     * @return by default {@code x}
     * @throws io.katsuo.core.tensor.ShapeException if this layer does not accept such an input
     */
    public Shape outputShape(Shape x) {
        return x;
    }

    /** This layer in double arithmetic, which the gradient check differentiates; empty if it has no such formula. */
    public Optional<Formula> formula() {
        return Optional.empty();
    }

    /**
     * The output for a batch [N, …] or for one sample (rank 1). The layer keeps input and output for {@link
     * #backward(Tensor)}. This is step 0 of training.
     *
     * @param x the input; a reference to it is kept
     * @return the output, valid until the next {@code forward} of this layer
     */
    public final Tensor forward(Tensor x) {
        if (memory == null) {
            memory = new LayerMemory(this);
        }
        return memory.forward(x);
    }

    /**
     * The derivative of the loss with respect to the input of the last {@link #forward(Tensor)}, and as a side effect
     * by the parameters.
     *
     * @param dout the derivative of the loss with respect to its output, of that output's shape
     * @return the derivative with respect to the input, valid until the next {@code backward} of this layer
     * @throws IllegalStateException if {@code forward} was not called before
     */
    public final Tensor backward(Tensor dout) {
        Check.afterForward(name, memory);
        return memory.backward(dout);
    }

    /** The input of the last {@link #forward(Tensor)}, the same tensor; null before. */
    public final Tensor x() {
        return memory == null ? null : memory.x();
    }

    /** The output of the last {@link #forward(Tensor)}, the live tensor; null before. */
    public final Tensor y() {
        return memory == null ? null : memory.y();
    }

    /** Such as {@code affine1: Affine, W1 [784, 50], b1 [50]}: the name, the kind, the settings and the parameters. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(description().toString());
        parameters().forEach(parameter -> text.append(", ").append(parameter));
        return text.toString();
    }
}
