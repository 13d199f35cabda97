package io.katsuo.network;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/** The book's network in double by commons-math3: scores, loss and back-propagation, independent of all our code. */
final class Oracle {
    final RealMatrix scores;
    final double loss;
    /** By W1, b1, W2, b2, row-major. */
    final double[][] gradients;

    Oracle(Network network, Tensor x, Targets t) {
        RealMatrix input = matrix(x);
        RealMatrix w2 = matrix(network.params().get("W2"));
        RealMatrix before = plus(
                input.multiply(matrix(network.params().get("W1"))),
                network.params().get("b1"));
        RealMatrix hidden = before.copy();
        for (int i = 0; i < hidden.getRowDimension(); i++) {
            for (int j = 0; j < hidden.getColumnDimension(); j++) {
                hidden.setEntry(i, j, Math.max(0, hidden.getEntry(i, j)));
            }
        }
        scores = plus(hidden.multiply(w2), network.params().get("b2"));
        int n = scores.getRowDimension();
        RealMatrix dScores = scores.copy();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double[] row = scores.getRow(i);
            double max = java.util.Arrays.stream(row).max().orElseThrow();
            double total = 0;
            for (double score : row) {
                total += Math.exp(score - max);
            }
            for (int k = 0; k < row.length; k++) {
                double y = Math.exp(row[k] - max) / total;
                dScores.setEntry(i, k, (y - t.value(i, k)) / n);
                sum -= t.value(i, k) * (row[k] - max - Math.log(total));
            }
        }
        loss = sum / n;
        RealMatrix dHidden = dScores.multiply(w2.transpose());
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < dHidden.getColumnDimension(); j++) {
                if (before.getEntry(i, j) <= 0) {
                    dHidden.setEntry(i, j, 0);
                }
            }
        }
        gradients = new double[][] {
            flat(input.transpose().multiply(dHidden)),
            columnSums(dHidden),
            flat(hidden.transpose().multiply(dScores)),
            columnSums(dScores)
        };
    }

    static RealMatrix matrix(Tensor t) {
        RealMatrix result = MatrixUtils.createRealMatrix(t.dim(0), t.dim(1));
        for (int i = 0; i < t.dim(0); i++) {
            for (int j = 0; j < t.dim(1); j++) {
                result.setEntry(i, j, t.get(i, j));
            }
        }
        return result;
    }

    private static RealMatrix plus(RealMatrix m, Tensor row) {
        for (int i = 0; i < m.getRowDimension(); i++) {
            for (int j = 0; j < m.getColumnDimension(); j++) {
                m.addToEntry(i, j, row.get(j));
            }
        }
        return m;
    }

    private static double[] columnSums(RealMatrix m) {
        double[] ones = new double[m.getRowDimension()];
        java.util.Arrays.fill(ones, 1);
        return m.preMultiply(ones);
    }

    private static double[] flat(RealMatrix m) {
        double[] result = new double[m.getRowDimension() * m.getColumnDimension()];
        for (int i = 0; i < m.getRowDimension(); i++) {
            System.arraycopy(m.getRow(i), 0, result, i * m.getColumnDimension(), m.getColumnDimension());
        }
        return result;
    }
}
