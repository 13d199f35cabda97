package io.katsuo.core.kernel;

import jdk.incubator.vector.VectorShape;

/** Asks the Vector API what the machine offers; apart, so that it is only loaded where the module is. */
final class VectorProbe {
    private VectorProbe() {}

    static int preferredBits() {
        return VectorShape.preferredShape().vectorBitSize();
    }
}
