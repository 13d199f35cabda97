package io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.add;
import static io.katsuo.core.ops.Reductions.sum;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The affine transformation {@code y = x·W + b} (chapter, equations 5.13 to 5.15): {@code dx = dout·Wᵀ},
 * {@code dW = xᵀ·dout}, {@code db} = the sum of {@code dout} over the samples. A gradient has its variable's shape.
 * It is a {@link MatMul} that adds the biases in place; {@link ComposedAffine} shows the same as a graph of nodes.
 *
 * <p>The input is one sample [D] with output [M], a batch [N, D] with output [N, M], or of higher rank [N, …], which is
 * flattened to [N, D]; {@code backward} returns {@code dx} in the input's shape. A sample's output does not depend, bit
 * for bit, on the batch it is in.
 *
 * @since 0.1
 */
public final class Affine implements SampleWise {
    private final MatMul product;
    private final Param bias;
    private final MatrixView doutRows = new MatrixView();
    private boolean wentBack;

    /**
     * A layer named {@code affine}.
     *
     * @param w the weights [D, M]; kept, not copied
     * @param b the biases [M]; kept, not copied
     */
    public Affine(Tensor w, Tensor b) {
        this("affine", w, b);
    }

    /**
     * A layer with a name. The parameters of {@code affine1} are called {@code W1} and {@code b1}, as in the book, and so
     * on for every number; those of a layer of any other name begin with it: {@code hidden.W} and {@code hidden.b}.
     *
     * @param name starts its error messages
     * @param w the weights [D, M]; kept, not copied
     * @param b the biases [M]; kept, not copied
     * @throws ShapeException if the shapes do not fit
     */
    public Affine(String name, Tensor w, Tensor b) {
        Check.biases(name, w, b);
        this.product = new MatMul(name, w);
        this.bias = new Param(ParameterNames.of(name, "b"), b);
    }

    /**
     * A layer with new weights, and biases of zero.
     *
     * @param name as for the constructor
     * @param inputs the number of inputs, at least 1
     * @param outputs the number of outputs, at least 1
     * @param initializer how large the weights are
     * @param rng where they come from
     * @return the layer
     */
    public static Affine of(String name, int inputs, int outputs, Initializer initializer, Rng rng) {
        return new Affine(name, initializer.weights(rng, inputs, outputs), Tensor.zeros(outputs));
    }

    @Override
    public String name() {
        return product.name();
    }

    @Override
    public List<Param> parameters() {
        return List.of(product.weight(), bias);
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor result = product.forward(x);
        return add(result, b(), result);
    }

    @Override
    public Tensor backward(Tensor dout) {
        Tensor dx = product.backward(dout);
        biasGradient(dout);
        return dx;
    }

    @Override
    public void backwardParameters(Tensor dout) {
        product.backwardParameters(dout);
        biasGradient(dout);
    }

    @Override
    public Tensor outputFor(Tensor x) {
        return product.outputFor(x);
    }

    @Override
    public Tensor gradientFor(Tensor x, Tensor dout) {
        return product.gradientFor(x, dout);
    }

    @Override
    public void inferBackward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        product.inferBackward(x, y, dout, dx);
    }

    @Override
    public void remember(Tensor x, Tensor y) {
        product.remember(x, y);
    }

    private void biasGradient(Tensor dout) {
        sum(doutRows.of(dout), 0, bias.gradient());
        wentBack = true;
    }

    /**
     * The weights.
     *
     * @return the live tensor [D, M]
     */
    public Tensor W() {
        return product.W();
    }

    /**
     * The biases.
     *
     * @return the live tensor [M]
     */
    public Tensor b() {
        return bias.value();
    }

    /**
     * The input of the last {@code forward}.
     *
     * @return that very tensor, or null before {@code forward}
     */
    public Tensor x() {
        return product.x();
    }

    /**
     * The derivative of the loss by the weights.
     *
     * @return the live tensor [D, M], or null before {@code backward}
     */
    public Tensor dW() {
        return product.dW();
    }

    /**
     * The derivative of the loss by the biases.
     *
     * @return the live tensor [M], or null before {@code backward}
     */
    public Tensor db() {
        return wentBack ? bias.gradient() : null;
    }

    @Override
    public OptionalInt inputs() {
        return product.inputs();
    }

    @Override
    public Shape outputShape(Shape x) {
        return product.outputShape(x);
    }

    @Override
    public Tensor infer(Tensor x, Tensor out) {
        return add(product.infer(x, out), b(), out);
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(new ProductFormula(b().dim(0), true));
    }
}
