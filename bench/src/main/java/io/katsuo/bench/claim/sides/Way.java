package io.katsuo.bench.claim.sides;

import io.katsuo.network.numeric.CheckProgress;
import io.katsuo.network.numeric.DoubleNetwork.Differences;
import io.katsuo.network.numeric.EntryChoice;
import io.katsuo.network.numeric.Stencil;

/** How both gradients are computed. */
public enum Way {
    /** The headline: Katsuo's float32 kernels on both sides. */
    FLOAT32("float32, Katsuo on both sides", Steps.FLOAT, Limits.G3) {
        @Override
        public Sides sides(Task task) {
            return new Sides(new KatsuoBackpropagation(task), KatsuoDifferences.of(task, step));
        }
    },

    /** The second line: plain Java in double on both sides, with the book's step. */
    DOUBLE("double, plain Java on both sides", Steps.BOOK, Limits.G2) {
        @Override
        public Sides sides(Task task) {
            return algebra(task, new DoubleLoops());
        }
    },

    /** With the derivative by the images, which the book's layers compute. */
    DATA_GRADIENT("float32, with the derivative by the images", Steps.FLOAT, Limits.G3) {
        @Override
        public Sides sides(Task task) {
            return new Sides(new WithDataGradient(task), KatsuoDifferences.of(task, step));
        }
    },

    /** Differences with the point itself instead of one on the other side. */
    ONE_SIDED("float32, one-sided differences", Steps.FLOAT, Limits.ONE_SIDED) {
        @Override
        public Sides sides(Task task) {
            return new Sides(new KatsuoBackpropagation(task), new OneSidedDifferences(task, step));
        }
    },

    /** Each thread differentiates by a share of the parameters. */
    THREADED("float32, differences on all threads", Steps.FLOAT, Limits.G3) {
        @Override
        public Sides sides(Task task) {
            return new Sides(new KatsuoBackpropagation(task), new ThreadedDifferences(task, step));
        }
    },

    /** The differences of the gradient check: in double, on all threads, computing only what an entry changes. */
    INCREMENTAL("float32 against the gradient check's differences", Steps.BOOK, Limits.G1) {
        @Override
        public Sides sides(Task task) {
            EntryChoice choice = (parameter, size) -> task.entries(size);
            return new Sides(
                    new KatsuoBackpropagation(task),
                    () -> task.formulas().differences(Stencil.central(step), choice, new CheckProgress()).stream()
                            .map(Differences::values)
                            .toArray(double[][]::new));
        }
    },

    /** Scalar Java as one writes it first. */
    NAIVE("float32, naive scalar Java on both sides", Steps.FLOAT, Limits.G3) {
        @Override
        public Sides sides(Task task) {
            return algebra(task, new NaiveLoops());
        }
    },

    /** A well-known library. */
    COMMONS_MATH("double, commons-math3 on both sides", Steps.BOOK, Limits.G2) {
        @Override
        public Sides sides(Task task) {
            return algebra(task, new CommonsMath());
        }
    };

    private final String title;
    final double step;
    private final double limit;

    Way(String title, double step, double limit) {
        this.title = title;
        this.step = step;
        this.limit = limit;
    }

    /**
     * Both sides, ready to run.
     *
     * @param task what they differentiate
     * @return the sides
     */
    public abstract Sides sides(Task task);

    <M> Sides algebra(Task task, Algebra<M> algebra) {
        AlgebraNetwork<M> network = new AlgebraNetwork<>(task, algebra, step);
        return new Sides(network, network);
    }

    /**
     * What it is, in words.
     *
     * @return some words
     */
    public String title() {
        return title;
    }

    /**
     * The step of the differences.
     *
     * @return h
     */
    public double step() {
        return step;
    }

    /**
     * How far the two gradients may be apart.
     *
     * @return the limit of max|d|/max|g| for each parameter
     */
    public double limit() {
        return limit;
    }

    /**
     * How often differences evaluate the loss.
     *
     * @param parameters the number of derivatives
     * @return the number of losses
     */
    public long evaluations(int parameters) {
        return this == ONE_SIDED ? parameters + 1L : 2L * parameters;
    }

    /**
     * The ratio of the operations of both sides: the losses, a whole pass forward each, to one pass forward and one back.
     *
     * @param net the network's size
     * @return the ratio, NaN for the incremental differences, which run no whole passes
     */
    public double predictedRatio(NetSize net) {
        if (this == INCREMENTAL) {
            return Double.NaN;
        }
        // Both counts are proportional to the number of samples.
        long forward = net.forward(1);
        return (double) evaluations(net.parameters()) * forward / (forward + net.backward(1, this == DATA_GRADIENT));
    }

    private static final class Steps {
        /** Smaller steps drown in the rounding of float32. */
        static final double FLOAT = 3e-3;

        static final double BOOK = 1e-4;
    }

    private static final class Limits {
        /** Backpropagation in float32, differences in double. */
        static final double G1 = 2e-6;

        /** Both in double. */
        static final double G2 = 1e-7;

        /** Both in float32. */
        static final double G3 = 5e-5;

        /** The error of order h. */
        static final double ONE_SIDED = 1e-3;
    }
}
