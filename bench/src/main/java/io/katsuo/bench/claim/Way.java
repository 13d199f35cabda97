package io.katsuo.bench.claim;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;

/** The code that computes both gradients, the step h of the differences, and the limit of max|d|/max|g| for each parameter. */
enum Way {
    /** The headline: Katsuo's float32 kernels. Smaller steps drown in the rounding errors of float32. */
    FLOAT32("float32, Katsuo on both sides", 3e-3, 5e-5),

    /** The second line: plain Java with the book's step. */
    DOUBLE("double, plain Java on both sides", 1e-4, 1e-7),

    /** Context: a well-known library. */
    COMMONS_MATH("double, commons-math3 on both sides", 1e-4, 1e-7);

    final String title;
    final double step;
    final double limit;

    Way(String title, double step, double limit) {
        this.title = title;
        this.step = step;
        this.limit = limit;
    }

    /** The network with its initial parameters (standard deviation 0.01, seed 1) on the first images. */
    TimedNetwork network(NetSize size, Images images, int batch) {
        return switch (this) {
            case FLOAT32 -> new KatsuoNetwork(size, images, batch);
            case DOUBLE -> new PlainNetwork(size, images, batch);
            case COMMONS_MATH ->
                new PlainNetwork(size, images, batch) {
                    @Override
                    double[][] times(double[][] a, double[][] b) {
                        return new Array2DRowRealMatrix(a, false)
                                .multiply(new Array2DRowRealMatrix(b, false))
                                .getDataRef();
                    }
                };
        };
    }
}
