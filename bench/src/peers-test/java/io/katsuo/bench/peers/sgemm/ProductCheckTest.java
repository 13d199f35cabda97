package io.katsuo.bench.peers.sgemm;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A system whose product is wrong is not timed. */
class ProductCheckTest {
    /** Checks Katsuo's product with some elements multiplied by a factor. */
    private static Runnable check(Product product, double factor) {
        SgemmTrial trial = new SgemmTrial(product);
        trial.prepare("katsuo", 1);
        Sgemm right = Sgemm.of("katsuo", 1, product, product.left(), product.right());
        right.multiply().run();
        return () -> trial.check("somebody", (i, j) -> right.result().get(i, j) * (j % 7 == 3 ? factor : 1));
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

    /** Each checks its own product against sums in double. */
    @ParameterizedTest
    @CsvSource({"false,false", "true,false", "false,true"})
    void systemsInJavaAreRight(boolean transposeA, boolean transposeB) {
        SgemmTrial trial = new SgemmTrial(new Product("some", 30, 40, 50, transposeA, transposeB));
        for (String system : new String[] {"katsuo", "ejml", "ojalgo", "commons-math3"}) {
            assertDoesNotThrow(() -> trial.prepare(system, 1), system);
        }
    }

    @Test
    void notANumberIsWrong() {
        Product product = new Product("some", 20, 20, 20, false, false);
        assertThrows(IllegalStateException.class, () -> check(product, Double.NaN).run());
    }
}
