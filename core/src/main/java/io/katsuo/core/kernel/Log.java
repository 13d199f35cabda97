package io.katsuo.core.kernel;

/** Log of one float. */
final class Log {
    private Log() {}

    static float at(float x) {
        return (float) StrictMath.log(x);
    }
}
