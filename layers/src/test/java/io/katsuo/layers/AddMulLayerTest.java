package io.katsuo.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The addition and multiplication layers: the book's shopping, to the last bit of float32, and broadcasting. */
class AddMulLayerTest {
    private static Tensor scalar(float value) {
        return Tensor.scalar(value);
    }

    /** Item 16, figure 5.11: addition passes 1.3 on to both sides. */
    @Test
    void additionPassesTheUpstreamValueOn() {
        AddLayer add = new AddLayer();
        assertEquals(15f, add.forward(scalar(10), scalar(5)).item());
        InputGradients gradients = add.backward(scalar(1.3f));
        assertEquals(1.3f, gradients.dx().item());
        assertEquals(1.3f, gradients.dy().item());
    }

    /** Item 17, figure 5.13: multiplication swaps its inputs. */
    @Test
    void multiplicationShowsItsInputs() {
        MulLayer layer = new MulLayer();
        Tensor x = Tensor.of(2f);
        Tensor y = Tensor.of(3f);
        layer.forward(x, y);
        assertSame(x, layer.x());
        assertSame(y, layer.y());
    }

    @Test
    void multiplicationSwapsItsInputs() {
        MulLayer mul = new MulLayer();
        assertEquals(50f, mul.forward(scalar(10), scalar(5)).item());
        InputGradients gradients = mul.backward(scalar(1.3f));
        assertEquals(6.5f, gradients.dx().item());
        assertEquals(13f, gradients.dy().item());
    }

    /** Items 4, 9, 20: two apples. */
    @Test
    void buyApple() {
        MulLayer mulApple = new MulLayer();
        MulLayer mulTax = new MulLayer();
        Tensor applePrice = mulApple.forward(scalar(100), scalar(2));
        assertEquals(200f, applePrice.item());
        assertEquals(220f, mulTax.forward(applePrice, scalar(1.1f)).item());

        InputGradients tax = mulTax.backward(scalar(1));
        assertEquals(1.1f, tax.dx().item());
        assertEquals(200f, tax.dy().item());
        InputGradients apple = mulApple.backward(tax.dx());
        assertEquals(2.2f, apple.dx().item());
        assertEquals(110f, apple.dy().item());
    }

    /** Items 5, 21: two apples and three oranges. */
    @Test
    void buyAppleAndOrange() {
        MulLayer mulApple = new MulLayer();
        MulLayer mulOrange = new MulLayer();
        AddLayer addAll = new AddLayer();
        MulLayer mulTax = new MulLayer();
        Tensor applePrice = mulApple.forward(scalar(100), scalar(2));
        Tensor orangePrice = mulOrange.forward(scalar(150), scalar(3));
        assertEquals(450f, orangePrice.item());
        Tensor allPrice = addAll.forward(applePrice, orangePrice);
        assertEquals(650f, allPrice.item());
        assertEquals(715f, mulTax.forward(allPrice, scalar(1.1f)).item());

        InputGradients tax = mulTax.backward(scalar(1));
        assertEquals(1.1f, tax.dx().item());
        assertEquals(650f, tax.dy().item());
        InputGradients all = addAll.backward(tax.dx());
        assertEquals(1.1f, all.dx().item());
        assertEquals(1.1f, all.dy().item());
        InputGradients orange = mulOrange.backward(all.dy());
        assertEquals(3.3000002f, orange.dx().item());
        assertEquals(165f, orange.dy().item());
        InputGradients apple = mulApple.backward(all.dx());
        assertEquals(2.2f, apple.dx().item());
        assertEquals(110f, apple.dy().item());
    }

    /** Items 6 and 13: 4,000 + 200 with tax, and (x + y)² by the product with itself. */
    @Test
    void localComputationAndTheSquareOfASum() {
        AddLayer add = new AddLayer();
        MulLayer mul = new MulLayer();
        assertEquals(
                4620f,
                mul.forward(add.forward(scalar(4000), scalar(200)), scalar(1.1f))
                        .item());

        Tensor t = add.forward(scalar(3), scalar(4));
        assertEquals(49f, mul.forward(t, t).item());
        InputGradients square = mul.backward(scalar(1));
        InputGradients sum =
                add.backward(scalar(square.dx().item() + square.dy().item()));
        assertEquals(14f, sum.dx().item());
        assertEquals(14f, sum.dy().item());
    }

    @Test
    void gradientsOfBroadcastInputsAreSummedToTheirShapes() {
        Tensor x = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
        Tensor row = Tensor.of(10, 20, 30);
        Tensor dout = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});

        AddLayer add = new AddLayer();
        assertArrayEquals(
                new float[] {11, 22, 33, 14, 25, 36}, add.forward(x, row).toArray());
        assertArrayEquals(dout.toArray(), add.backward(dout).dx().toArray());
        assertArrayEquals(new float[] {5, 7, 9}, add.backward(dout).dy().toArray());

        MulLayer mul = new MulLayer();
        assertArrayEquals(
                new float[] {10, 40, 90, 40, 100, 180}, mul.forward(x, row).toArray());
        InputGradients gradients = mul.backward(dout);
        assertArrayEquals(new float[] {10, 40, 90, 40, 100, 180}, gradients.dx().toArray());
        assertArrayEquals(new float[] {17, 29, 45}, gradients.dy().toArray());

        mul.forward(scalar(2), x);
        assertEquals(91f, mul.backward(dout).dx().item());
        assertEquals(Shape.SCALAR, mul.backward(dout).dx().shape());
    }

    @Test
    void backwardBeforeForwardIsRefused() {
        assertEquals(
                "mul.backward: called before forward",
                assertThrows(IllegalStateException.class, () -> new MulLayer().backward(scalar(1)))
                        .getMessage());
        assertEquals(
                "add2.backward: called before forward",
                assertThrows(IllegalStateException.class, () -> new AddLayer("add2").backward(scalar(1)))
                        .getMessage());
        assertNull(new MulLayer().x());
        assertNull(new MulLayer().y());
    }

    @Test
    void aDoutOfAnotherShapeIsRefused() {
        MulLayer mul = new MulLayer();
        mul.forward(Tensor.zeros(2, 3), Tensor.zeros(3));
        assertEquals(
                "mul.backward: dout has not the shape of the output: dout [3], output [2, 3]",
                assertThrows(ShapeException.class, () -> mul.backward(Tensor.zeros(3)))
                        .getMessage());
    }

    /** Trap T10: the inputs are kept by reference. */
    @Test
    void aChangedInputIsDetected() {
        MulLayer mul = new MulLayer();
        Tensor x = scalar(3);
        mul.forward(x, scalar(4));
        x.fill(5);
        assertThrows(AssertionError.class, () -> mul.backward(scalar(1)));
    }

    /** Trap T1: neither inputs nor dout are written, also if dout is a result of the layer itself. */
    @Test
    void argumentsAreNotWritten() {
        Rng rng = new Rng(3);
        Tensor x = Tensor.randn(rng, 4, 3);
        Tensor y = Tensor.randn(rng, 4, 3);
        Tensor dout = Tensor.randn(rng, 4, 3);
        float[][] before = {x.toArray(), y.toArray(), dout.toArray()};
        MulLayer mul = new MulLayer();
        AddLayer add = new AddLayer();
        mul.forward(x, y);
        add.forward(x, y);
        Tensor dx = mul.backward(dout).dx();
        InputGradients passedOn = add.backward(dout);
        assertNotSame(dout.array(), passedOn.dx().array(), "the caller's memory must not come back as ours");
        assertNotSame(passedOn.dx().array(), passedOn.dy().array());
        float[] kept = dx.toArray();
        mul.backward(dx);
        assertArrayEquals(kept, dx.toArray());
        assertArrayEquals(before[0], x.toArray());
        assertArrayEquals(before[1], y.toArray());
        assertArrayEquals(before[2], dout.toArray());
    }

    @Test
    void inputsMayBeGradientsThatTheLayerReturnedBefore() {
        MulLayer layer = new MulLayer();
        layer.forward(Tensor.of(2), Tensor.of(3));
        InputGradients earlier = layer.backward(Tensor.of(1));
        layer.forward(earlier.dx(), earlier.dy());
        InputGradients gradients = layer.backward(Tensor.of(5));
        assertEquals(10f, gradients.dx().item());
        assertEquals(15f, gradients.dy().item());
        layer.forward(Tensor.of(2), Tensor.of(3));
        Tensor dx = layer.backward(Tensor.of(1)).dx();
        layer.forward(dx, Tensor.of(3));
        assertEquals(15f, layer.backward(Tensor.of(5)).dy().item());
    }
}
