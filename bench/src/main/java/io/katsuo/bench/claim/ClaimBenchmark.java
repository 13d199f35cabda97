package io.katsuo.bench.claim;

import static io.katsuo.core.ops.MatMul.matmul;

import io.katsuo.bench.claim.sides.Agreement;
import io.katsuo.bench.claim.sides.Images;
import io.katsuo.bench.claim.sides.NetSize;
import io.katsuo.bench.claim.sides.Sides;
import io.katsuo.bench.claim.sides.Task;
import io.katsuo.bench.claim.sides.Way;
import io.katsuo.bench.suite.SimdBenchmark;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.mnist.chapter.Digits;
import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What does one gradient cost by backpropagation, and what by differences? {@code katsuo claim} runs both for many. */
public class ClaimBenchmark extends SimdBenchmark {
    /** Names the file of images that forks share. */
    static final String IMAGES = "katsuo.claim.images";

    /** So many entries are compared. */
    private static final int COMPARED = 200;

    /** The network. */
    @Param("784-50-10")
    public String net;

    /** The number of images. */
    @Param("3")
    public int batch;

    /** How both sides compute. */
    @Param("FLOAT32")
    public Way way;

    /** How many entries are differentiated by, about; 0 for all. */
    @Param("0")
    public int entries;

    private Sides sides;
    private Tensor x;
    private Tensor weights;
    private Tensor hidden;
    private Tensor gradient;

    /**
     * Reads the images, and proves that both sides agree.
     *
     * @throws IOException if there are no images
     */
    @Setup(Level.Trial)
    public void prepare() throws IOException {
        String file = System.getProperty(IMAGES);
        Images images = file == null ? Images.of(Digits.onThisMachine()) : Images.read(Path.of(file));
        NetSize size = NetSize.of(net);
        if (file == null) {
            // Otherwise whoever wrote the file has compared all entries.
            Agreement.check(way, Task.of(size, batch, COMPARED, images));
        }
        Task task = Task.of(size, batch, entries, images);
        sides = way.sides(task);
        x = task.x();
        weights = Tensor.normal(new Rng(1), 0, 0.01, size.inputs(), size.hidden());
        gradient = Tensor.zeros(size.inputs(), size.hidden());
        hidden = matmul(x, weights);
    }

    /**
     * One gradient by backpropagation.
     *
     * @return the loss
     */
    @Benchmark
    public double backpropagation() {
        return sides.backpropagation().run();
    }

    /**
     * The derivatives by all chosen entries.
     *
     * @return the derivatives
     */
    @Benchmark
    public double[][] differences() {
        return sides.differentiation().derivatives();
    }

    /**
     * The first product forward.
     *
     * @return X·W1
     */
    @Benchmark
    public Tensor forwardProduct() {
        return matmul(x, weights, hidden);
    }

    /**
     * The product that gives the gradient of W1, of as many multiply-adds.
     *
     * @return Xᵀ·dH
     */
    @Benchmark
    public Tensor gradientProduct() {
        return matmul(x.transpose(), hidden, gradient);
    }
}
