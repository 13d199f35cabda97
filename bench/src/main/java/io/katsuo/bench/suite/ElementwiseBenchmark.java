package io.katsuo.bench.suite;

import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** How long does an elementwise operation take? */
public class ElementwiseBenchmark extends SimdBenchmark {
    /** The operation; {@code addRow} adds one row to all. */
    @Param({"add", "addRow", "exp", "tanh", "sigmoid", "relu"})
    public String op;

    /** Rows and columns: the hidden layer of the book's network, and more than a cache holds. */
    @Param({"100x50", "1024x1024"})
    public String shape;

    private Supplier<Tensor> operation;

    /** Draws the operands. */
    @Setup(Level.Trial)
    public void prepare() {
        int[] extents = TrainingSet.sizes(shape);
        Rng rng = new Rng(1);
        Tensor x = Tensor.uniform(rng, -5, 5, Shape.of(extents[0], extents[1]));
        Tensor y = Tensor.uniform(rng, -5, 5, op.equals("addRow") ? Shape.of(extents[1]) : x.shape());
        Tensor out = Tensor.zeros(x.shape());
        operation = switch (op) {
            case "add", "addRow" -> () -> Elementwise.add(x, y, out);
            case "exp" -> () -> Elementwise.exp(x, out);
            case "tanh" -> () -> Elementwise.tanh(x, out);
            case "sigmoid" -> () -> Elementwise.sigmoid(x, out);
            case "relu" -> () -> Elementwise.relu(x, out);
            default -> throw new IllegalArgumentException("no such operation: " + op);
        };
    }

    /** The operation, into memory that is there already. */
    @Benchmark
    public Tensor apply() {
        return operation.get();
    }
}
