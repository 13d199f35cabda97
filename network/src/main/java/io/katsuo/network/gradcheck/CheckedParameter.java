package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * The result of the check of one gradient: of one parameter, or of the input.
 *
 * @param name the parameter's name, such as {@code W1}; {@code x} for an input
 * @param checked the number of entries that were compared with a difference quotient
 * @param skipped the number of entries that were skipped, because there is a kink within the step
 * @param errors back-propagation in float32 against central differences in double: the book's comparison
 * @param precision back-propagation in float32 against back-propagation in double: the rounding error of float32
 * @param consistency back-propagation in double against central differences: the error of the reference
 * @param bound the largest accepted {@code |d|} of {@code errors}, from measured rounding errors
 * @param worst the entry with the largest error
 * @param shown the number of entries that carry evidence: an error of the size of the derivative would have been found
 * @param reason an explanation of the verdict; if it failed, the pattern of the error
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
        int shown,
        Verdict verdict,
        String reason) {

    /** Whether the verdict is {@link Verdict#PASSED}. */
    public boolean passed() {
        return verdict == Verdict.PASSED;
    }

    /**
     * One entry with both its values.
     *
     * @param index its place, one number for each axis
     * @param backpropagated the derivative by back-propagation in float32
     * @param reference the derivative in double
     */
    public record Worst(List<Integer> index, double backpropagated, double reference) {
        /** An entry by its place in row-major order. */
        static Worst of(Shape shape, int place, double backpropagated, double reference) {
            int[] index = place < 0 ? new int[shape.rank()] : shape.index(place);
            return new Worst(Arrays.stream(index).boxed().toList(), backpropagated, reference);
        }
    }
}
