package io.katsuo.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.ops.EveryOp.Call;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.TensorCases.Kind;
import io.katsuo.core.testing.Values;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all operations have in common: layouts, aliasing, and how they refuse wrong arguments. */
class EveryOpTest {
    /** Whose operand may have any higher rank, or whose out may. */
    private static final List<String> BROADCASTING = List.of("axpy", "sumTo");

    static List<Method> ops() {
        return EveryOp.all();
    }

    /** Without gathered bytes, which no tensor can alias. */
    static List<Method> opsWithOut() {
        return EveryOp.all().stream()
                .filter(op -> EveryOp.hasOut(op) && op.getParameterTypes()[0] != byte[].class)
                .toList();
    }

    @Test
    void allAreFound() {
        assertTrue(ops().size() >= 150, () -> ops().size() + " operations");
        assertTrue(opsWithOut().size() >= 60, () -> opsWithOut().size() + " operations with an out");
    }

    /** The strides of operands and out never show in the bits, and nothing but out is written. */
    @ParameterizedTest
    @MethodSource("ops")
    void layoutsDoNotShow(Method op) {
        int[] errors = {0};
        int[] cases = {0};
        Cases.forEach(20, 301, rng -> {
            Call call = EveryOp.random(op, rng, null, Values.values()[rng.nextInt(Values.values().length)]);
            Call dense = call.dense();
            List<Tensor> before = call.dense().tensors();
            Object expected = dense.run();
            Object actual = call.run();
            cases[0]++;
            errors[0] += expected instanceof Throwable ? 1 : 0;
            EveryOp.assertSame(expected, actual, call);
            List<Tensor> after = call.tensors();
            for (int i = 0; i < after.size(); i++) {
                if (!call.hasOut() || i < after.size() - 1 || actual instanceof Throwable) {
                    EveryOp.assertSame(before.get(i), after.get(i), call + " changed an operand");
                }
                TensorCases.assertCanariesIntact(after.get(i));
            }
        });
        assertTrue(errors[0] <= 0.5 * cases[0] + 3, () -> errors[0] + " calls of " + cases[0] + " were refused");
    }

    /** An out that shares elements with an operand gets the right values, or is refused and nothing is written. */
    @ParameterizedTest
    @MethodSource("opsWithOut")
    void anAliasedOutIsRightOrRefused(Method op) {
        int[] accepted = {0};
        Cases.forEach(20, 302, rng -> {
            Call fits = EveryOp.random(op, rng, Kind.CONTIGUOUS, Values.NORMAL);
            Tensor out = fits.out();
            // Operands and out become views of one array, which has room for the widest layout of the largest of them.
            int largest = fits.tensors().stream().mapToInt(Tensor::size).max().orElse(0);
            float[] array = new float[20_000 + 4 * Math.max(5_000, largest)];
            for (int i = 0; i < array.length; i++) {
                array[i] = Values.NORMAL.next(rng);
            }
            Call call = fits;
            int[] shifts = {0, rng.nextInt(12), 20_000};
            int shift = shifts[rng.nextInt(3)];
            boolean[] read = new boolean[array.length];
            Layout last = null;
            for (int i = 0; i < fits.arguments().length - 1; i++) {
                if (fits.isOperand(i)) {
                    Tensor operand = (Tensor) fits.arguments()[i];
                    last = TensorCases.layout(rng, TensorCases.anyKind(rng), operand.shape());
                    call = call.with(i, Tensor.wrap(array, last));
                    mark(read, last);
                }
            }
            boolean same = last != null && last.shape().equals(out.shape()) && rng.nextInt(3) == 0;
            Layout to = same ? last : shifted(TensorCases.layout(rng, TensorCases.anyKind(rng), out.shape()), shift);
            call = call.with(call.arguments().length - 1, Tensor.wrap(array, to));
            boolean[] written = new boolean[array.length];
            boolean apart = mark(written, to);
            for (int i = 0; i < array.length; i++) {
                apart &= !(read[i] && written[i]);
            }
            float[] before = array.clone();
            Object expected = call.dense().run();
            Object actual = call.run();
            if (actual instanceof IllegalArgumentException && !(expected instanceof Throwable)) {
                assertTrue(!apart, () -> fits + " refused without reason: " + actual);
                EveryOp.assertSame(Tensor.of(before), Tensor.of(array), call + " refused, but written");
            } else {
                accepted[0]++;
                EveryOp.assertSame(expected, actual, call);
                for (int i = 0; i < array.length; i++) {
                    assertTrue(written[i] || Float.floatToIntBits(array[i]) == Float.floatToIntBits(before[i]));
                }
            }
        });
        assertTrue(accepted[0] > 0 || Cases.scaled(20) < 20, "all were refused");
    }

    /** Marks what a layout reaches; false if it reaches something twice. */
    private static boolean mark(boolean[] reached, Layout layout) {
        boolean once = true;
        for (int[] index : TensorCases.indices(layout.shape())) {
            int at = layout.index(index);
            once &= !reached[at];
            reached[at] = true;
        }
        return once;
    }

    private static Layout shifted(Layout layout, int by) {
        int[] strides = new int[layout.shape().rank()];
        Arrays.setAll(strides, layout::stride);
        return Layout.of(layout.shape(), layout.offset() + by, strides);
    }

    /** Wrong arguments of every operation, one at a time: refused with a text, and nothing is written. */
    @Test
    void misuseIsRefusedAndChangesNothing() {
        int rows = 0;
        List<String> wrong = new ArrayList<>();
        for (Method op : ops()) {
            Rng rng = new Rng(303);
            Call call = EveryOp.random(op, rng, Kind.PADDED, Values.NORMAL);
            while (call.dense().run() instanceof Throwable
                    || call.tensors().stream().anyMatch(t -> t.size() < 2)) {
                call = EveryOp.random(op, rng, Kind.PADDED, Values.NORMAL);
            }
            for (int i = 0; i < call.arguments().length; i++) {
                for (Object value : misuses(call, i)) {
                    rows++;
                    Call misuse = call.with(i, value);
                    List<float[]> before = misuse.tensors().stream()
                            .filter(t -> t != null)
                            .map(t -> t.array().clone())
                            .toList();
                    Object result = misuse.run();
                    List<float[]> after = misuse.tensors().stream()
                            .filter(t -> t != null)
                            .map(Tensor::array)
                            .toList();
                    boolean unchanged = true;
                    for (int t = 0; t < before.size(); t++) {
                        unchanged &= Arrays.mismatch(before.get(t), after.get(t)) < 0;
                    }
                    if (!isRefusal(op, result, value == null) || !unchanged) {
                        wrong.add(misuse + " argument " + i + ": " + result + (unchanged ? "" : " WRITTEN"));
                    }
                }
            }
        }
        System.out.println("campaign misuse: " + rows + " cases, " + wrong.size() + " failures");
        assertEquals("", String.join("\n", wrong));
        assertTrue(rows >= 300, rows + " rows");
    }

    private static boolean isRefusal(Method op, Object result, boolean ofNull) {
        if (ofNull) {
            return result instanceof NullPointerException;
        }
        boolean type = result instanceof IllegalArgumentException || result instanceof IndexOutOfBoundsException;
        // Of a result that is too large, the shape speaks.
        return type && ((Throwable) result).getMessage().matches("(?s)(" + op.getName() + "|shape): .+");
    }

    private static List<Object> misuses(Call call, int argument) {
        List<Object> values = new ArrayList<>();
        Class<?> type = call.method().getParameterTypes()[argument];
        Object good = call.arguments()[argument];
        if (!type.isPrimitive()) {
            values.add(null);
        }
        if (good instanceof Tensor) {
            Shape shape = ((Tensor) good).shape();
            if (call.hasOut() && argument == call.arguments().length - 1) {
                values.add(Tensor.zeros(shape.size() + 1));
                values.add(Tensor.zeros(1).broadcastTo(shape.dims()));
                values.add(BROADCASTING.contains(call.method().getName()) ? null : Tensor.zeros(97, 3, 5, 2));
            } else if (call.hasOut() && !BROADCASTING.contains(call.method().getName())) {
                values.add(Tensor.zeros(97, 3, 5, 2));
            }
        } else if (type == int.class && !call.method().getName().equals("oneHot")) {
            values.addAll(List.of(5, -5, Integer.MAX_VALUE, Integer.MIN_VALUE));
        } else if (good instanceof int[] && EveryOp.reduces(call.method())) {
            values.addAll(List.of(new int[] {5}, new int[] {Integer.MIN_VALUE}, new int[] {0, 0}));
        } else if (good instanceof int[] && call.method().getDeclaringClass() == Indexing.class) {
            values.addAll(List.of(new int[] {Integer.MAX_VALUE, 1, 1}, new int[] {-99}, new int[] {Integer.MIN_VALUE}));
        } else if (good instanceof Shape) {
            values.add(Shape.of(97, 3, 5, 2));
        }
        return values;
    }
}
