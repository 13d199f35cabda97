package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.function.Supplier;

/** Numbers that a function depends on, one by one to be moved. */
interface Variable {
    String name();

    /** The name of the layer they belong to; empty if there is none. */
    String layer();

    Shape shape();

    double get(int place);

    /** Sets one of them; returns it as it is after rounding. */
    double set(int place, double value);

    /** The size of a typical one: the root of the mean square; 1 if all are 0. */
    default double spread() {
        int size = shape().size();
        double squares = 0;
        for (int i = 0; i < size; i++) {
            squares += get(i) * get(i);
        }
        return squares > 0 && squares <= Double.MAX_VALUE ? Math.sqrt(squares / size) : 1;
    }

    /** The power of two above the size of what one of them is, beside which steps are small or large. */
    default double unit(int place, double spread) {
        return Math.scalb(1.0, Math.getExponent(Math.max(Math.abs(get(place)), spread)) + 1);
    }

    /** The derivatives by them, as the code that is checked computes them. */
    double[] gradient();

    /** Entries of a tensor. */
    record OfTensor(String name, String layer, Tensor value, Supplier<Tensor> found) implements Variable {
        @Override
        public Shape shape() {
            return value.shape();
        }

        private int[] index(int place) {
            int[] index = new int[value.rank()];
            for (int axis = index.length - 1, rest = place; axis >= 0; axis--) {
                index[axis] = rest % value.dim(axis);
                rest /= value.dim(axis);
            }
            return index;
        }

        @Override
        public double get(int place) {
            return value.get(index(place));
        }

        @Override
        public double set(int place, double number) {
            value.set((float) number, index(place));
            return (float) number;
        }

        @Override
        public double[] gradient() {
            return WayBack.doubles(found.get().toArray());
        }
    }

    /** Entries of an array of doubles. */
    record OfArray(String name, double[] value, Supplier<double[]> found) implements Variable {
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

        /** Numbers of a point are of different kinds: each has its own size. */
        @Override
        public double unit(int place, double spread) {
            double size = get(place) == 0 ? spread : Math.abs(get(place));
            return Math.scalb(1.0, Math.getExponent(size) + 1);
        }

        @Override
        public double[] gradient() {
            return found.get();
        }
    }
}
