package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import java.util.List;

/**
 * What was found for the gradient by one parameter, or by the input.
 *
 * @param name the parameter's name, such as {@code W1}; {@code x} for an input
 * @param layer the name of the layer it belongs to
 * @param shape its shape
 * @param checked how many entries were compared with a difference quotient
 * @param skipped how many were not, because a kink lies within the step
 * @param errors back-propagation as it runs, in float32, against central differences in double: the book's comparison
 * @param precision back-propagation in float32 against the double one: what float32 costs (G1)
 * @param consistency the double back-propagation against central differences: what the reference is worth (G2)
 * @param bound how large the largest {@code |d|} of {@code errors} may be: what rounding can do, by an analysis of errors
 * @param worst the entry with the largest error
 * @param passed the verdict
 * @param reason the verdict in words; if it failed, what the error looks like
 * @since 0.1
 */
public record CheckedParameter(
        String name,
        String layer,
        Shape shape,
        int checked,
        int skipped,
        Errors errors,
        Errors precision,
        Errors consistency,
        double bound,
        Worst worst,
        boolean passed,
        String reason) {

    /**
     * One entry with both its values.
     *
     * @param index its place, one number an axis
     * @param backpropagated the derivative by back-propagation in float32
     * @param reference the derivative in double
     */
    public record Worst(List<Integer> index, double backpropagated, double reference) {
        /** An entry by its place in row-major order. */
        static Worst of(Shape shape, int place, double backpropagated, double reference) {
            Integer[] index = new Integer[shape.rank()];
            for (int axis = shape.rank() - 1, rest = Math.max(place, 0); axis >= 0; axis--) {
                index[axis] = rest % Math.max(shape.dim(axis), 1);
                rest /= Math.max(shape.dim(axis), 1);
            }
            return new Worst(List.of(index), backpropagated, reference);
        }
    }

    /**
     * The book's figure: the mean of {@code |d|}, back-propagation in float32 minus differences in double.
     *
     * @return {@code errors().meanAbsolute()}
     */
    public double meanAbsoluteError() {
        return errors.meanAbsolute();
    }

    /**
     * The largest {@code |d|}.
     *
     * @return {@code errors().maxAbsolute()}
     */
    public double maxAbsoluteError() {
        return errors.maxAbsolute();
    }

    /**
     * The mean of {@code |d|} relative to the largest gradient.
     *
     * @return {@code errors().meanRelative()}
     */
    public double meanRelativeError() {
        return errors.meanRelative();
    }

    /**
     * The largest {@code |d|} relative to the largest gradient.
     *
     * @return {@code errors().maxRelative()}
     */
    public double maxRelativeError() {
        return errors.maxRelative();
    }

    /**
     * {@code ‖d‖ / (‖a‖ + ‖g‖)}.
     *
     * @return {@code errors().norm()}
     */
    public double normRelativeError() {
        return errors.norm();
    }
}
