package io.katsuo.bench.suite;

import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** How long does an operation take that treats each element by itself? */
public class ElementwiseBenchmark extends SimdBenchmark {
    /** The operation; {@code addRow} adds one row to all. */
    @Param({"add", "addRow", "exp", "tanh", "sigmoid", "relu"})
    public String op;

    /** Rows and columns: the hidden layer of the book's network, and more than a cache holds. */
    @Param({"100x50", "1024x1024"})
    public String shape;

    private Tensor x;
    private Tensor y;
    private Tensor out;
    private Supplier<Tensor> operation;

    /** Draws the operands, and proves every element right, against the same operation in double. */
    @Setup(Level.Trial)
    public void prepare() {
        String[] extents = shape.split("x");
        int rows = Integer.parseInt(extents[0]);
        int columns = Integer.parseInt(extents[1]);
        Rng rng = new Rng(1);
        x = Tensor.uniform(rng, -5, 5, Shape.of(rows, columns));
        y = op.equals("addRow")
                ? Tensor.uniform(rng, -5, 5, Shape.of(columns))
                : Tensor.uniform(rng, -5, 5, Shape.of(rows, columns));
        out = Tensor.zeros(rows, columns);
        operation = operation();
        operation.get();
        DoubleBinaryOperator formula = formula();
        Tensor second = y.broadcastTo(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double expected = formula.applyAsDouble(x.get(i, j), second.get(i, j));
                if (!(Math.abs(out.get(i, j) - expected) <= 1e-6 * Math.abs(expected))) {
                    throw new IllegalStateException(op + " of " + x.get(i, j) + " and " + second.get(i, j) + " is "
                            + out.get(i, j) + ", not " + expected);
                }
            }
        }
    }

    private Supplier<Tensor> operation() {
        return switch (op) {
            case "add", "addRow" -> () -> Elementwise.add(x, y, out);
            case "exp" -> () -> Elementwise.exp(x, out);
            case "tanh" -> () -> Elementwise.tanh(x, out);
            case "sigmoid" -> () -> Elementwise.sigmoid(x, out);
            case "relu" -> () -> Elementwise.relu(x, out);
            default -> throw new IllegalArgumentException("no such operation: " + op);
        };
    }

    private DoubleBinaryOperator formula() {
        return switch (op) {
            case "exp" -> (a, b) -> Math.exp(a);
            case "tanh" -> (a, b) -> Math.tanh(a);
            case "sigmoid" -> (a, b) -> 1 / (1 + Math.exp(-a));
            case "relu" -> (a, b) -> Math.max(a, 0);
            // A sum in float is rounded once.
            default -> (a, b) -> (float) (a + b);
        };
    }

    /** The operation, into memory that is there already. */
    @Benchmark
    public Tensor apply() {
        return operation.get();
    }
}
