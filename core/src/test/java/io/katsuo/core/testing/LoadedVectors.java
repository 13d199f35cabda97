package io.katsuo.core.testing;

import io.katsuo.core.kernel.Kernels;

/** For tests of what runs with SIMD kernels: with {@code auto} these are loaded in the background. */
public final class LoadedVectors {
    private LoadedVectors() {}

    /** Returns when products no longer take the scalar path because the Vector API is being loaded. */
    public static void await() {
        while (Kernels.bits() > 0 && !Kernels.areLoaded()) {
            Thread.onSpinWait();
        }
    }
}
