package io.katsuo.core.testing;

import io.katsuo.core.random.Rng;

/** Families of random floats that bring out different faults. */
public enum Values {
    /** Uniform on [-1, 1). */
    UNIFORM {
        @Override
        public float next(Rng rng) {
            return 2 * rng.nextFloat() - 1;
        }
    },
    /** Standard normal. */
    NORMAL {
        @Override
        public float next(Rng rng) {
            return (float) rng.nextNormal();
        }
    },
    /** Whole numbers from -8 to 8: sums of products of up to 2^18 of them are exact in any order. */
    INTEGERS {
        @Override
        public float next(Rng rng) {
            return rng.nextInt(17) - 8;
        }
    },
    /** Of either sign, with exponents from -40 to 40. */
    WIDE {
        @Override
        public float next(Rng rng) {
            return Math.scalb(2 * rng.nextFloat() - 1, rng.nextInt(81) - 40);
        }
    },
    /** Subnormal numbers and the smallest normal ones. */
    TINY {
        @Override
        public float next(Rng rng) {
            return Float.intBitsToFloat(rng.nextInt(0x01000000) | rng.nextInt(2) << 31);
        }
    },
    /** Every other one is NaN, an infinity, a zero of either sign, subnormal, the largest or one. */
    SPECIAL {
        @Override
        public float next(Rng rng) {
            return rng.nextInt(2) == 0 ? NORMAL.next(rng) : SPECIALS[rng.nextInt(SPECIALS.length)];
        }
    };

    private static final float[] SPECIALS = {
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        1f,
        -1f
    };

    /**
     * The next number of this family.
     *
     * @param rng where it comes from
     * @return the number
     */
    public abstract float next(Rng rng);
}
