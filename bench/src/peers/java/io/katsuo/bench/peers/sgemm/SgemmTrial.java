package io.katsuo.bench.peers.sgemm;

import io.katsuo.bench.peers.natives.NativeBlas;
import io.katsuo.bench.peers.trial.Group;
import io.katsuo.bench.peers.trial.Trial;
import java.util.List;
import java.util.stream.Stream;

/** A matrix product as a trial. */
public final class SgemmTrial implements Trial {
    private static final List<String> THREADED = List.of(KATSUO, "mkl", "openblas");

    /** These cannot be told a number of threads, or use one: with more the comparison would be unfair. */
    private static final List<String> ONE_THREAD = List.of("vectorblas", "ejml", "ojalgo", "commons-math3");

    private final Product product;
    private float[] left;
    private float[] right;

    private SgemmTrial(Product product) {
        this.product = product;
    }

    /** The products of the tables. */
    public static List<Trial> all() {
        return Product.ALL.stream().<Trial>map(SgemmTrial::new).toList();
    }

    @Override
    public String name() {
        return product.name();
    }

    @Override
    public Group group() {
        return Group.SGEMM;
    }

    @Override
    public double operations() {
        return product.operations();
    }

    @Override
    public List<String> systems(int threads) {
        return threads > 1
                ? THREADED
                : Stream.concat(THREADED.stream(), ONE_THREAD.stream()).toList();
    }

    @Override
    public Runnable prepare(String system, int threads) {
        if (left == null) {
            left = product.left();
            right = product.right();
        }
        Sgemm sgemm = load(system, threads);
        sgemm.prepare(product, left, right);
        sgemm.multiply();
        new ProductCheck(product, left, right).check(system, sgemm);
        return sgemm::multiply;
    }

    private static Sgemm load(String system, int threads) {
        return switch (system) {
            case KATSUO -> new KatsuoSgemm();
            case "mkl" -> new NativeSgemm(NativeBlas.mkl(threads));
            case "openblas" -> new NativeSgemm(NativeBlas.openBlas(threads));
            case "vectorblas" -> new VectorBlasSgemm();
            case "ejml" -> new EjmlSgemm();
            case "ojalgo" -> new OjAlgoSgemm();
            case "commons-math3" -> new CommonsMathSgemm();
            default -> throw new IllegalArgumentException("no system multiplies matrices by the name of " + system);
        };
    }
}
