package io.katsuo.core.kernel;

/** Tanh of one float. */
final class Tanh {
    private Tanh() {}

    static float at(float x) {
        return (float) StrictMath.tanh(x);
    }
}
