package io.katsuo.core.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.TensorCases.Kind;
import org.junit.jupiter.api.Test;

/** Copies of transposed matrices, which go by strips and blocks of rows, at extents around those of a strip and a block. */
class TransposedCopyTest {
    @Test
    void everyElementArrives() {
        Cases.forEach(80, 61, rng -> {
            int rows = rng.nextInt(2) == 0 ? rng.nextInt(20) : 250 + rng.nextInt(270);
            int columns = rng.nextInt(30);
            Tensor source = numbered(columns, rows).transpose();
            Kind kind = rng.nextInt(3) == 0 ? Kind.CONTIGUOUS : TensorCases.writableKind(rng);
            Tensor target = TensorCases.empty(rng, kind, rows, columns).copyFrom(source);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    assertEquals(j * rows + i, target.get(i, j), kind + " [" + i + ", " + j + "]");
                }
            }
            TensorCases.assertCanariesIntact(target);
        });
    }

    @Test
    void everyMatrixOfABatch() {
        Tensor source = numbered(3, 21, 270).permute(0, 2, 1);
        Tensor copy = source.copy();
        for (int[] index : TensorCases.indices(copy.shape())) {
            assertEquals((index[0] * 21 + index[2]) * 270 + index[1], copy.get(index));
        }
    }

    private static Tensor numbered(int... dims) {
        Tensor result = Tensor.zeros(dims);
        for (int i = 0; i < result.size(); i++) {
            result.array()[i] = i;
        }
        return result;
    }
}
