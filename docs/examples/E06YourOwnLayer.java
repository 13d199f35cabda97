import module io.katsuo.network;

import static io.katsuo.core.ops.Elementwise.mul;
import static io.katsuo.core.ops.Reductions.sum;

/** 06. A layer of your own with a parameter, its gradient check, and what a mistake in it looks like. */
void main() {
    var rng = new Rng(1);
    var x = Tensor.normal(rng, 0, 1, Shape.of(6, 4)); // six samples of four values
    var gain = new Gain("gain1", Tensor.normal(rng, 1, 0.5, Shape.of(4)));

    // @start region="check"
    IO.println(GradientCheck.of(gain).on(x).run());
    // @end

    // In a network it is a layer as any other.
    var network = Network.builder(4, 1).add(gain).affine(8).relu().affine(3).softmaxWithLoss();
    IO.print(network.summary());
    GradientCheck.assertGradients(network, x, Targets.of(0, 1, 2, 0, 1, 2));

    // The same layer, but backward forgets that g is a factor.
    var wrong = new Gain("gain2", Tensor.normal(rng, 1, 0.5, Shape.of(4))) {
        @Override
        public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
            dx.copyFrom(dout);
        }
    };
    var report = GradientCheck.of(wrong).on(x).run();
    IO.println(report);
    check(!report.passed() && report.entry("gain2.g").passed() && !report.entry("x").passed());
}

// @start region="layer"
/** y = x·g with one factor g for each value of a sample; dx = dout·g, dg = the sum of dout·x over the samples. */
static class Gain extends Layer {
    private final Param g;

    Gain(String name, Tensor g) {
        super(name);
        this.g = new Param(name + ".g", g);
    }

    public List<Param> parameters() {
        return List.of(g);
    }

    public OptionalInt inputs() {
        return OptionalInt.of(g.value().size());
    }

    public void forward(Tensor x, Tensor y) {
        mul(x, g.value(), y);
    }

    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        mul(dout, g.value(), dx);
    }

    public void gradients(Tensor x, Tensor dout) {
        sum(mul(dout, x), 0, g.gradient()); // overwritten, not added to
    }

    /** The same in double, one output of one sample at a time, written on its own. */
    public Optional<Formula> formula() {
        return Optional.of((unit, x, at, inputs, parameters) -> x[at + unit] * parameters[0][unit]);
    }
}
// @end

void check(boolean claim) {
    if (!claim) {
        throw new AssertionError();
    }
}
