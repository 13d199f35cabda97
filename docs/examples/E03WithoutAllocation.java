import module io.katsuo.core;
import java.lang.management.ManagementFactory;
import com.sun.management.ThreadMXBean;

import static io.katsuo.core.ops.Elementwise.tanh;
import static io.katsuo.core.ops.Elementwise.add;
import static io.katsuo.core.ops.Elementwise.axpy;
import static io.katsuo.core.ops.Elementwise.mul;
import static io.katsuo.core.ops.Elementwise.greater;
import static io.katsuo.core.ops.Elementwise.where;
import static io.katsuo.core.ops.Reductions.argMax;
import static io.katsuo.core.ops.Reductions.max;
import static io.katsuo.core.ops.Reductions.mean;
import static io.katsuo.core.ops.Reductions.sum;
import static io.katsuo.core.ops.Reductions.softmax;

/** 03. Elementwise operations and reductions, and how a loop of them allocates nothing. */
void main() {
    var x = Tensor.of(new float[][] {{1, -2, 3}, {-4, 5, -6}});
    IO.println("x·x =\n" + mul(x, x));
    IO.println("positive or zero =\n" + where(greater(x, 0), x, 0));
    IO.println("sum " + sum(x) + ", over the rows " + sum(x, 0) + ", over the columns " + sum(x, 1));
    IO.println("largest " + max(x) + ", in each row " + max(x, 1) + " at " + Arrays.toString(argMax(x, 1).toInts()));
    IO.println("softmax of the rows sums to " + sum(softmax(x), 1));
    check(sum(x) == -3);

    // @start region="out"
    // Every operation has a form with an output. It may be an operand where each element is read before it is written.
    var w = Tensor.randn(new Rng(1), 64, 64);
    var y = Tensor.zeros(64, 64);
    var means = Tensor.zeros(64);
    Runnable step = () -> {
        mul(w, w, y);               // y = w·w
        add(y, 1, y);               // y = y + 1
        tanh(y, y);                 // y = tanh y
        mean(y, 0, means);   // the mean of each column
        axpy(-0.01f, y, w);         // w = w - 0.01·y
    };
    // @end
    long bytes = bytesAllocated(step);
    IO.println("bytes allocated by 1,000 steps, once compiled: " + bytes);
    check(bytes == 0);
}

/** What a thousand calls allocate in this thread; the JIT compiler is given time to compile them first. */
long bytesAllocated(Runnable step) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Threads.call(1, () -> {
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < 200 && bytes > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                step.run();
            }
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        return bytes;
    });
}

void check(boolean claim) {
    if (!claim) {
        throw new AssertionError();
    }
}
