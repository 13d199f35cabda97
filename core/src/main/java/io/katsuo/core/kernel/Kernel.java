package io.katsuo.core.kernel;

/**
 * A SIMD kernel as the dispatch sees it: until it is compiled, its scalar twin, which gives the same bits, runs in its
 * place.
 *
 * <p>Vector API code that is not compiled is hundreds of times slower than its scalar twin. The first call that finds a
 * kernel not ready asks {@link WarmUp} to have it compiled in the background.
 */
public abstract class Kernel {
    private volatile boolean ready = Kernels.SIMD && !Kernels.WARMS_UP;
    private volatile boolean wanted;

    /**
     * Whether the SIMD kernel may run. If not, the call counts as a request to compile it.
     *
     * @return false as long as the scalar twin must run
     * @throws IllegalArgumentException if the property {@code katsuo.kernels} is wrong
     */
    public final boolean isReady() {
        return ready || want();
    }

    private boolean want() {
        Kernels.check();
        if (Kernels.WARMS_UP && !wanted) {
            wanted = true;
            WarmUp.add(this);
        }
        return false;
    }

    final void setReady() {
        ready = true;
    }

    /**
     * Calls the compiled method, or all of them if there are several, once.
     *
     * @param vectors how many vectors, or terms, the loops run over; 0 must enter and leave every method at once
     * @param in operands of any values
     */
    protected abstract void exercise(int vectors, float[] in, float[] out);

    /** {@return a word or two for reports} */
    @Override
    public abstract String toString();
}
