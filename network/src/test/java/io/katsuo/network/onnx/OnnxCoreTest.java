package io.katsuo.network.onnx;

import static io.katsuo.core.ops.Elementwise.*;
import static io.katsuo.core.ops.Indexing.*;
import static io.katsuo.core.ops.LinearAlgebra.*;
import static io.katsuo.core.ops.Reductions.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/**
 * ONNX's operator tests of the core group with floats, by Katsuo's tensor ops. Counts how many take one call; the
 * losses of the group are in {@link OnnxCasesTest}, one call each.
 */
class OnnxCoreTest {
    private static final List<String> OPS = List.of(
            "Abs",
            "Add",
            "ArgMax",
            "ArgMin",
            "Clip",
            "Concat",
            "CumSum",
            "Div",
            "Exp",
            "Expand",
            "Flatten",
            "Gather",
            "Gemm",
            "Greater",
            "GreaterOrEqual",
            "Identity",
            "Less",
            "LessOrEqual",
            "Log",
            "LogSoftmax",
            "MatMul",
            "Max",
            "Mean",
            "Min",
            "Mul",
            "Neg",
            "OneHot",
            "Pow",
            "Reciprocal",
            "ReduceL1",
            "ReduceL2",
            "ReduceLogSum",
            "ReduceLogSumExp",
            "ReduceMax",
            "ReduceMean",
            "ReduceMin",
            "ReduceProd",
            "ReduceSum",
            "ReduceSumSquare",
            "Relu",
            "Reshape",
            "Sigmoid",
            "Sign",
            "Slice",
            "Softmax",
            "Split",
            "Sqrt",
            "Squeeze",
            "Sub",
            "Sum",
            "Tanh",
            "Tile",
            "Transpose",
            "Unsqueeze",
            "Where");

    /** No elements have no maximum, in NumPy too; bounds in the wrong order are a mistake of the caller. */
    private static final List<String> REFUSED = List.of(
            "test_reduce_max_empty_set",
            "test_reduce_min_empty_set",
            "test_reduce_log_sum_exp_empty_set",
            "test_clip_min_greater_than_max");

    private final int[] counts = new int[3];
    private boolean oneCall;

    @Test
    void coreGroup() throws IOException {
        String name = System.getenv("ONNX_CASES");
        if (name == null) {
            System.err.println("SKIPPED: ONNX's operator tests; set ONNX_CASES to the file of their cases");
        }
        assumeTrue(name != null, "ONNX_CASES names no file: ONNX's operator tests skipped");
        for (String op : OPS) {
            for (OnnxCase c : OnnxCase.read(Path.of(name), op)) {
                if (c.inputs().stream().anyMatch(input -> input != null && input.isFloat())) {
                    check(c);
                }
            }
        }
        System.out.printf(
                "ONNX core with floats: %d by one call, %d by several, %d refused by design, none wrong%n",
                counts[0], counts[1], counts[2]);
        assertEquals("[271, 79, 4]", Arrays.toString(counts), "one call, several, refused");
    }

    private void check(OnnxCase c) {
        if (REFUSED.contains(c.name())) {
            assertThrows(IllegalArgumentException.class, () -> run(c), c.name());
            counts[2]++;
            return;
        }
        oneCall = true;
        List<Tensor> results = run(c);
        assertEquals(c.outputs().size(), results.size(), c.name());
        for (int i = 0; i < results.size(); i++) {
            Tensor expected = c.outputs().get(i).tensor();
            assertEquals(expected.shape(), results.get(i).shape(), c.name());
            double[] wanted = expected.toDoubles();
            double[] values = results.get(i).toDoubles();
            for (int j = 0; j < values.length; j++) {
                double want = wanted[j];
                // Powers of integers are converted back to integers there.
                boolean whole = c.op().equals("Pow") && !c.outputs().get(i).isFloat();
                double got = whole ? Math.floor(values[j]) : values[j];
                double bound = Double.isFinite(want) ? 1e-7 + 1e-6 * Math.abs(want) : 1;
                assertEquals(want, got, bound, c.name() + " at " + j);
            }
        }
        counts[oneCall ? 0 : 1]++;
    }

    /** The operands of the case are prepared by calls that do not count; ops do. */
    private List<Tensor> run(OnnxCase c) {
        if (c.op().equals("Split")) {
            return split(c.inputs().getFirst().tensor(), c.integer("axis", 0), extents(c));
        }
        Tensor x = c.inputs().getFirst().tensor();
        return List.of(
                switch (c.op()) {
                    case "Abs" -> abs(x);
                    case "Exp" -> exp(x);
                    case "Identity" -> x;
                    case "Log" -> log(x);
                    case "Neg" -> neg(x);
                    case "Reciprocal" -> div(1, x);
                    case "Relu" -> relu(x);
                    case "Sigmoid" -> sigmoid(x);
                    case "Sign" -> several(sub(greater(x, 0), less(x, 0)));
                    case "Sqrt" -> sqrt(x);
                    case "Tanh" -> tanh(x);
                    case "Clip" -> clip(x, bound(c, 1, "min", -1), bound(c, 2, "max", 1));
                    case "Add", "Sub", "Mul", "Div", "Pow", "Greater", "GreaterOrEqual", "Less", "LessOrEqual" ->
                        binary(c.op()).apply(x, c.input(1).tensor());
                    case "Max", "Min", "Mean", "Sum" -> ofAll(c);
                    case "Where" -> where(x, c.input(1).tensor(), c.input(2).tensor());
                    case "MatMul" -> matmul(x, c.input(1).tensor());
                    case "Gemm" -> gemm(c);
                    case "Softmax" -> softmax(x, c.integer("axis", -1));
                    case "LogSoftmax" -> logSoftmax(x, c.integer("axis", -1));
                    case "CumSum" -> runningSum(c, x);
                    case "ArgMax", "ArgMin" -> arg(c, x);
                    default -> c.op().startsWith("Reduce") ? reduced(c, x) : rearranged(c, x);
                });
    }

    private <T> T several(T result) {
        oneCall = false;
        return result;
    }

    private static BinaryOperator<Tensor> binary(String op) {
        return switch (op) {
            case "Add", "Sum", "Mean" -> (a, b) -> add(a, b);
            case "Sub" -> (a, b) -> sub(a, b);
            case "Mul" -> (a, b) -> mul(a, b);
            case "Div" -> (a, b) -> div(a, b);
            case "Pow" -> (a, b) -> pow(a, b);
            case "Greater" -> (a, b) -> greater(a, b);
            case "GreaterOrEqual" -> (a, b) -> greaterEqual(a, b);
            case "Less" -> (a, b) -> less(a, b);
            case "LessOrEqual" -> (a, b) -> lessEqual(a, b);
            case "Max" -> (a, b) -> maximum(a, b);
            default -> (a, b) -> minimum(a, b);
        };
    }

    /** An infinite bound stands for one that is left out. */
    private static double bound(OnnxCase c, int input, String attribute, int sign) {
        double otherwise = c.number(attribute, sign * Double.POSITIVE_INFINITY);
        return c.input(input) == null ? otherwise : c.input(input).item();
    }

    private Tensor ofAll(OnnxCase c) {
        int count = c.inputs().size();
        Tensor result = c.input(0).tensor();
        for (int i = 1; i < count; i++) {
            result = binary(c.op()).apply(result, c.input(i).tensor());
        }
        boolean mean = c.op().equals("Mean") && count > 1;
        oneCall = count <= 2 && !mean;
        return mean ? div(result, count) : result;
    }

    private Tensor gemm(OnnxCase c) {
        Tensor a = c.input(0).tensor();
        Tensor b = c.input(1).tensor();
        a = c.integer("transA", 0) == 1 ? a.transpose() : a;
        b = c.integer("transB", 0) == 1 ? b.transpose() : b;
        Tensor product = matmul(a, b);
        if (c.input(2) == null) {
            return product;
        }
        Tensor bias = mul(c.number("beta", 1), c.input(2).tensor());
        return several(add(mul(c.number("alpha", 1), product), bias));
    }

    private Tensor runningSum(OnnxCase c, Tensor x) {
        int axis = (int) c.input(1).item();
        boolean reverse = c.integer("reverse", 0) == 1;
        boolean exclusive = c.integer("exclusive", 0) == 1;
        oneCall = !reverse && !exclusive;
        Tensor sums = cumSum(reverse ? x.flip(axis) : x, axis);
        if (exclusive) {
            sums = sums.slice(axis, 0, x.dim(axis) - 1);
            sums = pad(sums, new int[][] {{1, 0}}, 0);
        }
        return reverse ? sums.flip(axis) : sums;
    }

    private Tensor arg(OnnxCase c, Tensor x) {
        int axis = c.integer("axis", 0);
        boolean keep = c.integer("keepdims", 1) == 1;
        boolean last = c.integer("select_last_index", 0) == 1;
        Tensor searched = last ? x.flip(axis) : x;
        Tensor found = c.op().equals("ArgMax") ? argMax(searched, axis, keep) : argMin(searched, axis, keep);
        return last ? several(sub(x.dim(axis) - 1, found)) : found;
    }

    private Tensor reduced(OnnxCase c, Tensor x) {
        boolean keep = c.integer("keepdims", 1) == 1;
        int[] axes = c.attributes().containsKey("axes")
                ? c.integers("axes")
                : c.input(1) == null ? new int[0] : c.input(1).labels();
        if (axes.length == 0) {
            if (c.integer("noop_with_empty_axes", 0) == 1) {
                return x;
            }
            axes = new int[x.rank()];
            Arrays.setAll(axes, axis -> axis);
        }
        return switch (c.op()) {
            case "ReduceSum" -> sum(x, axes, keep);
            case "ReduceMean" -> mean(x, axes, keep);
            case "ReduceMax" -> max(x, axes, keep);
            case "ReduceMin" -> min(x, axes, keep);
            case "ReduceProd" -> prod(x, axes, keep);
            case "ReduceLogSumExp" -> logSumExp(x, axes, keep);
            case "ReduceL1" -> several(sum(abs(x), axes, keep));
            case "ReduceL2" -> several(sqrt(sum(square(x), axes, keep)));
            case "ReduceLogSum" -> several(log(sum(x, axes, keep)));
            default -> several(sum(square(x), axes, keep));
        };
    }

    /** Ops that only move elements. */
    private Tensor rearranged(OnnxCase c, Tensor x) {
        int axis = c.integer("axis", 0);
        return switch (c.op()) {
            case "Concat" ->
                concat(axis, c.inputs().stream().map(OnnxCase.Value::tensor).toArray(Tensor[]::new));
            case "Expand" -> {
                Shape target = Shape.of(c.input(1).labels());
                yield x.broadcastTo(Shape.broadcast("expand", x.shape(), target).dims());
            }
            case "Flatten" -> {
                int cut = c.integer("axis", 1);
                int[] outer = Arrays.copyOf(x.shape().dims(), cut < 0 ? cut + x.rank() : cut);
                yield x.reshape(Shape.of(outer).size(), -1);
            }
            case "Gather" -> {
                Tensor gathered = gather(x, axis, c.input(1).labels());
                yield c.input(1).shape().length == 1
                        ? gathered
                        : several(gathered.reshape(c.outputs().getFirst().shape()));
            }
            case "OneHot" -> oneHot(c, x);
            case "Reshape" -> {
                int[] dims = c.input(1).labels();
                for (int i = 0; i < dims.length; i++) {
                    dims[i] = dims[i] == 0 && c.integer("allowzero", 0) == 0 ? x.dim(i) : dims[i];
                }
                yield x.reshape(dims);
            }
            case "Slice" -> x.slice(slices(c, x.rank()));
            case "Squeeze" -> x.squeeze(c.input(1).labels()[0]);
            case "Tile" -> tile(x, c.input(1).labels());
            case "Transpose" -> c.attributes().containsKey("perm") ? x.permute(c.integers("perm")) : reversed(x);
            default -> unsqueezed(c, x);
        };
    }

    private static Tensor reversed(Tensor x) {
        int[] axes = new int[x.rank()];
        Arrays.setAll(axes, i -> axes.length - 1 - i);
        return x.permute(axes);
    }

    private Tensor unsqueezed(OnnxCase c, Tensor x) {
        int[] axes = c.input(1).labels();
        Arrays.sort(axes);
        oneCall = axes.length == 1;
        Tensor result = x;
        for (int axis : axes) {
            result = result.unsqueeze(axis);
        }
        return result;
    }

    private Tensor oneHot(OnnxCase c, Tensor x) {
        int depth = (int) c.input(1).item();
        float[] values = c.input(2).tensor().toArray();
        int[] labels = Arrays.stream(x.toInts())
                .map(label -> Math.floorMod(label, depth))
                .toArray();
        Tensor rows = add(mul(io.katsuo.core.ops.Indexing.oneHot(labels, depth), values[1] - values[0]), values[0]);
        return several(
                x.rank() == 1 ? rows : rows.reshape(x.dim(0), x.dim(1), depth).permute(0, 2, 1));
    }

    private static String slices(OnnxCase c, int rank) {
        int[] starts = c.input(1).labels();
        int[] ends = c.input(2).labels();
        String[] items = new String[rank];
        Arrays.fill(items, ":");
        for (int i = 0; i < starts.length; i++) {
            int axis = c.input(3) == null ? i : Math.floorMod(c.input(3).labels()[i], rank);
            int step = c.input(4) == null ? 1 : c.input(4).labels()[i];
            items[axis] = starts[i] + ":" + ends[i] + ":" + step;
        }
        return String.join(", ", items);
    }

    private static int[] extents(OnnxCase c) {
        if (c.attributes().containsKey("split")) {
            return c.integers("split");
        }
        return c.outputs().stream()
                .mapToInt(output -> output.shape()[Math.floorMod(c.integer("axis", 0), output.shape().length)])
                .toArray();
    }
}
