package io.katsuo.bench.doctor;

/**
 * The facts that need no measurement.
 *
 * @param system the machine
 * @param jvm the JVM
 * @param kernels what Katsuo chose
 */
record Facts(SystemFacts system, JvmFacts jvm, KernelFacts kernels) {
    static Facts read() {
        return new Facts(SystemFacts.read(), JvmFacts.read(), KernelFacts.read());
    }
}
