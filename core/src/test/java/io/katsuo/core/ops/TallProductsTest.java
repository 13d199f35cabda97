package io.katsuo.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.ChildJvm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Products of one column with an operand of 1,500,000 rows, which must not take a stride of a row for each term. */
@Tag("nightly")
class TallProductsTest {
    /** Prints how long {@code X·w} and {@code Xᵀ·v} take, in milliseconds, the second after a first call of each. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            int rows = Integer.parseInt(arguments[0]);
            int columns = Integer.parseInt(arguments[1]);
            Tensor x = Tensor.zeros(rows, columns);
            x.copyFrom(Tensor.rand(new Rng(1), columns)); // the same row again and again
            Tensor v = Tensor.ones(rows);
            Tensor w = Tensor.ones(columns);
            long[] millis = new long[2];
            for (int run = 0; run < 2; run++) {
                long start = System.nanoTime();
                LinearAlgebra.matmul(x, w);
                long middle = System.nanoTime();
                Tensor sums = LinearAlgebra.matmul(x.transpose(), v);
                millis[0] = (middle - start) / 1_000_000;
                millis[1] = (System.nanoTime() - middle) / 1_000_000;
                for (int j = 0; j < columns; j += 97) {
                    double exact = (double) rows * x.get(0, j);
                    assertEquals(exact, sums.get(j), 1e-5 * exact);
                }
            }
            System.out.println(millis[0] + " " + millis[1]);
        }
    }

    @Test
    void aTransposedOperandIsReadByRows() throws Exception {
        String[] millis = ChildJvm.run(ChildJvm.VECTORS + " -Xmx7g", Child.class, "1500000", "1000")
                .split(" ");
        System.out.printf(
                "campaign tall products: [1000, 1500000] x [1500000]: %s ms, [1500000, 1000] x [1000]: %s ms%n",
                millis[1], millis[0]);
        // It was 47 times as slow.
        assertTrue(Long.parseLong(millis[1]) < 10 * Long.parseLong(millis[0]), String.join(" ", millis));
    }
}
