package io.katsuo.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What could not be allocated is allocated in the next call; nothing of an earlier call takes its place. */
class FailedAllocationTest {
    @Test
    void aMatrixView() {
        MatrixView view = new MatrixView();
        view.of(Tensor.zeros(2, 3));
        // A dense copy would have more elements than any array, and the strides allow no view.
        Tensor tooLarge = Tensor.zeros(3, 1).broadcastTo(2, 3, (Integer.MAX_VALUE - 1) / 6);
        assertThrows(OutOfMemoryError.class, () -> view.of(tooLarge));
        assertThrows(OutOfMemoryError.class, () -> view.of(tooLarge));
    }

    /** Takes matrices; the first and the third call of {@link #inputs()} throw. */
    private static final class Failing extends Layer {
        private int calls;
        private int rank;

        Failing() {
            super("failing");
        }

        @Override
        public OptionalInt inputs() {
            if (++calls == 1 || calls == 3) {
                throw new OutOfMemoryError();
            }
            return OptionalInt.of(3);
        }

        @Override
        public void forward(Tensor x, Tensor y) {
            rank = x.rank();
        }

        @Override
        public void forward(Tensor x, Tensor y, Batch batch) {
            forward(x, y);
            assertEquals(batch.samples(), x.dim(0));
        }

        @Override
        public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {}
    }

    @Test
    void whatALayerKnowsOfItsInput() {
        Failing layer = new Failing();
        assertThrows(OutOfMemoryError.class, () -> layer.forward(Tensor.zeros(3)));
        layer.forward(Tensor.zeros(3));
        assertEquals(2, layer.rank);
        assertThrows(OutOfMemoryError.class, () -> layer.forward(Tensor.zeros(2, 3)));
        assertEquals(Shape.of(3), layer.forward(Tensor.zeros(3)).shape());
    }
}
