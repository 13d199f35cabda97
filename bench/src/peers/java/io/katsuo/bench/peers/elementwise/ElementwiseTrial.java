package io.katsuo.bench.peers.elementwise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.katsuo.bench.peers.natives.Torch;
import io.katsuo.bench.peers.trial.Trial;
import io.katsuo.core.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An operation on a matrix as a trial: in place, or else Katsuo into a given result and DJL into a new array.
 *
 * @param rows the number of rows of its first operand
 */
public record ElementwiseTrial(Operation operation, int rows, int columns) {
    /** Every operation on every shape. */
    public static List<Trial> all() {
        return Stream.of(Operation.values())
                .flatMap(operation -> Stream.of(
                        new ElementwiseTrial(operation, 100, 10).trial(),
                        new ElementwiseTrial(operation, 100, 50).trial(),
                        new ElementwiseTrial(operation, 1024, 1024).trial()))
                .toList();
    }

    private Trial trial() {
        return new Trial(name(), "elementwise", 0, List.of(Trial.KATSUO, "djl"), List.of(), this::prepare);
    }

    private String name() {
        return operation.name().toLowerCase(Locale.ROOT) + "_" + rows + "x" + columns;
    }

    private Runnable prepare(String system, int threads) {
        Operands in = Operands.random(rows, columns, operation == Operation.ADD_ROW ? 1 : rows);
        return switch (system) {
            case Trial.KATSUO -> katsuo(in);
            case "djl" -> torch(in, threads);
            default -> throw new IllegalArgumentException("no system named " + system + " computes elements");
        };
    }

    private int resultRows() {
        return operation == Operation.SUM0 ? 1 : operation == Operation.TRANSPOSE ? columns : rows;
    }

    private int resultColumns() {
        return operation == Operation.TRANSPOSE ? rows : columns;
    }

    private Runnable katsuo(Operands in) {
        Tensor x = Tensor.of(in.x()).reshape(rows, columns);
        Tensor y = operation == Operation.ADD_ROW
                ? Tensor.wrap(in.y(), columns)
                : Tensor.wrap(in.y(), rows, columns);
        Tensor out = operation == Operation.SUM0
                ? Tensor.zeros(columns)
                : Tensor.zeros(resultRows(), resultColumns());
        check(Trial.KATSUO, in, operation.katsuo.run(x, y, out).array());
        return () -> operation.katsuo.run(x, y, out);
    }

    private Runnable torch(Operands in, int threads) {
        NDManager manager = Torch.open(threads);
        NDArray x = manager.create(in.x(), new Shape(rows, columns));
        NDArray y = manager.create(in.y(), new Shape(in.y().length / columns, columns));
        check("djl", in, operation.torch.apply(x, y).toFloatArray());
        return () -> {
            NDArray result = operation.torch.apply(x, y);
            if (result != x) {
                result.close();
            }
        };
    }

    /** Fails, naming the system, where an element differs by more than float32 functions and sums may. */
    void check(String system, Operands in, float[] actual) {
        double terms = operation == Operation.SUM0 ? 4.0 * rows : 1;
        for (int i = 0; i < resultRows(); i++) {
            for (int j = 0; j < resultColumns(); j++) {
                double expected = operation.exact.element(in, i, j);
                double value = actual[i * resultColumns() + j];
                if (!(Math.abs(value - expected) <= 1e-5 * Math.max(Math.abs(expected), 0x1p-10) + 1e-7 * terms)) {
                    throw new IllegalStateException("the result of " + system + " is wrong: " + name() + " at [" + i
                            + ", " + j + "]: " + value + ", in double " + expected);
                }
            }
        }
    }
}
