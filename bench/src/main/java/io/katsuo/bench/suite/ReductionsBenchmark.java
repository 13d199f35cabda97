package io.katsuo.bench.suite;

import io.katsuo.core.ops.Reductions;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** How long does a reduction of many elements take: of all, of each row, of each column? */
public class ReductionsBenchmark extends SimdBenchmark {
    /** The operation; softmax finds the maximum of each row and adds up its exponentials. */
    @Param({"sum", "rowSums", "columnSums", "rowMaxima", "softmax"})
    public String op;

    /** Rows and columns: the hidden layer of the book's network, and more than a cache holds. */
    @Param({"100x50", "1024x1024"})
    public String shape;

    private Supplier<Tensor> operation;

    /** Draws the operand. */
    @Setup(Level.Trial)
    public void prepare() {
        int[] extents = TrainingSet.sizes(shape);
        Tensor x = Tensor.rand(new Rng(1), extents[0], extents[1]);
        Tensor one = Tensor.zeros(1);
        Tensor perRow = Tensor.zeros(x.dim(0));
        Tensor perColumn = Tensor.zeros(x.dim(1));
        Tensor out = Tensor.zeros(x.shape());
        operation = switch (op) {
            case "sum" -> () -> one.fill(Reductions.sum(x));
            case "rowSums" -> () -> Reductions.sum(x, 1, perRow);
            case "columnSums" -> () -> Reductions.sum(x, 0, perColumn);
            case "rowMaxima" -> () -> Reductions.max(x, 1, perRow);
            case "softmax" -> () -> Reductions.softmax(x, out);
            default -> throw new IllegalArgumentException("no such operation: " + op);
        };
    }

    /** The reduction, into memory that is there already. */
    @Benchmark
    public Tensor reduce() {
        return operation.get();
    }
}
