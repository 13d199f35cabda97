package io.katsuo.network.optimizer;

/**
 * A learning rate as a function of the step. It depends on nothing else, so training can resume from any step, and its
 * bits are the same everywhere.
 */
@FunctionalInterface
public interface Schedule {
    /** The rate. */
    double rate(long step);

    /**
     * The same rate in all steps.
     *
     * @param rate finite and above 0, as a float
     * @throws IllegalArgumentException if it is not
     */
    static Schedule constant(double rate) {
        check("learning rate: it", rate, false);
        return named(Double.toString(rate), step -> rate);
    }

    /**
     * {@code rate·factor^⌊step/every⌋}.
     *
     * @param rate the first rate, finite and above 0
     * @param factor the factor, finite and above 0
     * @param every the number of steps between multiplications, at least 1
     */
    static Schedule steps(double rate, double factor, long every) {
        check("learning rate: it", rate, false);
        check("learning rate: the factor", factor, false);
        checkSteps(every);
        return named(
                rate + " times " + factor + " every " + every + " steps", step -> rate * power(factor, step / every));
    }

    /**
     * {@code last + ½(rate - last)(1 + cos(π·step/steps))}, then {@code last} (Loshchilov, Hutter: "SGDR: stochastic
     * gradient descent with warm restarts", 2017, equation 5).
     *
     * @param rate the first rate, finite and above 0
     * @param last the last rate, finite and at least 0
     * @param steps the number of steps until the last rate, at least 1
     */
    static Schedule cosine(double rate, double last, long steps) {
        check("learning rate: it", rate, false);
        check("learning rate: the last one", last, last == 0);
        checkSteps(steps);
        return named(
                "cosine from " + rate + " to " + last + " in " + steps + " steps",
                step -> last + (rate - last) * halfCosine((double) step / steps));
    }

    /**
     * One cycle: from {@code highest/25} up to {@code highest} in the first 30 % of the steps, then down to {@code
     * highest/250,000}, each along half a cosine (Smith, Topin: "Super-convergence", 2018).
     *
     * @param highest the highest rate, finite and above 0
     * @param steps the number of steps, at least 1
     */
    static Schedule oneCycle(double highest, long steps) {
        checkSteps(steps);
        double top = 0.3 * steps;
        Schedule.check("learning rate: the highest", highest, false);
        return named(
                "one cycle up to " + highest + " in " + steps + " steps",
                step -> step < top
                        ? highest + (highest / 25 - highest) * halfCosine(step / top)
                        : highest / 250_000 + (highest - highest / 250_000) * halfCosine((step - top) / (steps - top)));
    }

    /**
     * This schedule after a linear warm-up: {@code rate(0)·(step + 1)/steps} in the first steps, then {@code rate(step
     * - steps)} (Goyal et al.: "Accurate, large minibatch SGD", 2017, section 2.2).
     *
     * @param steps the number of warm-up steps, at least 1
     */
    default Schedule warmUp(long steps) {
        checkSteps(steps);
        return named(
                this + " after a start of " + steps + " steps",
                step -> step < steps ? rate(0) * (step + 1) / steps : rate(step - steps));
    }

    /** A schedule that prints itself as a text. */
    private static Schedule named(String text, Schedule schedule) {
        return new Schedule() {
            @Override
            public double rate(long step) {
                return schedule.rate(step);
            }

            @Override
            public String toString() {
                return text;
            }
        };
    }

    /** {@code ½(1 + cos(πf))} for f from 0 to 1, which is cos²(πf/2); arguments up to π/4, for which nothing is allocated. */
    private static double halfCosine(double f) {
        double root = f < 0.5 ? StrictMath.cos(f * Math.PI / 2) : StrictMath.sin(Math.max(0, 1 - f) * Math.PI / 2);
        return root * root;
    }

    /** {@code base^n} for n ≥ 0 by squaring: StrictMath.pow would allocate. */
    static double power(double base, long n) {
        double result = 1;
        double square = base;
        for (long rest = n; rest > 0; rest >>= 1) {
            result = (rest & 1) == 1 ? result * square : result;
            square *= square;
        }
        return result;
    }

    private static void checkSteps(long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("learning rate: the number of steps must be at least 1: " + steps);
        }
    }

    /** Refuses a number that is not finite and above 0 as a float, except for one allowed value. */
    static void check(String what, double value, boolean allowed) {
        if (!allowed && !((float) value > 0 && (float) value <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(what + " must be finite and above 0: " + value);
        }
    }
}
