package io.katsuo.layers;

import java.util.function.DoubleUnaryOperator;

/**
 * A layer in plain double arithmetic, independent of the float code. The gradient check compares back-propagation with
 * its numerical derivative; in differences of the float code itself rounding errors would dominate. There are three
 * kinds:
 *
 * <ul>
 * <li>{@link #elementwise(DoubleUnaryOperator)}: one function of one number, such as an activation,
 * <li>an implementation of {@link #outputs} and {@link #output}: one output of one sample at a time,
 * <li>{@link #ofBatch}: a function of a whole batch, for a layer whose samples depend on each other.
 * </ul>
 *
 * <p>Parameters are arguments, one row-major array for each in the layer's order, so a caller may change single entries
 * of a copy. Formulas keep no state and may be used by many threads at once.
 */
public interface Formula {
    /** Result of {@link #touched}: the entry has no influence on this sample. */
    int NONE = -1;

    /** Result of {@link #touched}: the entry may change every output. */
    int ALL = -2;

    /**
     * A function that is applied to every value.
     *
     * @param function the function, without parameters
     */
    static ElementwiseFormula elementwise(DoubleUnaryOperator function) {
        return new ElementwiseFormula(function);
    }

    /** All outputs of a batch, one sample after another. */
    @FunctionalInterface
    interface OfBatch {
        /**
         * Computes the outputs.
         *
         * @param x the inputs, one sample after another
         * @param rows the number of samples
         * @param parameters the parameters' values, row-major
         * @return the outputs, one sample after another
         */
        double[] outputs(double[] x, int rows, double[][] parameters);
    }

    /**
     * A formula of a whole batch, for a layer whose {@link Layer#wholeBatch} is true. It costs more to differentiate
     * than a formula of one sample.
     *
     * @param function computes all outputs; each sample has as many outputs as inputs
     */
    static Formula ofBatch(OfBatch function) {
        return new BatchFormula(function);
    }

    /** {@return the number of outputs of a sample, by default {@code inputs}} */
    default int outputs(int inputs) {
        return inputs;
    }

    /**
     * One output of one sample. Parameters are finite.
     *
     * @param x an array that holds the sample's inputs
     * @param at where in {@code x} they start
     * @param inputs the number of inputs
     * @param parameters the parameters' values, row-major
     * @throws UnsupportedOperationException if this is a formula of a {@link #wholeBatch}
     */
    double output(int unit, double[] x, int at, int inputs, double[][] parameters);

    /** Whether output {@code i} depends on input {@code i} only. */
    default boolean elementwise() {
        return false;
    }

    /** Whether samples depend on each other; then only {@link #forward64} can be called. */
    default boolean wholeBatch() {
        return false;
    }

    /**
     * The output of a sample that depends on one entry of a parameter. With a single output, or none, a numerical
     * derivative skips the outputs that cannot change. Parameters are finite.
     *
     * @param index the entry's place in row-major order
     * @return the output, or {@link #NONE}, or by default {@link #ALL}
     */
    default int touched(int parameter, int index, double[] x, int at) {
        return ALL;
    }

    /**
     * Whether the derivative of an elementwise formula jumps between two inputs, so that a difference quotient across
     * them is not valid.
     *
     * @param b the other
     * @return by default false
     */
    default boolean kink(double a, double b) {
        return false;
    }

    /**
     * All outputs of a batch.
     *
     * @param rows the number of samples, at least 1
     * @return the outputs, one sample after another
     */
    default double[] forward64(double[] x, int rows, double[]... parameters) {
        int inputs = x.length / rows;
        int outputs = outputs(inputs);
        double[] y = new double[rows * outputs];
        for (int i = 0; i < y.length; i++) {
            y[i] = output(i % outputs, x, i / outputs * inputs, inputs, parameters);
        }
        return y;
    }
}
