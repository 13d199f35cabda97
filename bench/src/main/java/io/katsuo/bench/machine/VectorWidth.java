package io.katsuo.bench.machine;

import jdk.incubator.vector.VectorShape;

/** The Vector API's preferred width, in a class that is only loaded if the incubator module is. */
public final class VectorWidth {
    private VectorWidth() {}

    /** The width that the Vector API prefers in this JVM. */
    public static int preferredBits() {
        return VectorShape.preferredShape().vectorBitSize();
    }
}
