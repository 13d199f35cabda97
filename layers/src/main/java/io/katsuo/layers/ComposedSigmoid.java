package io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.add;
import static io.katsuo.core.ops.Elementwise.div;
import static io.katsuo.core.ops.Elementwise.exp;
import static io.katsuo.core.ops.Elementwise.mul;
import static io.katsuo.core.ops.Elementwise.neg;
import static io.katsuo.core.ops.Elementwise.square;

import io.katsuo.core.tensor.Tensor;
import java.util.Optional;

/**
 * {@link Sigmoid} step by step, through the nodes ×(−1), exp, +1 and "/" (chapter, figures 5.20 to 5.23): {@code y =
 * 1/(1 + exp(-x))}, and backward {@code dout·(-y²)}, unchanged, times {@code exp(-x)}, times {@code -1}. It is there to
 * be compared with the grouped node, which needs fewer steps and less memory.
 *
 * <p>The two agree within 1.2e-7 (times {@code dout} backward), except that {@code exp(-x)} overflows below x = -88.7:
 * forward still gives 0 there, backward NaN, the product of 0 and infinity.
 *
 * @since 0.1
 */
public final class ComposedSigmoid implements Layer {
    private final String name;
    private final Buffer exponential = new Buffer();
    private final Buffer out = new Buffer();
    private final Buffer dx = new Buffer();
    private final Saved e;
    private final Saved y;

    /**
     * A layer with a name.
     *
     * @param name starts its error messages
     */
    public ComposedSigmoid(String name) {
        this.name = name;
        this.e = new Saved(name, "an intermediate value");
        this.y = new Saved(name, "the output");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor steps = exponential.like(x.shape(), x);
        neg(x, steps);
        e.keep(exp(steps, steps));
        Tensor result = add(steps, 1, out.like(x.shape(), x));
        y.keep(div(1, result, result));
        return result;
    }

    @Override
    public Tensor backward(Tensor dout) {
        Tensor output = y.take();
        Check.gradientShape(name, dout, output.shape());
        Tensor result = square(output, dx.like(output.shape(), dout));
        neg(result, result); // "/" node: -y²
        mul(dout, result, result); // "+" node: passes it on
        mul(result, e.take(), result); // exp node: its output
        return neg(result, result); // "×" node: -1
    }

    @Override
    public Tensor infer(Tensor x, Tensor out) {
        add(exp(neg(x, out), out), 1, out);
        return div(1, out, out);
    }

    @Override
    public Optional<Formula> formula() {
        return new Sigmoid(name).formula();
    }
}
