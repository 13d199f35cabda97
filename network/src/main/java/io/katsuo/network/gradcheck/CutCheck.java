package io.katsuo.network.gradcheck;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Param;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether the results of a layer or a loss are the same when the batch is cut: networks cut batches for threads, unless a
 * layer says {@link Layer#wholeBatch}. The batch is repeated until it is larger than the blocks of any product; samples
 * alone, a few, and all others, each on one thread, must give what they give within it. Besides, two equal calls must give
 * equal results, and so must an input whose rows are not next to each other.
 */
final class CutCheck {
    /** Relative to the largest value: a layer may add in another order, but must not differ by more. */
    private static final double SAME = 1e-5;

    /** The same for gradients, which are sums over many samples. */
    private static final double SAME_SUM = 1e-4;

    private static final int MANY = 600;
    private static final int FEW = 7;
    private static final int LARGEST = 1 << 20;

    /** The first layer that depends on the cut or on earlier calls, in words; empty if none does. */
    final List<String> findings = new ArrayList<>();

    /** What may be a consequence, if something is wrong for the whole batch too. */
    final List<String> failures = new ArrayList<>();

    private final FloatPass pass;
    private final int rows;

    /** By layer: the repeated batch, and what the layer makes of it. */
    private final Tensor[] many;

    private final Tensor[] results;

    CutCheck(Stack stack, FloatPass pass) {
        this.pass = pass;
        this.rows = stack.rows();
        this.many = new Tensor[stack.depth()];
        this.results = new Tensor[stack.depth()];
        List<Layer> layers = stack.layers();
        for (int l = 0; l < stack.depth() && findings.isEmpty(); l++) {
            Tensor again = pass.forward(l, pass.input(l), 0);
            if (!Arrays.equals(again.toDoubles(), pass.values[l + 1])) {
                findings.add(layers.get(l).name()
                        + ".forward: two calls with the same input differ: it is random, or depends on calls before");
            } else {
                layer(l, layers.get(l), false);
            }
        }
        if (findings.isEmpty() && stack.objective() instanceof Objective.Loss loss) {
            loss(loss.layer(), loss, pass.input(stack.depth()));
        }
        for (int l = stack.depth() - 1; l >= 0 && findings.isEmpty(); l--) {
            boolean finite = pass.derivatives[l] == null || !NonFinite.isIn(pass.derivatives[l]);
            if (pass.derivatives[l + 1] != null && finite && !NonFinite.isIn(pass.values[l + 1])) {
                layer(l, layers.get(l), true);
            }
        }
    }

    private void layer(int l, Layer layer, boolean backward) {
        if (layer.wholeBatch()) {
            return;
        }
        int width = Math.max(pass.values[l].length, pass.values[l + 1].length) / rows;
        int times = Math.max(1, Math.min(MANY, LARGEST / Math.max(1, width)) / rows + 1);
        String method = layer.name() + (backward ? ".backward" : ".forward");
        try {
            if (backward) {
                List<Tensor> before = layer.parameters().stream()
                        .map(parameter -> parameter.gradient().copy())
                        .toList();
                try {
                    backward(l, layer, many[l], results[l]);
                } finally {
                    for (int p = 0; p < before.size(); p++) {
                        layer.parameters().get(p).gradient().copyFrom(before.get(p));
                    }
                }
            } else {
                many[l] = repeated(pass.input(l), times);
                results[l] = pass.forward(l, many[l], 0, many[l].dim(0));
                forward(l, method, many[l], results[l]);
            }
        } catch (RuntimeException e) {
            (backward ? failures : findings)
                    .add(method + " lets samples influence each other: it fails for other batches: " + e);
        }
    }

    private void forward(int l, String method, Tensor x, Tensor y) {
        int n = x.dim(0);
        for (int[] part : parts(n)) {
            same(method, y, pass.forward(l, x.slice(0, part[0], part[1]), part[0], n), part[0]);
        }
        if (x.rank() == 2 && l == 0 && findings.isEmpty()) {
            Tensor few = x.slice(0, 0, Math.min(n, rows + FEW));
            Tensor strided = few.transpose().copy().transpose();
            if (differs(y, pass.forward(l, strided, 0, n), 0) >= 0) {
                findings.add(method + " is wrong for an input whose rows are not next to each other");
            }
        }
    }

    /** Each sample of the batch, a few more, and all others. */
    private List<int[]> parts(int n) {
        int[] ends = IntStream.concat(IntStream.rangeClosed(0, rows), IntStream.of(Math.min(n, rows + FEW), n))
                .distinct()
                .toArray();
        return IntStream.range(1, ends.length)
                .mapToObj(i -> new int[] {ends[i - 1], ends[i]})
                .toList();
    }

    private void backward(int l, Layer layer, Tensor x, Tensor y) {
        int n = x.dim(0);
        // All of one sign: sums do not cancel.
        Tensor dout = Tensor.uniform(new Rng(n), 0.5, 1.5, y.shape());
        Tensor dx = pass.backward(l, x, y, dout.copy(), 0, n);
        pass.gradients(l, x, dout.copy());
        List<double[]> whole = gradients(layer);
        List<double[]> sums = whole.stream().map(g -> new double[g.length]).toList();
        for (int[] part : parts(n)) {
            Threads.with(1, () -> {
                Tensor own = x.slice(0, part[0], part[1]);
                Tensor behind = dout.slice(0, part[0], part[1]).copy();
                if (pass.derivatives[l] != null) {
                    Tensor back = pass.backward(l, own, y.slice(0, part[0], part[1]), behind, part[0], n);
                    same(layer.name() + ".backward", dx, back, part[0]);
                }
                pass.gradients(l, own, behind);
            });
            List<double[]> gradients = gradients(layer);
            for (int p = 0; p < sums.size(); p++) {
                double[] sum = sums.get(p);
                double[] gradient = gradients.get(p);
                Arrays.setAll(sum, i -> sum[i] + gradient[i]);
            }
        }
        for (int p = 0; p < sums.size() && failures.isEmpty(); p++) {
            double[] allowed = new double[sums.get(p).length];
            Arrays.fill(allowed, SAME_SUM * ErrorBound.largest(sums.get(p)));
            if (!Comparison.of(whole.get(p), sums.get(p), allowed).agrees()) {
                failures.add(layer.name() + ".gradients of " + n + " samples: the gradient of "
                        + layer.parameters().get(p).name() + " is not the sum of those of parts of the batch");
            }
        }
    }

    private void loss(LossLayer loss, Objective.Loss objective, Tensor scores) {
        Tensor x = scores.reshape(rows, scores.size() / Math.max(1, rows));
        Tensor whole = Tensor.zeros(rows, 1);
        Tensor derivatives = Tensor.zeros(x.shape());
        double[] losses = new double[rows];
        try {
            for (int row = -1; row < rows && rows > 1; row++) {
                int first = Math.max(0, row);
                Tensor own = row < 0 ? x : x.slice(0, row, row + 1);
                Tensor y = Tensor.full(own.shape(), Float.NaN);
                Tensor dx = Tensor.full(own.shape(), Float.NaN);
                loss.losses(own, objective.t(), first, losses);
                loss.output(own, y);
                loss.derivatives(own, y, objective.t(), first, dx);
                if (row < 0) {
                    derivatives.copyFrom(dx);
                    PerturbedValues.of("", "", whole, null).setAll(losses);
                } else {
                    same(
                            loss.name() + ".losses",
                            whole,
                            Tensor.full(whole.shape().with(0, 1), (float) losses[row]),
                            row);
                    same(loss.name() + ".derivatives", derivatives, dx, row);
                }
            }
        } catch (RuntimeException e) {
            failures.add(loss.name() + " lets samples influence each other: it fails for one sample: " + e);
        }
    }

    private void same(String method, Tensor whole, Tensor part, int from) {
        int sample = differs(whole, part, from);
        if (sample >= 0 && findings.isEmpty()) {
            findings.add(method + " lets samples influence each other: the result for sample " + sample % rows
                    + " changes when the batch is cut, and wholeBatch() is false");
        }
    }

    /** The first sample whose results are not the same in a part of the batch that begins at {@code from}; or -1. */
    private static int differs(Tensor whole, Tensor part, int from) {
        double[] want = whole.toDoubles();
        double[] got = part.toDoubles();
        int width = want.length / whole.dim(0);
        for (int row = 0; row < part.dim(0); row++) {
            int at = (from + row) * width;
            double allowed = SAME * ErrorBound.largest(Arrays.copyOfRange(want, at, at + width));
            for (int k = 0; k < width; k++) {
                if (Math.abs(got[row * width + k] - want[at + k]) > allowed) {
                    return from + row;
                }
            }
        }
        return -1;
    }

    private static List<double[]> gradients(Layer layer) {
        return layer.parameters().stream()
                .map(Param::gradient)
                .map(Tensor::toDoubles)
                .toList();
    }

    private static Tensor repeated(Tensor x, int times) {
        Tensor result = Tensor.zeros(x.shape().with(0, x.dim(0) * times));
        for (int i = 0; i < times; i++) {
            result.slice(0, i * x.dim(0), (i + 1) * x.dim(0)).copyFrom(x);
        }
        return result;
    }
}
