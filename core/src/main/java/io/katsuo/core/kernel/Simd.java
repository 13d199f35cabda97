package io.katsuo.core.kernel;

import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The species that all SIMD kernels of this JVM use. One width a JVM, in static finals: a species that varies at a call
 * site costs a factor of fifty.
 */
public final class Simd {
    private static final VectorShape SHAPE = VectorShape.forBitSize(Kernels.bits());

    /** Vectors of floats. */
    public static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);

    /** Vectors of ints of the same width. */
    public static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);

    /** Floats in a vector: 4, 8 or 16. */
    public static final int LANES = Kernels.bits() / Float.SIZE;

    private Simd() {}
}
