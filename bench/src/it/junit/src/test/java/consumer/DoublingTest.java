package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DoublingTest {
    @Test
    void doubles() {
        assertEquals(6, Doubling.twice(Tensor.full(Shape.of(8, 8), 3)).get(7, 7));
    }

    @Test
    void surefireRunsModulesWithSimd() {
        System.out.println("junit: " + Backend.describe());
        assertTrue(DoublingTest.class.getModule().isNamed());
        assertNotEquals("scalar", Backend.name());
    }
}
