package io.katsuo.core.ops;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.TensorAssertions;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.TensorCases.Kind;
import io.katsuo.core.testing.Values;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every public operation, found by reflection, so that tests of what all have in common miss none; with random operands. */
final class EveryOp {
    /** One call: an operation with its arguments. */
    record Call(Method method, Object[] arguments, boolean hasOut) {
        Tensor out() {
            return (Tensor) arguments[arguments.length - 1];
        }

        boolean isOperand(int argument) {
            return arguments[argument] instanceof Tensor && !(hasOut && argument == arguments.length - 1);
        }

        /** The result, or what was thrown. */
        Object run() {
            try {
                return method.invoke(null, arguments);
            } catch (InvocationTargetException e) {
                return e.getCause();
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        /** The same call, with one argument replaced. */
        Call with(int argument, Object value) {
            Object[] others = arguments.clone();
            others[argument] = value;
            return new Call(method, others, hasOut);
        }

        /** The same call on dense copies of all tensors. */
        Call dense() {
            Object[] copies = arguments.clone();
            for (int i = 0; i < copies.length; i++) {
                if (copies[i] instanceof Tensor) {
                    copies[i] = ((Tensor) copies[i]).copy();
                } else if (copies[i] instanceof Tensor[]) {
                    copies[i] = Arrays.stream((Tensor[]) copies[i])
                            .map(Tensor::copy)
                            .toArray(Tensor[]::new);
                }
            }
            return new Call(method, copies, hasOut);
        }

        /** All tensors among the arguments. */
        List<Tensor> tensors() {
            return Arrays.stream(arguments)
                    .flatMap(argument -> argument instanceof Tensor
                            ? Stream.of((Tensor) argument)
                            : argument instanceof Tensor[] ? Arrays.stream((Tensor[]) argument) : Stream.empty())
                    .toList();
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(method.getName()).append(hasOut ? " into out" : "");
            for (Object argument : arguments) {
                text.append(", ")
                        .append(
                                argument instanceof Tensor
                                        ? ((Tensor) argument).layout()
                                        : argument instanceof int[] ? Arrays.toString((int[]) argument) : argument);
            }
            return text.toString();
        }
    }

    private static final List<String> TO_SUM = List.of("sumTo", "axpy", "matmulAdd");
    private static final List<Method> ALL = find();
    private static final Set<Method> WITH_OUT =
            ALL.stream().filter(EveryOp::endsWithOut).collect(Collectors.toSet());

    private EveryOp() {}

    static List<Method> all() {
        return ALL;
    }

    /** Whether the last parameter receives the result. */
    static boolean hasOut(Method method) {
        return WITH_OUT.contains(method);
    }

    private static List<Method> find() {
        return Stream.of(Elementwise.class, Reductions.class, LinearAlgebra.class, Indexing.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    /** Whether it belongs to {@link Reductions}, which inherits some. */
    static boolean reduces(Method method) {
        return method.getDeclaringClass().isAssignableFrom(Reductions.class);
    }

    /** Whether there is such an operation without the last parameter, or it cannot be an operand. */
    private static boolean endsWithOut(Method method) {
        Class<?>[] types = method.getParameterTypes();
        int last = types.length - 1;
        if (last == 0 || types[last] != Tensor.class) {
            return false;
        }
        Class<?>[] before = Arrays.copyOf(types, last);
        return TO_SUM.contains(method.getName())
                || types[0] == byte[].class
                || types[last - 1] == int.class
                || types[last - 1] == int[].class
                || ALL.stream()
                        .anyMatch(other -> other.getName().equals(method.getName())
                                && Arrays.equals(other.getParameterTypes(), before));
    }

    /** Fails unless two results of {@link Call#run} are the same bit for bit, or errors of one type. */
    static void assertSame(Object expected, Object actual, Object context) {
        if (expected instanceof Tensor && actual instanceof Tensor) {
            TensorAssertions.assertSameBits((Tensor) expected, (Tensor) actual, context::toString);
        } else if (expected instanceof List<?> && actual instanceof List<?>) {
            for (int i = 0; i < ((List<?>) expected).size(); i++) {
                assertSame(((List<?>) expected).get(i), ((List<?>) actual).get(i), context);
            }
        } else if (expected instanceof Throwable && actual instanceof Throwable
                ? expected.getClass() != actual.getClass()
                : !expected.equals(actual)) {
            throw new AssertionError(context + ": " + actual + ", expected " + expected);
        }
    }

    /** A call that fits, on one kind of layout, or any for null; out is full of canaries, or of values to add to. */
    static Call random(Method method, Rng rng, Kind kind, Values values) {
        Class<?>[] types = method.getParameterTypes();
        boolean hasOut = hasOut(method);
        Shape shape = TensorCases.shape(rng, 3, rng.nextInt(6) == 0 ? 40 : 6);
        boolean atLeastOne = method.getDeclaringClass() == Indexing.class || reduces(method);
        if (atLeastOne && shape.rank() == 0 && rng.nextInt(8) > 0) {
            shape = Shape.of(5);
        }
        Object[] arguments = new Object[types.length];
        Shape[] shapes = shapes(method, rng, shape);
        int operand = 0;
        for (int i = 0; i < types.length; i++) {
            boolean out = hasOut && i == types.length - 1;
            if (types[i] != Tensor.class) {
                arguments[i] = other(method, rng, types[i], i, shape, kind, values);
            } else if (!out) {
                Shape own = shapes == null ? operand == 0 ? shape : shrunk(rng, shape) : shapes[operand];
                arguments[i] =
                        TensorCases.tensor(rng, kind == null ? TensorCases.anyKind(rng) : kind, values, own.dims());
                operand++;
            } else {
                int[] dims = outShape(method, rng, arguments, shapes, shape).dims();
                Kind writable = kind == null || kind == Kind.BROADCAST ? TensorCases.writableKind(rng) : kind;
                writable = types[0] == byte[].class ? Kind.CONTIGUOUS : writable;
                arguments[i] = TO_SUM.contains(method.getName())
                        ? TensorCases.tensor(rng, writable, values, dims)
                        : TensorCases.empty(rng, writable, dims);
            }
        }
        return new Call(method, arguments, hasOut);
    }

    /** The shapes of a product's operands; null for operations whose operands broadcast to the first. */
    private static Shape[] shapes(Method method, Rng rng, Shape shape) {
        if (method.getDeclaringClass() != LinearAlgebra.class) {
            return null;
        }
        int k = 1 + rng.nextInt(20);
        int[] left = rng.nextInt(3) == 0 ? new int[] {2, 1 + rng.nextInt(5), k} : new int[] {1 + rng.nextInt(30), k};
        int[] right = {k, 1 + rng.nextInt(30)};
        return new Shape[] {Shape.of(left), Shape.of(right)};
    }

    /** A shape that broadcasts to this one. */
    private static Shape shrunk(Rng rng, Shape shape) {
        int[] dims = shape.dims();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = rng.nextInt(4) == 0 ? 1 : dims[i];
        }
        return Shape.of(
                rng.nextInt(3) > 0 ? dims : Arrays.copyOfRange(dims, rng.nextInt(dims.length + 1), dims.length));
    }

    private static Shape outShape(Method method, Rng rng, Object[] arguments, Shape[] shapes, Shape shape) {
        if (shapes != null) {
            return shapes[0].with(-1, shapes[1].dim(1));
        }
        if (method.getName().equals("oneHot")) {
            return Shape.of(((int[]) arguments[0]).length, (Integer) arguments[1]);
        }
        if (method.getName().equals("gatherRows")) {
            int rows = ((int[]) arguments[1]).length;
            return arguments[0] instanceof byte[] ? Shape.of(rows, 7) : shape.rank() == 0 ? shape : shape.with(0, rows);
        }
        if (method.getName().equals("sumTo")) {
            return shrunk(rng, shape);
        }
        boolean keeps = !reduces(method) || method.getName().contains("oftmax");
        if (keeps || shape.rank() == 0) {
            return shape;
        }
        int given = arguments[1] instanceof int[] ? ((int[]) arguments[1])[0] : (Integer) arguments[1];
        int axis = given < 0 ? given + shape.rank() : given;
        int[] dims = shape.dims();
        int[] rest = new int[dims.length - 1];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = dims[i < axis ? i : i + 1];
        }
        return Shape.of(rest);
    }

    /** An argument that is no single tensor. */
    private static Object other(
            Method method, Rng rng, Class<?> type, int position, Shape shape, Kind kind, Values values) {
        int rank = shape.rank();
        int axis = rank == 0 ? 0 : rng.nextInt(2 * rank) - rank;
        String name = method.getName();
        if (type == int.class) {
            return name.equals("oneHot") ? 9 : name.equals("split") ? 0 : axis;
        } else if (type == boolean.class) {
            return rng.nextInt(2) == 0;
        } else if (type == double.class) {
            return name.equals("clip") ? (position == 1 ? -0.5 : 0.25) : (double) values.next(rng);
        } else if (type == float.class) {
            return 255f;
        } else if (type == Shape.class) {
            return shrunk(rng, shape);
        } else if (type == byte[].class) {
            byte[] bytes = new byte[7 * 9];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) rng.nextInt(256);
            }
            return bytes;
        } else if (type == int[][].class) {
            int[][] widths = new int[rank][];
            Arrays.setAll(widths, i -> new int[] {rng.nextInt(3), rng.nextInt(3)});
            return widths;
        } else if (type == Tensor[].class) {
            Kind own = kind == null ? TensorCases.anyKind(rng) : kind;
            return new Tensor[] {
                TensorCases.tensor(rng, own, values, shape.dims()), TensorCases.tensor(rng, own, values, shape.dims())
            };
        }
        switch (name) {
            case "oneHot":
                return rng.permutation(9);
            case "gatherRows":
                int rows = method.getParameterTypes()[0] == byte[].class ? 9 : rank == 0 ? 1 : shape.dim(0);
                return rng.permutation(rows);
            case "gather":
                return new int[] {0, -1, 0};
            case "split":
                return new int[] {rank == 0 ? 1 : shape.dim(0)};
            case "tile":
                int[] times = new int[rank + rng.nextInt(2)];
                Arrays.setAll(times, i -> rng.nextInt(3));
                return times;
            default:
                return rank == 0 ? new int[0] : new int[] {axis};
        }
    }
}
