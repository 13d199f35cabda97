package io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.add;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@link Affine} as the graph it is: {@link MatMul}, then {@link AddLayer} with the biases, which {@link Repeat} copies
 * to every sample (sources: layers are compositions of nodes). Outputs and gradients are those of {@code Affine}, bit
 * for bit; it only needs more memory and time.
 *
 * <p>The input is one sample [D] or a batch, as for {@link MatMul}; for one sample nothing is repeated.
 *
 * @since 0.1
 */
public final class ComposedAffine implements Layer {
    private final MatMul matmul;
    private final Param bias;
    private final Repeat repeat;
    private final AddLayer add;

    /**
     * A layer with a name. Its parameters are called as those of {@link Affine}.
     *
     * @param name starts its error messages
     * @param w the weights [D, M]; kept, not copied
     * @param b the biases [M]; kept, not copied
     * @throws ShapeException if the shapes do not fit
     */
    public ComposedAffine(String name, Tensor w, Tensor b) {
        Check.biases(name, w, b);
        this.matmul = new MatMul(name, w);
        this.bias = new Param(ParameterNames.of(name, "b"), b);
        this.repeat = new Repeat(name);
        this.add = new AddLayer(name);
    }

    @Override
    public String name() {
        return matmul.name();
    }

    @Override
    public List<Param> parameters() {
        return List.of(matmul.weight(), bias);
    }

    @Override
    public Tensor forward(Tensor x) {
        add.out().avoid(x);
        Tensor product = matmul.forward(x);
        Tensor b = bias.value();
        return add.forward(product, product.rank() == 1 ? b : repeat.forward(b, product.dim(0)));
    }

    @Override
    public Tensor backward(Tensor dout) {
        matmul.dx().avoid(dout);
        return matmul.backward(biasGradient(dout));
    }

    @Override
    public void backwardParameters(Tensor dout) {
        matmul.backwardParameters(biasGradient(dout));
    }

    /** Goes back through the addition and the copies of the biases; what is left is for the product. */
    private Tensor biasGradient(Tensor dout) {
        InputGradients gradients = add.backward(dout);
        bias.gradient().copyFrom(dout.rank() == 1 ? gradients.dy() : repeat.backward(gradients.dy()));
        return gradients.dx();
    }

    @Override
    public OptionalInt inputs() {
        return matmul.inputs();
    }

    @Override
    public Shape outputShape(Shape x) {
        return matmul.outputShape(x);
    }

    @Override
    public Tensor infer(Tensor x, Tensor out) {
        return add(matmul.infer(x, out), bias.value(), out);
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(new ProductFormula(bias.value().dim(0), true));
    }
}
