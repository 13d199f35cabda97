package io.katsuo.core.kernel;

/** Sigmoid of one float. */
final class Sigmoid {
    private Sigmoid() {}

    static float at(float x) {
        return (float) (1 / (1 + StrictMath.exp(-(double) x)));
    }
}
