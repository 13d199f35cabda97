package io.katsuo.bench.peers.sgemm;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A system whose product is wrong is not timed. */
class ProductCheckTest {
    /** A product with some elements multiplied by a factor. */
    private record Wrong(Sgemm right, double factor) implements Sgemm {
        @Override
        public void prepare(Product product, float[] a, float[] b) {
            right.prepare(product, a, b);
        }

        @Override
        public void multiply() {
            right.multiply();
        }

        @Override
        public double get(int i, int j) {
            return right.get(i, j) * (j % 7 == 3 ? factor : 1);
        }
    }

    private static Runnable check(Product product, double factor) {
        float[] a = product.left();
        float[] b = product.right();
        Sgemm sgemm = new Wrong(new KatsuoSgemm(), factor);
        sgemm.prepare(product, a, b);
        sgemm.multiply();
        return () -> new ProductCheck(product, a, b).check("somebody", sgemm);
    }

    @ParameterizedTest
    @CsvSource({"false,false", "true,false", "false,true"})
    void rightProductsPassAndWrongOnesNameTheirSystem(boolean transposeA, boolean transposeB) {
        Product product = new Product("some", 30, 40, 50, transposeA, transposeB);
        assertDoesNotThrow(() -> check(product, 1).run());
        String message = assertThrows(
                        IllegalStateException.class, () -> check(product, 1.0001).run())
                .getMessage();
        assertTrue(message.contains("somebody"), message);
    }

    @Test
    void notANumberIsWrong() {
        Product product = new Product("some", 20, 20, 20, false, false);
        assertThrows(IllegalStateException.class, () -> check(product, Double.NaN).run());
    }
}
