package io.katsuo.core.kernel;

/** Exp of one float. */
final class Exp {
    private Exp() {}

    static float at(float x) {
        return (float) StrictMath.exp(x);
    }
}
