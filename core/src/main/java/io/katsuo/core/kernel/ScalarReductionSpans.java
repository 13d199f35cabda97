package io.katsuo.core.kernel;

/** Reductions, one element at a time: what the SIMD twin must give, bit for bit. */
final class ScalarReductionSpans implements ReductionSpans {
    @Override
    public float sum(float[] x, int xi, int n, float[] lanes) {
        LaneTree.clear(lanes);
        LaneTree.add(x, xi, n, lanes);
        return LaneTree.fold(lanes, LaneTree.LANES / 2);
    }

    @Override
    public float sumSquares(float[] x, int xi, int n, float mean, float[] lanes) {
        LaneTree.clear(lanes);
        LaneTree.addSquares(x, xi, 0, n, mean, lanes);
        return LaneTree.fold(lanes, LaneTree.LANES / 2);
    }

    @Override
    public float dot(float[] x, int xi, float[] y, int yi, int n, float[] lanes) {
        LaneTree.clear(lanes);
        LaneTree.addProducts(x, xi, y, yi, n, lanes);
        return LaneTree.fold(lanes, LaneTree.LANES / 2);
    }

    @Override
    public float max(float[] x, int xi, int n) {
        float max = x[xi];
        for (int i = 1; i < n; i++) {
            max = Math.max(max, x[xi + i]);
        }
        return max;
    }

    @Override
    public void sumRows(float[] x, int xi, int stride, int rows, float[] out, int oi, int columns) {
        ColumnChains.sum(x, xi, stride, rows, out, oi, 0, columns);
    }

    @Override
    public void sumSquaresRows(
            float[] x, int xi, int stride, int rows, float[] mean, int mi, float[] out, int oi, int columns) {
        ColumnChains.sumSquares(x, xi, stride, rows, mean, mi, out, oi, 0, columns);
    }

    @Override
    public void maxRows(float[] x, int xi, int stride, int rows, float[] out, int oi, int columns) {
        ColumnChains.max(x, xi, stride, rows, out, oi, 0, columns);
    }

    @Override
    public void subtract(float[] x, int xi, float by, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = x[xi + i] - by;
        }
    }

    @Override
    public void divide(float[] x, int xi, float by, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = x[xi + i] / by;
        }
    }
}
