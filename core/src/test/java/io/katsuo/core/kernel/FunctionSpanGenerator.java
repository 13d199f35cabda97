package io.katsuo.core.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes {@link SimdFunctionSpans}, in which four loops contain the exponential function: if it were a method that they
 * share, the compiler would box its vectors. Run it in the module's directory to rewrite the source; {@code
 * FunctionSpanGeneratorTest} fails when the source differs from what the generator writes.
 */
final class FunctionSpanGenerator {
    static final Path SOURCE = Path.of("src/main/java/io/katsuo/core/kernel/SimdFunctionSpans.java");

    /** From {@code @X} to its whole powers of two, with all limits of {@link Exp#at}, or those that a function needs. */
    private static final Map<String, String> LIMITS =
            Map.of("@EXP", """
            FloatVector limited = @X.blend(EXP_HIGHEST, @X.compare(VectorOperators.GT, EXP_HIGHEST));
            limited = limited.blend(EXP_LOWEST, limited.compare(VectorOperators.LT, EXP_LOWEST));
            FloatVector shifted = limited.fma(EXP_LOG2_E, EXP_MAGIC);
            FloatVector whole = shifted.sub(EXP_MAGIC);
""", "@EXP_FOR_TANH", """
            FloatVector limited = @X.blend(TANH_IS_ONE, @X.compare(VectorOperators.GT, TANH_IS_ONE));
            FloatVector shifted = limited.fma(EXP_LOG2_E, EXP_MAGIC);
            FloatVector whole = shifted.sub(EXP_MAGIC);
""", "@EXP_FOR_SIGMOID", """
            FloatVector limited = @X.blend(EXP_LOWEST, @X.compare(VectorOperators.LT, EXP_LOWEST));
            FloatVector shifted = limited.fma(EXP_LOG2_E, EXP_MAGIC_UP);
            FloatVector whole = shifted.sub(EXP_MAGIC_UP);
""");

    /** The power of the rest. */
    private static final String POWER = """
            FloatVector r = whole.fma(MINUS_LN2_HIGH, limited);
            r = whole.fma(MINUS_LN2_LOW, r);
            FloatVector q = r.fma(EXP_Q4, EXP_Q3);
            q = q.fma(r, EXP_Q2);
            q = q.fma(r, EXP_Q1);
            q = q.fma(r, EXP_Q0);
            FloatVector onePlus = ONE.add(r);
            FloatVector rest = ONE.sub(onePlus).add(r);
            FloatVector power = onePlus.add(r.mul(r).fma(q, rest));
""";

    /**
     * The product of both powers. Where n is small, one factor suffices: the shift removes the magic number's bits and leaves
     * n in the exponent. Where n may be below -126, that factor is larger by 2^32, and a second factor of 2^-32 follows.
     */
    private static final Map<String, String> SCALES =
            Map.of("@EXP", """
            IntVector exponent = shifted.reinterpretAsInts().sub(EXP_MAGIC_BITS);
            IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
            IntVector other = exponent.sub(half);
            power = power.mul(half.add(BIAS).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
            power = power.mul(other.add(BIAS).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
""", "@EXP_FOR_TANH", """
            IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            power = power.mul(exponent.add(ONE_BITS).reinterpretAsFloats());
""", "@EXP_FOR_SIGMOID", """
            IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            power = power.mul(exponent.add(ONE_BITS).reinterpretAsFloats()).mul(EXP_DOWN);
""");

    /** The method of a function. It calls its loop with nothing to do too: {@link WarmUp} relies on that. */
    private static final String SPAN = """
    @Override
    public void @X(float[] x, int xi, float[] out, int oi, int n) {
        int end = FLOATS.loopBound(n);
        @X(end, x, xi, out, oi);
        SCALAR.@X(x, xi + end, out, oi + end, n - end);
    }

""";

    /** Two vectors at a time, statement by statement: the processor has work to do while it waits for results. */
    private static final String SPAN_AND_LOOP_OF_PAIRS = """
    @Override
    public void @X(float[] x, int xi, float[] out, int oi, int n) {
        int end = FLOATS.loopBound(n);
        int pairs = end & -(2 * LANES);
        @XPairs(pairs, x, xi, out, oi);
        @X(end - pairs, x, xi + pairs, out, oi + pairs);
        SCALAR.@X(x, xi + end, out, oi + end, n - end);
    }

    private static void @XPairs(int n, float[] x, int xi, float[] out, int oi) {
        for (int i = 0; i < n; i += 2 * LANES) {
            FloatVector v1 = FloatVector.fromArray(FLOATS, x, xi + i);
            FloatVector v2 = FloatVector.fromArray(FLOATS, x, xi + i + LANES);
""";

    /** The loop, up to its body. */
    private static final String LOOP = """
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
 * The functions of {@link Exp}, {@link Log}, {@link Tanh} and {@link Sigmoid}, a vector at a time, with the same bits. The
 * operations are the same, with blends in place of branches; limits that cannot matter are left out, and powers of two
 * are multiplied in fewer steps. Elements that do not fill a vector go to the scalar twin. Written by
 * FunctionSpanGenerator; do not edit.
 *
 * <p>Each method has one loop, and no two loops share a method of vectors: in half of the JVMs that called one from two
 * loops the compiler boxed its vectors for good. Constants are vectors made beforehand: a broadcast in the loop costs the
 * compiler so many nodes that it stops inlining half-way and boxes every vector.
 */
final class SimdFunctionSpans implements FunctionSpans {
    private static final FunctionSpans SCALAR = new ScalarFunctionSpans();

    private static final FloatVector EXP_DOWN = FloatVector.broadcast(FLOATS, 0x1p-32f);
    private static final FloatVector EXP_HIGHEST = FloatVector.broadcast(FLOATS, Exp.HIGHEST);
    private static final FloatVector EXP_LN2_HIGH = FloatVector.broadcast(FLOATS, Exp.LN2_HIGH);
    private static final FloatVector EXP_LN2_LOW = FloatVector.broadcast(FLOATS, Exp.LN2_LOW);
    private static final FloatVector EXP_LOG2_E = FloatVector.broadcast(FLOATS, Exp.LOG2_E);
    private static final FloatVector EXP_LOWEST = FloatVector.broadcast(FLOATS, Exp.LOWEST);
    private static final FloatVector EXP_MAGIC = FloatVector.broadcast(FLOATS, Exp.MAGIC);
    private static final FloatVector EXP_MAGIC_UP = FloatVector.broadcast(FLOATS, Exp.MAGIC + 32);
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
    private static final FloatVector MINUS_ONE = FloatVector.broadcast(FLOATS, -1f);
    private static final FloatVector MIN_NORMAL = FloatVector.broadcast(FLOATS, Float.MIN_NORMAL);
    private static final FloatVector NAN = FloatVector.broadcast(FLOATS, Float.NaN);
    private static final FloatVector ONE = FloatVector.broadcast(FLOATS, 1f);
    /** tanh rounds to 1 from half of this on. */
    private static final FloatVector TANH_IS_ONE = FloatVector.broadcast(FLOATS, 30f);

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
    private static final IntVector ONE_BITS = IntVector.broadcast(INTS, 0x3F800000);
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
@EXP_FOR_TANH twice
            FloatVector large = ONE.sub(TWO.div(power.add(ONE)));
            FloatVector result = large.blend(small, size.compare(VectorOperators.LT, TANH_SMALL));
            IntVector sign = v.reinterpretAsInts().and(SIGN);
            result.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(out, oi + i);
@END

@PAIRS sigmoid
            FloatVector negative = v.reinterpretAsInts().or(SIGN).reinterpretAsFloats();
@EXP_FOR_SIGMOID negative
            FloatVector numerator = ONE.blend(power, v.compare(VectorOperators.LT, ZERO));
            FloatVector minusSum = MINUS_ONE.sub(power);
            FloatVector minusLost = MINUS_ONE.sub(minusSum).sub(power);
            FloatVector reciprocal = MINUS_ONE.div(minusSum);
            FloatVector quotient = numerator.mul(reciprocal);
            FloatVector residual = quotient.fma(minusSum, numerator);
            residual = quotient.fma(minusLost, residual);
            residual.fma(reciprocal, quotient).intoArray(out, oi + i);
@END

    /** There is no vector form: StrictMath defines the bits. */
    @Override
    public void pow(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        SCALAR.pow(a, ai, b, bi, out, oi, n);
    }
}
""";

    /** A local variable of a body, but not the index, the arrays or a method. */
    private static final Pattern LOCAL = Pattern.compile("(?<![.\\w])(?!(?:i|oi|out)\\b)([a-z]\\w*)\\b(?!\\()");

    private FunctionSpanGenerator() {}

    static String source() {
        StringBuilder out = new StringBuilder();
        List<String> lines = TEMPLATE.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.startsWith("@PAIRS")) {
                int end = at + lines.subList(at, lines.size()).indexOf("@END");
                String function = line.split(" ")[1];
                String body = body(lines.subList(at + 1, end));
                out.append(SPAN_AND_LOOP_OF_PAIRS.replace("@X", function))
                        .append(twice(body))
                        .append(END)
                        .append('\n');
                out.append(LOOP.replace("@X", function)).append(body).append(END);
                at = end;
            } else {
                out.append(body(List.of(line)));
            }
        }
        return out.toString();
    }

    private static String body(List<String> lines) {
        StringBuilder out = new StringBuilder();
        for (String line : lines) {
            out.append(line.startsWith("@") ? replacement(line.split(" ")) : line + "\n");
        }
        return out.toString();
    }

    private static String replacement(String... words) {
        return switch (words[0]) {
            case "@BEGIN" -> (SPAN + LOOP).replace("@X", words[1]);
            case "@END" -> END;
            default -> LIMITS.get(words[0]).replace("@X", words[1]) + POWER + SCALES.get(words[0]);
        };
    }

    /** Every statement for both vectors of a pair; local variables, the only names in lower case, get a number. */
    private static String twice(String body) {
        StringBuilder out = new StringBuilder();
        for (String line : body.lines().toList()) {
            String store = line.replace(" oi + i)", " oi + i + LANES)");
            out.append(numbered(line, "1"))
                    .append('\n')
                    .append(numbered(store, "2"))
                    .append('\n');
        }
        return out.toString();
    }

    private static String numbered(String line, String number) {
        return LOCAL.matcher(line).replaceAll("$1" + number);
    }

    public static void main(String[] args) throws IOException {
        Files.writeString(SOURCE, source());
    }
}
