package io.katsuo.core.ops;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.OpDigests;
import io.katsuo.core.testing.ThreadMeters;
import io.katsuo.core.testing.Values;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The bits of every operation on random operands, a hash for each; a program for JVMs with other flags. */
final class EveryOpDigest {
    private static final int ROUNDS = 6;
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private EveryOpDigest() {}

    /**
     * Prints the hashes of the first calls, the hashes after a warm-up of as many seconds as the argument says, the kernels, and
     * whether these run in registers: vectors that are not compiled to instructions are objects.
     *
     * @param arguments the seconds
     */
    public static void main(String[] arguments) {
        String cold = compute();
        long start = System.nanoTime();
        long seconds = Long.parseLong(arguments[0]);
        while (System.nanoTime() - start < seconds * 1_000_000_000L
                || !Backend.pending().isEmpty() && System.nanoTime() - start < PATIENCE_NANOS) {
            compute();
            work();
        }
        boolean unboxed = false;
        for (int attempt = 0; attempt < 200 && !unboxed && seconds > 0; attempt++) {
            unboxed = ThreadMeters.allocatedBy(EveryOpDigest::work) < 20_000;
        }
        System.out.println(cold + " " + compute() + " " + Backend.name() + " " + (unboxed ? "unboxed" : "boxed"));
    }

    private static final Tensor X = Tensor.rand(new Rng(1), 30, 301);
    private static final Tensor Y = Tensor.rand(new Rng(2), 301, 64);
    private static final Tensor OUT = Tensor.zeros(30, 301);
    private static final Tensor PRODUCT = Tensor.zeros(30, 64);

    /** Work that allocates nothing once its vectors are compiled to instructions. */
    private static void work() {
        for (int i = 0; i < 20; i++) {
            Elementwise.exp(X, OUT);
            Elementwise.add(X, OUT, OUT);
            Elementwise.tanh(X, OUT);
            LinearAlgebra.matmul(X, Y, PRODUCT);
            Reductions.sum(X);
        }
    }

    static String compute() {
        OpDigests digests = new OpDigests();
        Rng rng = new Rng(311);
        for (Method op : EveryOp.all()) {
            String types = Arrays.stream(op.getParameterTypes())
                    .map(Class::getSimpleName)
                    .collect(Collectors.joining(","));
            for (int round = 0; round < ROUNDS; round++) {
                Values values = Values.values()[round % Values.values().length];
                digests.add(
                        op.getName() + "(" + types + ")",
                        EveryOp.random(op, rng, null, values).run());
            }
        }
        return digests.take();
    }
}
