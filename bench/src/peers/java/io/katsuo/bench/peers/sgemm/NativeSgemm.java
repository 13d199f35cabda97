package io.katsuo.bench.peers.sgemm;

import io.katsuo.bench.peers.natives.NativeBlas;
import java.lang.foreign.MemorySegment;

/** A product by a native library. */
final class NativeSgemm implements Sgemm {
    private final NativeBlas blas;
    private Product product;
    private MemorySegment a;
    private MemorySegment b;
    private MemorySegment c;
    private float[] result;

    NativeSgemm(NativeBlas blas) {
        this.blas = blas;
    }

    @Override
    public void prepare(Product product, float[] a, float[] b) {
        this.product = product;
        this.a = MemorySegment.ofArray(a);
        this.b = MemorySegment.ofArray(b);
        this.result = new float[product.m() * product.n()];
        this.c = MemorySegment.ofArray(result);
    }

    @Override
    public void multiply() {
        blas.multiply(product.transposeA(), product.transposeB(), product.m(), product.n(), product.k(), a, b, c);
    }

    @Override
    public double get(int i, int j) {
        return result[i * product.n() + j];
    }
}
