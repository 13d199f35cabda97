package io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.add;
import static io.katsuo.core.ops.Reductions.sum;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * The affine transformation {@code y = x·W + b} (chapter, equations 5.13 to 5.15): {@code dx = dout·Wᵀ}, {@code dW =
 * xᵀ·dout}, {@code db} = the sum of {@code dout} over the samples. It is a {@link MatMul} that adds biases.
 */
public final class Affine extends MatMul {
    private final Param bias;

    /** A layer named {@code affine} with weights [D, M] and biases [M], which are not copied. */
    public Affine(Tensor w, Tensor b) {
        this("affine", w, b);
    }

    /**
     * A layer with a name. The parameters of {@code affine1} are named {@code W1} and {@code b1}, as in the book, and
     * so on for every number; the parameters of a layer with another name are prefixed with it: {@code hidden.W} and
     * {@code hidden.b}.
     *
     * @param w the weights [D, M]; kept, not copied
     * @param b the biases [M]; kept, not copied
     * @throws ShapeException if the shapes do not fit
     */
    public Affine(String name, Tensor w, Tensor b) {
        super(name, w);
        if (b.rank() != 1 || w.dim(1) != b.dim(0)) {
            throw new ShapeException(
                    name + ": weights [D, M] and biases [M] needed: W " + w.shape() + ", b " + b.shape());
        }
        this.bias = new Param(ParameterNames.of(name, "b"), b);
    }

    /**
     * A layer with new weights, and biases of zero.
     *
     * @param name as for the constructor
     * @param inputs the number of inputs, at least 1
     * @param outputs the number of outputs, at least 1
     */
    public static Affine of(String name, int inputs, int outputs, Initializer initializer, Rng rng) {
        return new Affine(name, initializer.weights(rng, inputs, outputs), Tensor.zeros(outputs));
    }

    @Override
    public void forward(Tensor x, Tensor y) {
        super.forward(x, y);
        add(y, b(), y);
    }

    @Override
    public void gradients(Tensor x, Tensor dout) {
        super.gradients(x, dout);
        sum(dout, 0, db());
    }

    @Override
    public List<Param> parameters() {
        return List.of(super.parameters().getFirst(), bias);
    }

    /** The biases [M], the live tensor. */
    public Tensor b() {
        return bias.value();
    }

    /** The derivative of the loss with respect to the biases [M], the live tensor; zeros before {@code backward}. */
    public Tensor db() {
        return bias.gradient();
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(new AffineFormula(b().dim(0), true));
    }
}
