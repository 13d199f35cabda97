package io.katsuo.bench.suite;

import io.katsuo.core.ops.Reductions;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.StatUtils;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** How long does it take to add up or compare many elements: all of them, those of each row, those of each column? */
public class ReductionsBenchmark extends SimdBenchmark {
    /** The operation; softmax finds the maximum of each row and adds up its exponentials. */
    @Param({"sum", "rowSums", "columnSums", "rowMaxima", "softmax"})
    public String op;

    /** Rows and columns: the hidden layer of the book's network, and more than a cache holds. */
    @Param({"100x50", "1024x1024"})
    public String shape;

    private Tensor x;
    private Tensor out;
    private Supplier<Tensor> operation;

    /** Draws the operand, and proves the result right, against commons-math3 in double. */
    @Setup(Level.Trial)
    public void prepare() {
        String[] extents = shape.split("x");
        int rows = Integer.parseInt(extents[0]);
        int columns = Integer.parseInt(extents[1]);
        x = Tensor.rand(new Rng(1), rows, columns);
        operation = operation(rows, columns);
        float[] actual = operation.get().toArray();
        double[] expected = expected(DenseProduct.toMatrix(x));
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= 1e-5 * expected[i])) {
                throw new IllegalStateException(op + " [" + i + "] is " + actual[i] + ", not " + expected[i]);
            }
        }
    }

    private Supplier<Tensor> operation(int rows, int columns) {
        switch (op) {
            case "sum":
                out = Tensor.zeros(1);
                return () -> out.fill(Reductions.sum(x));
            case "rowSums":
                out = Tensor.zeros(rows);
                return () -> Reductions.sum(x, 1, out);
            case "columnSums":
                out = Tensor.zeros(columns);
                return () -> Reductions.sum(x, 0, out);
            case "rowMaxima":
                out = Tensor.zeros(rows);
                return () -> Reductions.max(x, 1, out);
            case "softmax":
                out = Tensor.zeros(rows, columns);
                return () -> Reductions.softmax(x, out);
            default:
                throw new IllegalArgumentException("no such operation: " + op);
        }
    }

    private double[] expected(RealMatrix matrix) {
        return switch (op) {
            case "sum" -> new double[] {StatUtils.sum(ofRows(matrix, StatUtils::sum))};
            case "rowSums" -> ofRows(matrix, StatUtils::sum);
            case "columnSums" -> ofRows(matrix.transpose(), StatUtils::sum);
            case "rowMaxima" -> ofRows(matrix, StatUtils::max);
            default ->
                Arrays.stream(matrix.getData())
                        .flatMapToDouble(ReductionsBenchmark::softmax)
                        .toArray();
        };
    }

    private static double[] ofRows(RealMatrix matrix, ToDoubleFunction<double[]> function) {
        return Arrays.stream(matrix.getData()).mapToDouble(function).toArray();
    }

    private static DoubleStream softmax(double[] row) {
        double sum = Arrays.stream(row).map(Math::exp).sum();
        return Arrays.stream(row).map(value -> Math.exp(value) / sum);
    }

    /** The reduction, into memory that is there already. */
    @Benchmark
    public Tensor reduce() {
        return operation.get();
    }
}
