package io.katsuo.core.tensor;

import static io.katsuo.core.tensor.Assertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** An assertion says which elements differ. */
class AssertionsTest {
    private static String failure(Tensor expected, Tensor actual, double relative, double absolute) {
        return assertThrows(AssertionError.class, () -> assertClose(expected, actual, relative, absolute))
                .getMessage();
    }

    @Test
    void theFirstAndTheWorstDifferenceAreNamed() {
        Tensor expected = Tensor.of(1, 2, 3, 4, 5, 100).reshape(2, 3);
        Tensor actual = Tensor.of(1, 2.5f, 3, 4, 7, 101).reshape(2, 3);
        assertEquals(
                "assertClose: 2 of 6 elements differ: first [0, 1]: expected 2.0, actual 2.5, off by 0.5, worst [1, 1]: "
                        + "expected 5.0, actual 7.0, off by 2.0; allowed are 0.1 + 0.01·|expected|",
                failure(expected, actual, 0.01, 0.1));
        assertEquals(
                "assertClose: 1 of 6 elements differ: first [1, 1]: expected 5.0, actual 7.0, off by 2.0; allowed are "
                        + "1.0 + 0.0·|expected|",
                failure(expected, actual, 0, 1));
        assertClose(expected, actual, 2);
        assertClose(expected, actual, 0.4, 0);
    }

    @Test
    void theToleranceIsABoundOnTheDifferenceAndIncluded() {
        Tensor expected = Tensor.of(-8);
        assertClose(expected, Tensor.of(-8.5f), 0.0625, 0);
        assertClose(expected, Tensor.of(-7.5f), 0, 0.5);
        failure(expected, Tensor.of(-8.500001f), 0.0625, 0);
        assertClose(Tensor.of(1), Tensor.of(1 + 1e-6f));
        assertThrows(AssertionError.class, () -> assertClose(Tensor.of(1), Tensor.of(1.0001f)));
        assertThrows(IllegalArgumentException.class, () -> assertClose(expected, expected, Double.NaN));
    }

    @Test
    void valuesThatAreNotFiniteAreCloseToThemselvesOnly() {
        float[] values = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0};
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                Tensor a = Tensor.of(values[i]);
                Tensor b = Tensor.of(values[j]);
                if (i == j) {
                    assertClose(a, b, 0);
                } else {
                    failure(a, b, 0, Double.MAX_VALUE);
                }
            }
        }
        assertClose(Tensor.of(0f), Tensor.of(-0f), 0);
    }

    @Test
    void shapesMustBeEqualAndViewsAreReadByIndex() {
        assertEquals(
                "assertClose: shapes differ: expected [2], actual [1, 2]",
                failure(Tensor.zeros(2), Tensor.zeros(1, 2), 1, 1));
        Tensor matrix = Tensor.of(1, 2, 3, 4).reshape(2, 2);
        assertClose(Tensor.of(1, 3, 2, 4).reshape(2, 2), matrix.transpose(), 0);
        assertEquals(
                "assertClose: 2 of 4 elements differ: first [0, 1]: expected 2.0, actual 3.0, off by 1.0; allowed are "
                        + "0.0 + 0.0·|expected|",
                failure(matrix, matrix.transpose(), 0, 0));
    }
}
