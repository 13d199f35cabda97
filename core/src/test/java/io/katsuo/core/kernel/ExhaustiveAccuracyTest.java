package io.katsuo.core.kernel;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All 2^32 floats through exp, log, tanh and sigmoid, against StrictMath in double: {@code mvn test -pl core -Pexhaustive}.
 * Prints the largest errors.
 */
@Tag("exhaustive")
class ExhaustiveAccuracyTest {
    @ParameterizedTest
    @EnumSource
    void allFloats(AccuracyCheck function) {
        long start = System.nanoTime();
        AccuracyCheck.Worst worst = function.checkAll(1);
        System.out.printf(
                "%s: at most %.4f ulp, at %s (%s); %s; %.0f s%n",
                function,
                worst.ulps(),
                worst.at(),
                Float.toHexString(worst.at()),
                Kernels.describe(),
                (System.nanoTime() - start) / 1e9);
    }
}
