package io.katsuo.core.kernel;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sample of {@link ExhaustiveAccuracyTest}: every 4093th float, and all near points where something changes. */
class FunctionAccuracyTest {
    /** Limits of results, zeros, roundings, subnormals; where the polynomials change or the argument is cut. */
    private static final float[] TURNS = {
        0f,
        Float.MIN_NORMAL,
        1f,
        0.5f,
        2f,
        Float.MAX_VALUE,
        0x1p-12f,
        0x1p-24f,
        88.72283f,
        87.33654f,
        103.97208f,
        103.2789f,
        89f,
        104f,
        17.32868f,
        9.010913f,
        20f,
        44.5f,
        0.70710677f,
        1.4142135f,
        0.34657359f,
        1.0397208f,
        0.6931472f,
        0x1p-126f,
        0x1p-149f
    };

    @ParameterizedTest
    @EnumSource
    void sampleOfAllFloats(AccuracyCheck function) {
        function.checkAll(4093);
    }

    @ParameterizedTest
    @EnumSource
    void nearTurns(AccuracyCheck function) {
        for (float turn : TURNS) {
            function.checkAround(turn, 200);
            function.checkAround(-turn, 200);
        }
    }
}
