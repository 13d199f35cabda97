package io.katsuo.bench.machine;

import jdk.incubator.vector.VectorShape;

/** The Vector API's preferred width; apart, so that it is only loaded where the incubator module is. */
public final class VectorWidth {
    private VectorWidth() {}

    /** The width that the Vector API prefers in this JVM. */
    public static int preferredBits() {
        return VectorShape.preferredShape().vectorBitSize();
    }
}
