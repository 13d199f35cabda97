package io.katsuo.bench.peers.sgemm;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import io.katsuo.bench.peers.natives.NativeBlas;
import io.katsuo.core.ops.LinearAlgebra;
import io.katsuo.core.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ojalgo.matrix.store.R032Store;

/**
 * The matrix product of one system, with its operands in the form that the system likes best.
 *
 * @param multiply computes the product, into memory that is there already where the system can
 * @param result the last product
 */
record Sgemm(Runnable multiply, Element result) {
    /** An element of a matrix. */
    interface Element {
        double get(int i, int j);
    }

    /**
     * Prepares the product of a system.
     *
     * @param a the left operand as stored, row-major
     * @param b the right operand as stored, row-major
     */
    static Sgemm of(String system, int threads, Product product, float[] a, float[] b) {
        return switch (system) {
            case "katsuo" -> katsuo(product, a, b);
            case "mkl" -> blas(NativeBlas.mkl(threads), product, a, b);
            case "openblas" -> blas(NativeBlas.openBlas(threads), product, a, b);
            case "vectorblas" -> vectorBlas(product, a, b);
            case "ejml" -> ejml(product, a, b);
            case "ojalgo" -> ojAlgo(product, a, b);
            case "commons-math3" -> commonsMath(product, a, b);
            default -> throw new IllegalArgumentException("no system named " + system + " multiplies matrices");
        };
    }

    /** By the public API; a transposed operand is a view. */
    private static Sgemm katsuo(Product p, float[] a, float[] b) {
        Tensor storedA = Tensor.wrap(a, a.length / p.leftColumns(), p.leftColumns());
        Tensor storedB = Tensor.wrap(b, b.length / p.rightColumns(), p.rightColumns());
        Tensor left = p.transposeA() ? storedA.transpose() : storedA;
        Tensor right = p.transposeB() ? storedB.transpose() : storedB;
        Tensor c = Tensor.zeros(p.m(), p.n());
        return new Sgemm(() -> LinearAlgebra.matmul(left, right, c), c::get);
    }

    private static Sgemm blas(NativeBlas blas, Product p, float[] a, float[] b) {
        float[] c = new float[p.m() * p.n()];
        MemorySegment left = MemorySegment.ofArray(a);
        MemorySegment right = MemorySegment.ofArray(b);
        MemorySegment result = MemorySegment.ofArray(c);
        return new Sgemm(
                () -> blas.multiply(p.transposeA(), p.transposeB(), p.m(), p.n(), p.k(), left, right, result),
                (i, j) -> c[i * p.n() + j]);
    }

    /** By netlib's VectorBLAS, which is column-major: with row-major operands it computes cᵀ = bᵀ·aᵀ. */
    private static Sgemm vectorBlas(Product p, float[] a, float[] b) {
        BLAS blas = JavaBLAS.getInstance();
        if (!blas.getClass().getSimpleName().equals("VectorBLAS")) {
            throw new IllegalStateException("netlib chose " + blas.getClass().getSimpleName() + ", not VectorBLAS");
        }
        float[] c = new float[p.m() * p.n()];
        String transA = p.transposeA() ? "T" : "N";
        String transB = p.transposeB() ? "T" : "N";
        return new Sgemm(
                () -> blas.sgemm(
                        transB, transA, p.n(), p.m(), p.k(), 1, b, p.rightColumns(), a, p.leftColumns(), 0, c, p.n()),
                (i, j) -> c[i * p.n() + j]);
    }

    /** By EJML, in single precision. */
    private static Sgemm ejml(Product p, float[] a, float[] b) {
        FMatrixRMaj left = FMatrixRMaj.wrap(a.length / p.leftColumns(), p.leftColumns(), a);
        FMatrixRMaj right = FMatrixRMaj.wrap(b.length / p.rightColumns(), p.rightColumns(), b);
        FMatrixRMaj c = new FMatrixRMaj(p.m(), p.n());
        Runnable multiply = p.transposeA()
                ? () -> CommonOps_FDRM.multTransA(left, right, c)
                : p.transposeB()
                        ? () -> CommonOps_FDRM.multTransB(left, right, c)
                        : () -> CommonOps_FDRM.mult(left, right, c);
        return new Sgemm(multiply, c::unsafe_get);
    }

    /** By ojAlgo, in single precision; its matrices are column-major, so transposed operands are stored plainly. */
    private static Sgemm ojAlgo(Product p, float[] a, float[] b) {
        R032Store left = R032Store.FACTORY.make(p.m(), p.k());
        R032Store right = R032Store.FACTORY.make(p.k(), p.n());
        for (int t = 0; t < p.k(); t++) {
            for (int i = 0; i < p.m(); i++) {
                left.set(i, t, a[p.leftAt(i, t)]);
            }
            for (int j = 0; j < p.n(); j++) {
                right.set(t, j, b[p.rightAt(t, j)]);
            }
        }
        R032Store c = R032Store.FACTORY.make(p.m(), p.n());
        return new Sgemm(() -> c.fillByMultiplying(left, right), c::doubleValue);
    }

    /** By commons-math3: double precision, its simplest matrix, a new result each time. */
    private static Sgemm commonsMath(Product p, float[] a, float[] b) {
        double[][] left = new double[p.m()][p.k()];
        double[][] right = new double[p.k()][p.n()];
        for (int t = 0; t < p.k(); t++) {
            for (int i = 0; i < p.m(); i++) {
                left[i][t] = a[p.leftAt(i, t)];
            }
            for (int j = 0; j < p.n(); j++) {
                right[t][j] = b[p.rightAt(t, j)];
            }
        }
        RealMatrix matrixA = new Array2DRowRealMatrix(left, false);
        RealMatrix matrixB = new Array2DRowRealMatrix(right, false);
        RealMatrix[] c = new RealMatrix[1];
        return new Sgemm(() -> c[0] = matrixA.multiply(matrixB), (i, j) -> c[0].getEntry(i, j));
    }
}
