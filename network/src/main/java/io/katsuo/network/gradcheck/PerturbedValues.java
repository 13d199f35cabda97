package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;

/**
 * Numbers that a function depends on, which a check moves one by one.
 *
 * @param getter reads one of them, by its row-major place
 * @param setter writes one and returns it as it is after rounding
 * @param gradient the derivatives by them, as the code that is checked computes them
 * @param ownUnits whether each has a size of its own, as the coordinates of a point have
 */
record PerturbedValues(
        String name,
        String layer,
        Shape shape,
        IntToDoubleFunction getter,
        Setter setter,
        Supplier<double[]> gradient,
        boolean ownUnits) {
    /** Writes a number. */
    @FunctionalInterface
    interface Setter {
        double set(int place, double value);
    }

    /** The entries of a parameter. */
    static PerturbedValues of(Param parameter, String layer) {
        return of(
                parameter.name(),
                layer,
                parameter.value(),
                () -> parameter.gradient().toDoubles());
    }

    /** The entries of a tensor. */
    static PerturbedValues of(String name, String layer, Tensor values, Supplier<double[]> gradient) {
        Setter setter = (place, value) -> {
            values.set(values.shape().index(place), (float) value);
            return (float) value;
        };
        return new PerturbedValues(
                name, layer, values.shape(), place -> values.get(values.shape().index(place)), setter, gradient, false);
    }

    /** The coordinates of a point. */
    static PerturbedValues of(String name, double[] point, Supplier<double[]> gradient) {
        return new PerturbedValues(
                name, "", Shape.of(point.length), place -> point[place], (p, v) -> point[p] = v, gradient, true);
    }

    double get(int place) {
        return getter.applyAsDouble(place);
    }

    double set(int place, double value) {
        return setter.set(place, value);
    }

    void setAll(double[] values) {
        for (int i = 0; i < values.length; i++) {
            set(i, values[i]);
        }
    }

    /** The size of a typical one: the root of the mean square; 1 if all are 0. */
    double spread() {
        int size = shape.size();
        double squares = 0;
        for (int i = 0; i < size; i++) {
            squares += get(i) * get(i);
        }
        return squares > 0 && squares <= Double.MAX_VALUE ? Math.sqrt(squares / size) : 1;
    }

    /** The unit of a step: the power of two above the size of the value, or of a typical value. */
    double unit(int place, double spread) {
        double own = Math.abs(get(place));
        double size = ownUnits && own != 0 ? own : Math.max(own, spread);
        return Math.scalb(1.0, Math.getExponent(size) + 1);
    }
}
