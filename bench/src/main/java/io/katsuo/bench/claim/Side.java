package io.katsuo.bench.claim;

/** Whose time is taken. */
enum Side {
    /** One gradient; so short that the compiler needs thousands of them to be done. */
    BACKPROPAGATION("backpropagation", 4),
    /** One numerical gradient; thousands of losses each. */
    DIFFERENCES("differences", 2),
    /** X·W1 alone. */
    FORWARD_PRODUCT("forwardProduct", 4),
    /** Xᵀ·dH alone, the gradient of W1: as many multiply-adds. */
    GRADIENT_PRODUCT("gradientProduct", 4);

    /** The method of {@link ClaimBenchmark}. */
    final String benchmark;
    /** How often it is run for the plan's time before it is timed. */
    final int warmUps;

    Side(String benchmark, int warmUps) {
        this.benchmark = benchmark;
        this.warmUps = warmUps;
    }
}
