package io.katsuo.bench.peers.elementwise;

import ai.djl.ndarray.NDArray;
import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.ops.Reductions;
import io.katsuo.core.tensor.Tensor;
import java.util.function.BinaryOperator;

/** The operations, each three times: in double, by Katsuo, by DJL. The second operand is a matrix, or a row. */
public enum Operation {
    EXP(
            (in, i, j) -> Math.exp(in.x(i, j)),
            (x, y, out) -> Elementwise.exp(x, out),
            (x, y) -> x.exp()),
    SIGMOID(
            (in, i, j) -> 1 / (1 + Math.exp(-in.x(i, j))),
            (x, y, out) -> Elementwise.sigmoid(x, out),
            (x, y) -> x.getNDArrayInternal().sigmoid()),
    RELU(
            (in, i, j) -> Math.max(in.x(i, j), 0),
            (x, y, out) -> Elementwise.relu(x, out),
            (x, y) -> x.getNDArrayInternal().relu()),
    SOFTMAX(
            (in, i, j) -> Math.exp(in.x(i, j)) / in.exponentials()[i],
            (x, y, out) -> Reductions.softmax(x, out),
            (x, y) -> x.softmax(1)),
    ADD_ROW(
            (in, i, j) -> in.x(i, j) + in.y(0, j),
            (x, y, out) -> Elementwise.add(x, y, x),
            (x, y) -> x.addi(y)),
    ADD(
            (in, i, j) -> in.x(i, j) + in.y(i, j),
            (x, y, out) -> Elementwise.add(x, y, x),
            (x, y) -> x.addi(y)),
    SUM0(
            (in, i, j) -> {
                double sum = 0;
                for (int k = 0; k < in.rows(); k++) {
                    sum += in.x(k, j);
                }
                return sum;
            },
            (x, y, out) -> Reductions.sum(x, 0, out),
            (x, y) -> x.sum(new int[] {0})),
    TRANSPOSE(
            (in, i, j) -> in.x(j, i),
            (x, y, out) -> {
                out.copyFrom(x.transpose());
                return out;
            },
            (x, y) -> {
                try (NDArray view = x.transpose()) {
                    // Reshaping to one row moves the elements; a copy of a view would keep their order in memory.
                    return view.reshape(-1);
                }
            });

    /** An element of the result. */
    interface Exact {
        double element(Operands in, int i, int j);
    }

    /** In place where DJL works in place, and then returns x; otherwise returns out. */
    interface Katsuo {
        Tensor run(Tensor x, Tensor y, Tensor out);
    }

    final Exact exact;
    final Katsuo katsuo;

    /** In place where DJL can, and then returns x; otherwise a new array. */
    final BinaryOperator<NDArray> torch;

    Operation(Exact exact, Katsuo katsuo, BinaryOperator<NDArray> torch) {
        this.exact = exact;
        this.katsuo = katsuo;
        this.torch = torch;
    }
}
