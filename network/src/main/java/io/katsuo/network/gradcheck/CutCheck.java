package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Whether the results of a layer are the same when the batch is cut: networks cut batches for threads, unless a layer says
 * {@link Layer#wholeBatch}. Each sample alone must give what it gives within the batch. Besides, two equal calls must give
 * equal results.
 */
final class CutCheck {
    /** Relative to the largest value: a layer may add in another order, but must not differ by more. */
    private static final double SAME = 1e-5;

    /** The first layer that depends on the cut or on earlier calls, in words; empty if none does. */
    final List<String> findings = new ArrayList<>();

    /** Layers whose backward pass fails for a part of the batch: a consequence, if it is wrong for the whole batch too. */
    final List<String> failures = new ArrayList<>();

    private final FloatPass pass;
    private final int rows;

    CutCheck(Stack stack, FloatPass pass) {
        this.pass = pass;
        this.rows = stack.rows();
        for (int l = 0; l < stack.depth() && findings.isEmpty(); l++) {
            forward(l, stack.layers().get(l));
        }
        for (int l = stack.depth() - 1; l >= 0 && findings.isEmpty(); l--) {
            backward(l, stack.layers().get(l));
        }
    }

    private void forward(int l, Layer layer) {
        Tensor x = pass.input(l);
        if (!Arrays.equals(pass.forward(l, x, 0).toDoubles(), pass.values[l + 1])) {
            findings.add(layer.name()
                    + ".forward: two calls with the same input differ: it is random, or depends on calls before");
        } else if (!layer.wholeBatch()) {
            try {
                compare(
                        layer.name() + ".forward",
                        pass.values[l + 1],
                        row -> pass.forward(l, x.slice(0, row, row + 1), row));
            } catch (RuntimeException e) {
                findings.add(
                        layer.name() + ".forward lets samples influence each other: it fails for one sample: " + e);
            }
        }
    }

    private void backward(int l, Layer layer) {
        if (pass.derivatives[l] == null || layer.wholeBatch() || NonFinite.isIn(pass.derivatives[l])) {
            return;
        }
        Tensor x = pass.input(l);
        Tensor y = pass.input(l + 1);
        Tensor dout = pass.dout(l);
        IntFunction<Tensor> alone = row ->
                pass.backward(l, x.slice(0, row, row + 1), y.slice(0, row, row + 1), dout.slice(0, row, row + 1), row);
        try {
            compare(layer.name() + ".backward", pass.derivatives[l], alone);
        } catch (RuntimeException e) {
            failures.add(layer.name() + ".backward lets samples influence each other: it fails for one sample: " + e);
        }
    }

    private void compare(String method, double[] whole, IntFunction<Tensor> alone) {
        int width = whole.length / rows;
        for (int row = 0; row < rows && rows > 1; row++) {
            double[] got = alone.apply(row).toDoubles();
            double[] want = Arrays.copyOfRange(whole, row * width, (row + 1) * width);
            double allowed = SAME * ErrorBound.largest(want);
            for (int i = 0; i < width; i++) {
                if (Math.abs(got[i] - want[i]) > allowed) {
                    findings.add(method + " lets samples influence each other: the result for sample " + row
                            + " changes when the batch is cut, and wholeBatch() is false");
                    return;
                }
            }
        }
    }
}
