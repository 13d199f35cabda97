package io.katsuo.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.random.Rng;
import io.katsuo.core.testing.Cases;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ScalarFmaTest {
    private static final float[] SPECIAL = {
        0f,
        -0f,
        1f,
        -1f,
        0.1f,
        3f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        0x1.fffffep-127f,
        0x1p-75f,
        0x1p-74f,
        0x1.000002p0f,
        0x1.fffffep0f,
        -0x1.fffffep0f,
        0x1p24f,
        0x1.000002p23f,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN
    };

    private static void check(float a, float b, float c) {
        float expected = Math.fma(a, b, c);
        float actual = ScalarFma.emulated(a, b, c);
        assertEquals(
                Float.floatToIntBits(expected),
                Float.floatToIntBits(actual),
                () -> "fma(" + Float.toHexString(a) + ", " + Float.toHexString(b) + ", " + Float.toHexString(c)
                        + ") is " + Float.toHexString(expected) + ", emulated " + Float.toHexString(actual));
    }

    @Test
    void emulationRoundsOnceForSpecialValues() {
        for (float a : SPECIAL) {
            for (float b : SPECIAL) {
                for (float c : SPECIAL) {
                    check(a, b, c);
                }
            }
        }
    }

    @Test
    void emulationRoundsOnceForAnyBits() {
        Cases.forEach(200, 11, rng -> {
            for (int i = 0; i < 1000; i++) {
                check(anyFloat(rng), anyFloat(rng), anyFloat(rng));
            }
        });
    }

    @Test
    void emulationRoundsOnceWhereRoundingTwiceGoesWrong() {
        // a·b has two bits more than a float, often "half an ulp"; c, far below a double's last bit, breaks the tie.
        Cases.forEach(200, 12, rng -> {
            for (int i = 0; i < 1000; i++) {
                float a = 2 * rng.nextInt(4) + 1;
                float b = 1 + (2 * rng.nextInt(1 << 22) + 1) * 0x1p-23f;
                float c = Math.scalb(rng.nextInt(2) == 0 ? 1f : -1f, -60 - rng.nextInt(89));
                check(a, b, c);
                check(-a, b, c);
            }
        });
    }

    @Test
    void emulationAgreesWithExactArithmetic() {
        Cases.forEach(20, 13, rng -> {
            for (int i = 0; i < 100; i++) {
                float a = rng.nextFloat() - 0.5f;
                float b = rng.nextFloat() * 8;
                float c = (rng.nextFloat() - 0.5f) * Math.scalb(1f, -rng.nextInt(30));
                float exact = new BigDecimal(a)
                        .multiply(new BigDecimal(b))
                        .add(new BigDecimal(c))
                        .floatValue();
                assertEquals(exact, ScalarFma.emulated(a, b, c));
            }
        });
    }

    private static float anyFloat(Rng rng) {
        return Float.intBitsToFloat((int) rng.nextLong());
    }
}
