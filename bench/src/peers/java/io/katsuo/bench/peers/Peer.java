package io.katsuo.bench.peers;

import java.util.Arrays;
import java.util.function.IntFunction;

/** The systems that are compared. */
enum Peer {
    KATSUO("katsuo", true, threads -> new KatsuoSgemm()),
    MKL("mkl", true, threads -> new NativeSgemm(NativeBlas.mkl(threads))),
    OPENBLAS("openblas", true, threads -> new NativeSgemm(NativeBlas.openBlas(threads))),
    VECTOR_BLAS("vectorblas", false, threads -> new VectorBlasSgemm()),
    EJML("ejml", false, threads -> new EjmlSgemm()),
    OJALGO("ojalgo", false, threads -> new OjAlgoSgemm()),
    COMMONS_MATH("commons-math3", false, threads -> new CommonsMathSgemm());

    /** What it is called in tables. */
    final String id;

    /** Whether it obeys a number of threads; the others would make a comparison with more than one unfair. */
    final boolean threaded;

    private final IntFunction<Sgemm> factory;

    Peer(String id, boolean threaded, IntFunction<Sgemm> factory) {
        this.id = id;
        this.threaded = threaded;
        this.factory = factory;
    }

    static Peer named(String id) {
        return Arrays.stream(values())
                .filter(peer -> peer.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no system is named " + id));
    }

    /** Loads the system; fails by name if it cannot be had. */
    Sgemm load(int threads) {
        try {
            return factory.apply(threads);
        } catch (LinkageError | RuntimeException e) {
            throw new IllegalStateException("the peer " + id + " cannot be loaded: " + e.getMessage(), e);
        }
    }
}
