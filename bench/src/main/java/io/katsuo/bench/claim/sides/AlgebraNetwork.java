package io.katsuo.bench.claim.sides;

import io.katsuo.core.tensor.Tensor;
import java.util.List;

/**
 * The network written out by its formulas over some library's matrices: X·W1 + b1, ReLU, ·W2 + b2, softmax with loss
 * (log-sum-exp in double). Both sides compute with the same products.
 *
 * @param <M> the library's matrix
 */
final class AlgebraNetwork<M> implements Backpropagation, Differentiation {
    private final Algebra<M> algebra;
    private final Task task;
    private final double step;
    private final M x;
    private final int[] labels;
    private final List<M> parameters;
    private List<M> gradients;

    AlgebraNetwork(Task task, Algebra<M> algebra, double step) {
        this.algebra = algebra;
        this.task = task;
        this.step = step;
        this.x = matrix(task.x());
        this.labels = task.labels();
        this.parameters =
                task.network().params().values().stream().map(this::matrix).toList();
    }

    /** A matrix of a tensor's values; biases become one row. */
    private M matrix(Tensor tensor) {
        Tensor rows = tensor.rank() == 1 ? tensor.unsqueeze(0) : tensor;
        M matrix = algebra.zeros(rows.dim(0), rows.dim(1));
        for (int i = 0; i < rows.dim(0); i++) {
            for (int j = 0; j < rows.dim(1); j++) {
                algebra.set(matrix, i, j, rows.get(i, j));
            }
        }
        return matrix;
    }

    @Override
    public double run() {
        M hidden = affine(x, 0);
        M active = relu(hidden);
        M scores = affine(active, 2);
        double loss = loss(scores);
        M dScores = errorSignal(scores);
        M dHidden = throughRelu(algebra.multiplyTransposedRight(dScores, parameters.get(2)), hidden);
        gradients = List.of(
                algebra.multiplyTransposedLeft(x, dHidden),
                columnSums(dHidden),
                algebra.multiplyTransposedLeft(active, dScores),
                columnSums(dScores));
        return loss;
    }

    @Override
    public double[][] gradient() {
        return gradients.stream().map(this::values).toArray(double[][]::new);
    }

    private double[] values(M a) {
        int columns = algebra.columns(a);
        double[] values = new double[algebra.rows(a) * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = algebra.get(a, i / columns, i % columns);
        }
        return values;
    }

    @Override
    public double[][] derivatives() {
        return parameters.stream().map(this::derivatives).toArray(double[][]::new);
    }

    private double[] derivatives(M w) {
        int columns = algebra.columns(w);
        int[] entries = task.entries(algebra.rows(w) * columns);
        double[] derivatives = new double[entries.length];
        for (int e = 0; e < entries.length; e++) {
            int i = entries[e] / columns;
            int j = entries[e] % columns;
            double original = algebra.get(w, i, j);
            algebra.set(w, i, j, original + step);
            double high = algebra.get(w, i, j);
            double above = currentLoss();
            algebra.set(w, i, j, original - step);
            double low = algebra.get(w, i, j);
            derivatives[e] = (above - currentLoss()) / (high - low);
            algebra.set(w, i, j, original);
        }
        return derivatives;
    }

    private double currentLoss() {
        return loss(affine(relu(affine(x, 0)), 2));
    }

    private M affine(M value, int weights) {
        M y = algebra.multiply(value, parameters.get(weights));
        M biases = parameters.get(weights + 1);
        for (int i = 0; i < algebra.rows(y); i++) {
            for (int j = 0; j < algebra.columns(y); j++) {
                algebra.set(y, i, j, algebra.get(y, i, j) + algebra.get(biases, 0, j));
            }
        }
        return y;
    }

    private M relu(M value) {
        M y = algebra.zeros(algebra.rows(value), algebra.columns(value));
        for (int i = 0; i < algebra.rows(y); i++) {
            for (int j = 0; j < algebra.columns(y); j++) {
                algebra.set(y, i, j, Math.max(0, algebra.get(value, i, j)));
            }
        }
        return y;
    }

    private M throughRelu(M dout, M value) {
        for (int i = 0; i < algebra.rows(dout); i++) {
            for (int j = 0; j < algebra.columns(dout); j++) {
                if (algebra.get(value, i, j) <= 0) {
                    algebra.set(dout, i, j, 0);
                }
            }
        }
        return dout;
    }

    private double loss(M scores) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum += logSumExp(scores, i) - algebra.get(scores, i, labels[i]);
        }
        return sum / labels.length;
    }

    private double logSumExp(M scores, int i) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < algebra.columns(scores); k++) {
            max = Math.max(max, algebra.get(scores, i, k));
        }
        double sum = 0;
        for (int k = 0; k < algebra.columns(scores); k++) {
            sum += Math.exp(algebra.get(scores, i, k) - max);
        }
        return max + Math.log(sum);
    }

    /** (softmax − t) / N. */
    private M errorSignal(M scores) {
        M signal = algebra.zeros(algebra.rows(scores), algebra.columns(scores));
        for (int i = 0; i < labels.length; i++) {
            double logSum = logSumExp(scores, i);
            for (int k = 0; k < algebra.columns(scores); k++) {
                double y = Math.exp(algebra.get(scores, i, k) - logSum);
                algebra.set(signal, i, k, (y - (k == labels[i] ? 1 : 0)) / labels.length);
            }
        }
        return signal;
    }

    private M columnSums(M a) {
        M sums = algebra.zeros(1, algebra.columns(a));
        for (int j = 0; j < algebra.columns(a); j++) {
            double sum = 0;
            for (int i = 0; i < algebra.rows(a); i++) {
                sum += algebra.get(a, i, j);
            }
            algebra.set(sums, 0, j, sum);
        }
        return sums;
    }
}
