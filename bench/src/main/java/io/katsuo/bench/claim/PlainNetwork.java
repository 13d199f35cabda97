package io.katsuo.bench.claim;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.TwoLayerNet;
import java.util.Arrays;

/**
 * The network by its formulas in double: affine layers with ReLUs between them, softmax with loss. It is the baseline of the claim
 * and the reference with which other systems are compared. The loops run along rows, so that the compiler can vectorize them.
 */
public class PlainNetwork extends TimedNetwork {
    private final double[][] x;
    private final double[][] xTransposed;
    private final int[] labels;
    private final double[][][] parameters;
    private final double[][][] gradients;

    PlainNetwork(NetSize size, Images images, int batch) {
        this(
                matrix(images.first(batch, size.inputs())),
                images.labels(batch),
                new TwoLayerNet(size.inputs(), size.hidden(), size.outputs(), SEED)
                        .params().values().stream().map(PlainNetwork::matrix).toArray(double[][][]::new));
    }

    /**
     * A network on a batch.
     *
     * @param parameters weights [inputs, outputs] and bias [1, outputs] of each layer in turn
     */
    public PlainNetwork(double[][] x, int[] labels, double[][][] parameters) {
        this.x = x;
        xTransposed = transpose(x);
        this.labels = labels;
        this.parameters = parameters;
        gradients = new double[parameters.length][][];
    }

    /** The values of a tensor; a vector becomes one row. */
    public static double[][] matrix(Tensor tensor) {
        double[] values = tensor.toDoubles();
        int columns = tensor.dim(-1);
        double[][] matrix = new double[values.length / columns][];
        Arrays.setAll(matrix, i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns));
        return matrix;
    }

    /** The values before each layer, and the scores. */
    private double[][][] forward(double[][] inputs) {
        int layers = parameters.length / 2;
        double[][][] values = new double[layers + 1][][];
        values[0] = inputs;
        for (int i = 0; i < layers; i++) {
            values[i + 1] = affine(values[i], 2 * i);
            if (i < layers - 1) {
                relu(values[i + 1]);
            }
        }
        return values;
    }

    /** The scores of some inputs. */
    public final double[][] scores(double[][] inputs) {
        return forward(inputs)[parameters.length / 2];
    }

    @Override
    final double loss() {
        return loss(scores(x));
    }

    @Override
    public final double backpropagate() {
        double[][][] values = forward(x);
        int layers = values.length - 1;
        double[][] slope = softmaxMinusTargets(values[layers]);
        for (int i = layers - 1; i >= 0; i--) {
            gradients[2 * i] = times(i == 0 ? xTransposed : transpose(values[i]), slope);
            gradients[2 * i + 1] = columnSums(slope);
            if (i > 0) {
                slope = times(slope, transpose(parameters[2 * i]));
                mask(slope, values[i]);
            }
        }
        return loss(values[layers]);
    }

    private static void mask(double[][] slope, double[][] values) {
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                slope[i][j] = values[i][j] > 0 ? slope[i][j] : 0;
            }
        }
    }

    @Override
    public final double[] gradient(int parameter) {
        return Arrays.stream(gradients[parameter])
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @Override
    final double get(int parameter, int entry) {
        double[][] values = parameters[parameter];
        return values[entry / values[0].length][entry % values[0].length];
    }

    @Override
    final void set(int parameter, int entry, double value) {
        double[][] values = parameters[parameter];
        values[entry / values[0].length][entry % values[0].length] = value;
    }

    /**
     * For each entry, whether some input of the ReLU changes its sign between the two points of the central difference. Only W1
     * and b1 move these inputs: by h·x and by h.
     */
    final boolean[] kinks(int parameter, double step) {
        boolean[] kinks = new boolean[parameters[parameter].length * parameters[parameter][0].length];
        if (parameter > 1) {
            return kinks;
        }
        double[][] z = affine(x, 0);
        int hidden = z[0].length;
        for (int n = 0; n < z.length; n++) {
            for (int entry = 0; entry < kinks.length; entry++) {
                double reach = parameter == 0 ? step * x[n][entry / hidden] : step;
                kinks[entry] |= reach > 0 && Math.abs(z[n][entry % hidden]) <= reach;
            }
        }
        return kinks;
    }

    private double[][] affine(double[][] value, int weights) {
        double[][] y = times(value, parameters[weights]);
        for (double[] row : y) {
            addScaled(1, parameters[weights + 1][0], row);
        }
        return y;
    }

    private static void relu(double[][] values) {
        for (double[] row : values) {
            for (int j = 0; j < row.length; j++) {
                row[j] = Math.max(0, row[j]);
            }
        }
    }

    private double loss(double[][] scores) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum += logSumExp(scores[i]) - scores[i][labels[i]];
        }
        return sum / labels.length;
    }

    private static double logSumExp(double[] scores) {
        double max = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            max = Math.max(max, score);
        }
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score - max);
        }
        return max + Math.log(sum);
    }

    /** (softmax(scores) − t) / N. */
    private double[][] softmaxMinusTargets(double[][] scores) {
        double[][] result = new double[scores.length][scores[0].length];
        for (int i = 0; i < scores.length; i++) {
            double logSum = logSumExp(scores[i]);
            for (int k = 0; k < scores[i].length; k++) {
                result[i][k] = (Math.exp(scores[i][k] - logSum) - (k == labels[i] ? 1 : 0)) / labels.length;
            }
        }
        return result;
    }

    private static double[][] columnSums(double[][] a) {
        double[][] sums = new double[1][a[0].length];
        for (double[] row : a) {
            addScaled(1, row, sums[0]);
        }
        return sums;
    }

    /** The product a·b. */
    double[][] times(double[][] a, double[][] b) {
        double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                addScaled(a[i][k], b[k], c[i]);
            }
        }
        return c;
    }

    private static double[][] transpose(double[][] a) {
        double[][] t = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < t.length; j++) {
                t[j][i] = a[i][j];
            }
        }
        return t;
    }

    private static void addScaled(double factor, double[] row, double[] sum) {
        for (int j = 0; j < row.length; j++) {
            sum[j] += factor * row[j];
        }
    }
}
