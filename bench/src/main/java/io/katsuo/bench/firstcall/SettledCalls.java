package io.katsuo.bench.firstcall;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.ops.LinearAlgebra;
import io.katsuo.core.ops.Reductions;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The speed on which the ops of {@link FirstCall} settle in a JVM that has used more than thirty kernels: the main class of
 * other JVMs that {@link FirstCallCommand} starts.
 */
final class SettledCalls {
    /** The ops, without plain Java loops. */
    static final List<String> OPS =
            FirstCall.OPS.stream().filter(op -> !op.startsWith(FirstCall.LOOP)).toList();

    private static final int OTHER_CALLS = 500;

    /** Calls of each op between two looks at what is pending. */
    private static final int CALLS = 50;

    /** The time for which ops are called before they are timed: at least, and at most until no kernel is pending. */
    private static final long LEAST_NANOS = 1_500_000_000;

    private static final long MOST_NANOS = 40_000_000_000L;

    /** Spans of processor time whose median counts, and the least length of each. */
    private static final int SPANS = 21;

    private static final long SPAN_NANOS = 4_000_000;

    private SettledCalls() {}

    /** Prints the nanoseconds of processor time that a call of each op takes, then how many kernels never were compiled. */
    public static void main(String[] args) {
        callOthers(OTHER_CALLS);
        List<FirstCall> calls = new ArrayList<>();
        for (String op : OPS) {
            FirstCall call = new FirstCall(op.split(" ")[0], op.split(" ")[1]);
            call.makeTensors();
            calls.add(call);
        }
        long begin = System.nanoTime();
        do {
            for (FirstCall call : calls) {
                for (int i = 0; i < CALLS; i++) {
                    call.run();
                }
            }
        } while (System.nanoTime() - begin < (Backend.pending().isEmpty() ? LEAST_NANOS : MOST_NANOS));
        StringBuilder line = new StringBuilder();
        for (FirstCall call : calls) {
            line.append(processorNanos(call)).append(' ');
        }
        System.out.println(line.append(Backend.pending().size()));
    }

    /** The time on the processor, in which other programs do not count. */
    private static long processorNanos(FirstCall call) {
        ThreadMXBean meter = ManagementFactory.getThreadMXBean();
        long[] times = new long[SPANS];
        for (int span = 0; span < SPANS; span++) {
            long begin = meter.getCurrentThreadCpuTime();
            long calls = 0;
            long now;
            do {
                for (int i = 0; i < CALLS; i++) {
                    call.run();
                }
                calls += CALLS;
                now = meter.getCurrentThreadCpuTime();
            } while (now - begin < SPAN_NANOS);
            times[span] = (now - begin) / calls;
        }
        Arrays.sort(times);
        return times[SPANS / 2];
    }

    private static void callOthers(int times) {
        Tensor a = Tensor.full(Shape.of(20, 33), 0.5);
        Tensor b = Tensor.full(Shape.of(20, 33), 0.25);
        Tensor row = Tensor.full(Shape.of(33), 2);
        Tensor out = Tensor.zeros(20, 33);
        Tensor columns = Tensor.zeros(33);
        Tensor rows = Tensor.zeros(20);
        Tensor square = Tensor.zeros(20, 20);
        Tensor wide = Tensor.zeros(33, 33);
        for (int i = 0; i < times; i++) {
            Elementwise.add(a, b, out);
            Elementwise.add(a, row, out);
            Elementwise.add(a, 2, out);
            Elementwise.sub(a, b, out);
            Elementwise.sub(2, a, out);
            Elementwise.mul(a, b, out);
            Elementwise.mul(a, 3, out);
            Elementwise.div(a, b, out);
            Elementwise.div(a, 3, out);
            Elementwise.maximum(a, b, out);
            Elementwise.minimum(a, b, out);
            Elementwise.exp(a, out);
            Elementwise.log(a, out);
            Elementwise.sqrt(a, out);
            Elementwise.square(a, out);
            Elementwise.abs(a, out);
            Elementwise.neg(a, out);
            Elementwise.relu(a, out);
            Elementwise.sigmoid(a, out);
            Elementwise.tanh(a, out);
            Elementwise.greater(a, b, out);
            Elementwise.greaterEqual(a, 0.5, out);
            Elementwise.axpy(0.5, a, out);
            Reductions.sum(a, 0, columns);
            Reductions.sum(a, 1, rows);
            Reductions.max(a, 0, columns);
            Reductions.max(a, 1, rows);
            Reductions.min(a, 1, rows);
            Reductions.mean(a, 0, columns);
            Reductions.softmax(a, out);
            LinearAlgebra.matmul(a, b.transpose(), square);
            LinearAlgebra.matmul(a.transpose(), b, wide);
            LinearAlgebra.matmul(a, row, rows);
            out.copyFrom(b);
            wide.copyFrom(wide.transpose());
        }
    }
}
