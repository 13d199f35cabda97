package io.katsuo.core.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Calls a kernel of one of the families {@code f(float[] a, int ai, …, float[] out, int oi, int n)} by its method object,
 * so that tests find new kernels by themselves.
 */
final class SpanCall {
    /** A NaN that no kernel computes. */
    static final float CANARY = Float.intBitsToFloat(0x7fc0ca5e);

    /** The elementwise families: interface, scalar twin. */
    static final Class<?>[] FAMILIES = {ArithmeticSpans.class, ComparisonSpans.class, FunctionSpans.class};

    final Method method;
    final int operands;

    private SpanCall(Method method) {
        this.method = method;
        this.operands = (method.getParameterCount() - 3) / 2;
    }

    static List<SpanCall> all(Class<?> family) {
        List<SpanCall> calls = new ArrayList<>();
        Method[] methods = family.getDeclaredMethods();
        Arrays.sort(methods, Comparator.comparing(Method::getName));
        for (Method method : methods) {
            if (!method.isSynthetic()) {
                calls.add(new SpanCall(method));
            }
        }
        return calls;
    }

    /** The twin of a family: {@code "Scalar"} or {@code "Simd"}. */
    static Object twin(Class<?> family, String kind) {
        try {
            String name = family.getPackageName() + "." + kind + family.getSimpleName();
            return Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    void invoke(Object twin, float[][] arrays, int[] offsets, float[] out, int oi, int n) {
        Object[] args = new Object[method.getParameterCount()];
        for (int k = 0; k < operands; k++) {
            args[2 * k] = arrays[k];
            args[2 * k + 1] = offsets[k];
        }
        args[2 * operands] = out;
        args[2 * operands + 1] = oi;
        args[2 * operands + 2] = n;
        try {
            method.invoke(twin, args);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(this + ", n = " + n, e);
        }
    }

    static float[] canaries(int n) {
        float[] array = new float[n];
        Arrays.fill(array, CANARY);
        return array;
    }

    /** Compares all of two arrays, what lies around the results included; all NaNs but the canary are one. */
    static void assertSame(float[] expected, float[] actual, Object context) {
        for (int i = 0; i < expected.length; i++) {
            boolean canary = isCanary(expected[i]);
            if (canary != isCanary(actual[i]) || Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
                throw new AssertionError(context + ": at " + i + " expected " + expected[i] + " (0x"
                        + Integer.toHexString(Float.floatToRawIntBits(expected[i])) + "), was " + actual[i] + " (0x"
                        + Integer.toHexString(Float.floatToRawIntBits(actual[i])) + ")");
            }
        }
    }

    private static boolean isCanary(float x) {
        return Float.floatToRawIntBits(x) == Float.floatToRawIntBits(CANARY);
    }

    @Override
    public String toString() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
