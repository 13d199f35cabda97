package io.katsuo.core.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes {@link SimdFunctionSpans}, in which three loops hold the exponential function: as a method that they share, its
 * vectors get boxed. Run it from the module's directory to write the source anew; {@code FunctionSpanGeneratorTest} fails
 * when it differs from what this would write.
 */
final class FunctionSpanGenerator {
    static final Path SOURCE = Path.of("src/main/java/io/katsuo/core/kernel/SimdFunctionSpans.java");

    /** The limits of {@link Exp#at}, and those that are left where the sign of {@code @X} is known. */
    private static final Map<String, String> LIMITS =
            Map.of("@EXP", """
            FloatVector limited = @X.blend(EXP_HIGHEST, @X.compare(VectorOperators.GT, EXP_HIGHEST));
            limited = limited.blend(EXP_LOWEST, limited.compare(VectorOperators.LT, EXP_LOWEST));
""", "@EXP_OF_POSITIVE", """
            FloatVector limited = @X.blend(EXP_HIGHEST, @X.compare(VectorOperators.GT, EXP_HIGHEST));
""", "@EXP_OF_NEGATIVE", """
            FloatVector limited = @X.blend(EXP_LOWEST, @X.compare(VectorOperators.LT, EXP_LOWEST));
""");

    /** From there to {@code power}. */
    private static final String EXP = """
            FloatVector shifted = limited.fma(EXP_LOG2_E, EXP_MAGIC);
            FloatVector whole = shifted.sub(EXP_MAGIC);
            FloatVector r = whole.fma(MINUS_LN2_HIGH, limited);
            r = whole.fma(MINUS_LN2_LOW, r);
            FloatVector q = r.fma(EXP_Q4, EXP_Q3);
            q = q.fma(r, EXP_Q2);
            q = q.fma(r, EXP_Q1);
            q = q.fma(r, EXP_Q0);
            FloatVector onePlus = ONE.add(r);
            FloatVector rest = ONE.sub(onePlus).add(r);
            FloatVector power = onePlus.add(r.mul(r).fma(q, rest));
            IntVector exponent = shifted.reinterpretAsInts().sub(EXP_MAGIC_BITS);
            IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
            IntVector other = exponent.sub(half);
            power = power.mul(half.add(BIAS).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
            power = power.mul(other.add(BIAS).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
""";

    /** What is before and after the body of every function, from {@code v} to {@code out}. */
    private static final String BEGIN = """
    @Override
    public void @X(float[] x, int xi, float[] out, int oi, int n) {
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += PIECE) {
            @X(Math.min(PIECE, end - i), x, xi + i, out, oi + i);
        }
        SCALAR.@X(x, xi + end, out, oi + end, n - end);
    }

    private static void @X(int n, float[] x, int xi, float[] out, int oi) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xi + i);
""";

    private static final String END = """
        }
    }
""";

    private static final String TEMPLATE = """
package io.katsuo.core.kernel;

import static io.katsuo.core.kernel.Simd.FLOATS;
import static io.katsuo.core.kernel.Simd.INTS;
import static io.katsuo.core.kernel.Simd.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of {@link Exp}, {@link Log}, {@link Tanh} and {@link Sigmoid}, a vector at a time: the same operations
 * in the same order, with blends in place of branches. What does not fill a vector goes to the scalar twin. Written by
 * FunctionSpanGenerator; do not edit.
 *
 * <p>One loop a method, and no method of vectors that two loops share: in half of the JVMs that called one from two loops
 * the compiler boxed its vectors for good. Constants are vectors made beforehand: a broadcast inside costs the compiler
 * so many nodes that it would stop to inline half-way, and box every vector.
 */
final class SimdFunctionSpans implements FunctionSpans {
    private static final FunctionSpans SCALAR = new ScalarFunctionSpans();

    /**
     * Elements a call: until it is compiled a loop is a thousand times as slow, and the JVM compiles what is called often
     * much sooner than a long loop. A multiple of any number of lanes.
     */
    private static final int PIECE = 512;

    private static final FloatVector EXP_HIGHEST = FloatVector.broadcast(FLOATS, Exp.HIGHEST);
    private static final FloatVector EXP_LN2_HIGH = FloatVector.broadcast(FLOATS, Exp.LN2_HIGH);
    private static final FloatVector EXP_LN2_LOW = FloatVector.broadcast(FLOATS, Exp.LN2_LOW);
    private static final FloatVector EXP_LOG2_E = FloatVector.broadcast(FLOATS, Exp.LOG2_E);
    private static final FloatVector EXP_LOWEST = FloatVector.broadcast(FLOATS, Exp.LOWEST);
    private static final FloatVector EXP_MAGIC = FloatVector.broadcast(FLOATS, Exp.MAGIC);
    private static final FloatVector EXP_Q0 = FloatVector.broadcast(FLOATS, Exp.Q0);
    private static final FloatVector EXP_Q1 = FloatVector.broadcast(FLOATS, Exp.Q1);
    private static final FloatVector EXP_Q2 = FloatVector.broadcast(FLOATS, Exp.Q2);
    private static final FloatVector EXP_Q3 = FloatVector.broadcast(FLOATS, Exp.Q3);
    private static final FloatVector EXP_Q4 = FloatVector.broadcast(FLOATS, Exp.Q4);
    private static final FloatVector INFINITY = FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY);
    private static final FloatVector LOG_P0 = FloatVector.broadcast(FLOATS, Log.P0);
    private static final FloatVector LOG_P1 = FloatVector.broadcast(FLOATS, Log.P1);
    private static final FloatVector LOG_P2 = FloatVector.broadcast(FLOATS, Log.P2);
    private static final FloatVector LOG_P3 = FloatVector.broadcast(FLOATS, Log.P3);
    private static final FloatVector LOG_P4 = FloatVector.broadcast(FLOATS, Log.P4);
    private static final FloatVector LOG_P5 = FloatVector.broadcast(FLOATS, Log.P5);
    private static final FloatVector LOG_P6 = FloatVector.broadcast(FLOATS, Log.P6);
    private static final FloatVector LOG_P7 = FloatVector.broadcast(FLOATS, Log.P7);
    private static final FloatVector LOG_SCALE = FloatVector.broadcast(FLOATS, Log.SCALE);
    private static final FloatVector LOG_SCALE_LOG2 = FloatVector.broadcast(FLOATS, Log.SCALE_LOG2);
    private static final FloatVector MINUS_HALF = FloatVector.broadcast(FLOATS, -0.5f);
    private static final FloatVector MINUS_INFINITY = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    private static final FloatVector MINUS_LN2_HIGH = FloatVector.broadcast(FLOATS, -Exp.LN2_HIGH);
    private static final FloatVector MINUS_LN2_LOW = FloatVector.broadcast(FLOATS, -Exp.LN2_LOW);
    private static final FloatVector MIN_NORMAL = FloatVector.broadcast(FLOATS, Float.MIN_NORMAL);
    private static final FloatVector NAN = FloatVector.broadcast(FLOATS, Float.NaN);
    private static final FloatVector ONE = FloatVector.broadcast(FLOATS, 1f);
    private static final FloatVector TANH_P0 = FloatVector.broadcast(FLOATS, Tanh.P0);
    private static final FloatVector TANH_P1 = FloatVector.broadcast(FLOATS, Tanh.P1);
    private static final FloatVector TANH_P2 = FloatVector.broadcast(FLOATS, Tanh.P2);
    private static final FloatVector TANH_P3 = FloatVector.broadcast(FLOATS, Tanh.P3);
    private static final FloatVector TANH_P4 = FloatVector.broadcast(FLOATS, Tanh.P4);
    private static final FloatVector TANH_P5 = FloatVector.broadcast(FLOATS, Tanh.P5);
    private static final FloatVector TANH_P6 = FloatVector.broadcast(FLOATS, Tanh.P6);
    private static final FloatVector TANH_SMALL = FloatVector.broadcast(FLOATS, Tanh.SMALL);
    private static final FloatVector TWO = FloatVector.broadcast(FLOATS, 2f);
    private static final FloatVector ZERO = FloatVector.broadcast(FLOATS, 0f);
    private static final IntVector EXP_MAGIC_BITS = IntVector.broadcast(INTS, Exp.MAGIC_BITS);
    private static final IntVector LOG_SQRT_HALF_BITS = IntVector.broadcast(INTS, Log.SQRT_HALF_BITS);
    private static final IntVector BIAS = IntVector.broadcast(INTS, 127);
    private static final IntVector SIGN = IntVector.broadcast(INTS, 0x80000000);

@BEGIN exp
@EXP v
            power.intoArray(out, oi + i);
@END

@BEGIN log
            VectorMask<Float> tiny = v.compare(VectorOperators.LT, MIN_NORMAL);
            IntVector bits = v.blend(v.mul(LOG_SCALE), tiny).reinterpretAsInts();
            IntVector exponent = bits.sub(LOG_SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
            IntVector mantissa = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23));
            FloatVector f = mantissa.reinterpretAsFloats().sub(ONE);
            FloatVector k = exponent.add(EXP_MAGIC_BITS).reinterpretAsFloats().sub(EXP_MAGIC);
            k = k.sub(ZERO.blend(LOG_SCALE_LOG2, tiny));
            FloatVector p = f.fma(LOG_P7, LOG_P6);
            p = p.fma(f, LOG_P5);
            p = p.fma(f, LOG_P4);
            p = p.fma(f, LOG_P3);
            p = p.fma(f, LOG_P2);
            p = p.fma(f, LOG_P1);
            p = p.fma(f, LOG_P0);
            p = p.fma(f, MINUS_HALF);
            FloatVector fraction = f.mul(f).fma(p, f);
            FloatVector low = k.fma(EXP_LN2_LOW, fraction);
            FloatVector result = k.fma(EXP_LN2_HIGH, low);
            result = v.blend(result, v.compare(VectorOperators.LT, INFINITY));
            result = result.blend(MINUS_INFINITY, v.compare(VectorOperators.EQ, ZERO));
            result.blend(NAN, v.compare(VectorOperators.LT, ZERO)).intoArray(out, oi + i);
@END

@BEGIN tanh
            FloatVector size = v.abs();
            FloatVector square = size.mul(size);
            FloatVector p = square.fma(TANH_P6, TANH_P5);
            p = p.fma(square, TANH_P4);
            p = p.fma(square, TANH_P3);
            p = p.fma(square, TANH_P2);
            p = p.fma(square, TANH_P1);
            p = p.fma(square, TANH_P0);
            FloatVector small = size.mul(square).fma(p, size);
            FloatVector twice = size.add(size);
@EXP_OF_POSITIVE twice
            FloatVector large = ONE.sub(TWO.div(power.add(ONE)));
            FloatVector result = large.blend(small, size.compare(VectorOperators.LT, TANH_SMALL));
            IntVector sign = v.reinterpretAsInts().and(SIGN);
            result.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(out, oi + i);
@END

@BEGIN sigmoid
            FloatVector negative = v.abs().neg();
@EXP_OF_NEGATIVE negative
            FloatVector numerator = ONE.blend(power, v.compare(VectorOperators.LT, ZERO));
            FloatVector sum = ONE.add(power);
            FloatVector lost = ONE.sub(sum).add(power);
            FloatVector reciprocal = ONE.div(sum);
            FloatVector quotient = numerator.mul(reciprocal);
            FloatVector negated = quotient.neg();
            FloatVector residual = negated.fma(sum, numerator);
            residual = negated.fma(lost, residual);
            residual.fma(reciprocal, quotient).intoArray(out, oi + i);
@END

    /** There is no vector form: StrictMath defines the bits. */
    @Override
    public void pow(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        SCALAR.pow(a, ai, b, bi, out, oi, n);
    }
}
""";

    private FunctionSpanGenerator() {}

    static String source() {
        StringBuilder out = new StringBuilder();
        for (String line : TEMPLATE.lines().toList()) {
            out.append(line.startsWith("@") ? replacement(line.split(" ")) : line + "\n");
        }
        return out.toString();
    }

    private static String replacement(String... words) {
        return switch (words[0]) {
            case "@BEGIN" -> BEGIN.replace("@X", words[1]);
            case "@END" -> END;
            default -> LIMITS.get(words[0]).replace("@X", words[1]) + EXP;
        };
    }

    public static void main(String[] args) throws IOException {
        Files.writeString(SOURCE, source());
    }
}
