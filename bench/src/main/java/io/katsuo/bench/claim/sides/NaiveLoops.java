package io.katsuo.bench.claim.sides;

/** What one writes first: float arrays of rows, and three loops in the order of the formula. */
final class NaiveLoops implements Algebra<float[][]> {
    @Override
    public float[][] zeros(int rows, int columns) {
        return new float[rows][columns];
    }

    @Override
    public int rows(float[][] a) {
        return a.length;
    }

    @Override
    public int columns(float[][] a) {
        return a[0].length;
    }

    @Override
    public double get(float[][] a, int i, int j) {
        return a[i][j];
    }

    @Override
    public void set(float[][] a, int i, int j, double value) {
        a[i][j] = (float) value;
    }

    @Override
    public float[][] multiply(float[][] a, float[][] b) {
        float[][] c = new float[a.length][b[0].length];
        for (int i = 0; i < c.length; i++) {
            for (int j = 0; j < c[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }

    @Override
    public float[][] multiplyTransposedLeft(float[][] a, float[][] b) {
        float[][] c = new float[a[0].length][b[0].length];
        for (int i = 0; i < c.length; i++) {
            for (int j = 0; j < c[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    c[i][j] += a[k][i] * b[k][j];
                }
            }
        }
        return c;
    }

    @Override
    public float[][] multiplyTransposedRight(float[][] a, float[][] b) {
        float[][] c = new float[a.length][b.length];
        for (int i = 0; i < c.length; i++) {
            for (int j = 0; j < c[0].length; j++) {
                for (int k = 0; k < b[0].length; k++) {
                    c[i][j] += a[i][k] * b[j][k];
                }
            }
        }
        return c;
    }
}
