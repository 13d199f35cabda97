package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import java.util.function.Supplier;

/** Numbers that a function depends on, which a {@link ValueCheck} moves one by one. */
interface PerturbedValues {
    String name();

    /** The name of the layer they belong to; empty if there is none. */
    String layer();

    Shape shape();

    double get(int place);

    /** Sets one of them and returns it as it is after rounding. */
    double set(int place, double value);

    /** The derivatives by them, as the code that is checked computes them. */
    double[] gradient();

    /** The size of a typical one: the root of the mean square; 1 if all are 0. */
    default double spread() {
        int size = shape().size();
        double squares = 0;
        for (int i = 0; i < size; i++) {
            squares += get(i) * get(i);
        }
        return squares > 0 && squares <= Double.MAX_VALUE ? Math.sqrt(squares / size) : 1;
    }

    /** The unit of a step: the power of two above the size of the value and of a typical value. */
    default double unit(int place, double spread) {
        return powerOfTwoAbove(Math.max(Math.abs(get(place)), spread));
    }

    private static double powerOfTwoAbove(double size) {
        return Math.scalb(1.0, Math.getExponent(size) + 1);
    }

    /** The entries of a parameter. */
    static PerturbedValues of(Param parameter, String layer) {
        return new OfTensor(parameter.name(), layer, parameter.value(), () -> FloatPass.doubles(parameter.gradient()));
    }

    /** Entries of a tensor. */
    record OfTensor(String name, String layer, Tensor value, Supplier<double[]> found) implements PerturbedValues {
        @Override
        public Shape shape() {
            return value.shape();
        }

        @Override
        public double get(int place) {
            return value.get(RowMajor.index(value.shape(), place));
        }

        @Override
        public double set(int place, double number) {
            value.set((float) number, RowMajor.index(value.shape(), place));
            return (float) number;
        }

        @Override
        public double[] gradient() {
            return found.get();
        }
    }

    /** Entries of an array of doubles. */
    record OfArray(String name, double[] value, Supplier<double[]> found) implements PerturbedValues {
        @Override
        public String layer() {
            return "";
        }

        @Override
        public Shape shape() {
            return Shape.of(value.length);
        }

        @Override
        public double get(int place) {
            return value[place];
        }

        @Override
        public double set(int place, double number) {
            value[place] = number;
            return number;
        }

        /** The coordinates of a point may be of different kinds: each has its own size. */
        @Override
        public double unit(int place, double spread) {
            return powerOfTwoAbove(get(place) == 0 ? spread : Math.abs(get(place)));
        }

        @Override
        public double[] gradient() {
            return found.get();
        }
    }
}
