package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.InputGradients;
import io.katsuo.layers.MulLayer;
import java.io.PrintStream;

/**
 * The apples again, each multiplication an object with {@code forward} and {@code backward}.
 *
 * @since 0.1
 */
public final class Ex11AppleLayers implements Example {
    /** The example. */
    public Ex11AppleLayers() {}

    static void main() {
        Example.show(new Ex11AppleLayers());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        Tensor apple = Tensor.scalar(100);
        Tensor appleNumber = Tensor.scalar(2);
        Tensor tax = Tensor.scalar(1.1f);
        MulLayer appleLayer = new MulLayer("apples");
        MulLayer taxLayer = new MulLayer("tax");

        out.println("A node becomes an object. forward() keeps the inputs, backward() needs them.");
        Tensor applePrice = appleLayer.forward(apple, appleNumber);
        Tensor price = taxLayer.forward(applePrice, tax);
        out.println("price        " + price.item());

        out.println("backward() is called in the reverse order, with the derivative by the layer's own output:");
        InputGradients dTaxLayer = taxLayer.backward(Tensor.scalar(1));
        InputGradients dAppleLayer = appleLayer.backward(dTaxLayer.dx());
        out.println("dApplePrice  " + dTaxLayer.dx().item());
        out.println("dTax         " + dTaxLayer.dy().item());
        out.println("dApple       " + dAppleLayer.dx().item());
        out.println("dAppleNumber " + dAppleLayer.dy().item());

        pictures.add("fig-05-16-apple-layers", drawn(appleLayer, dAppleLayer, taxLayer, dTaxLayer, price));
        out.println("What the tax layer kept: x = " + taxLayer.x().item() + ", y = "
                + taxLayer.y().item() + ".");
        out.println("These are floats. In double, 1.1 is a little more than 11/10, and the price is " + 100.0 * 2 * 1.1
                + ".");
    }

    private static Diagram drawn(
            MulLayer apples, InputGradients dApples, MulLayer tax, InputGradients dTax, Tensor price) {
        Diagram.Builder picture = Diagram.builder("Figure 5.16: two apples, a layer for each multiplication");
        var applesBox = picture.box("apples\nMulLayer");
        var taxBox = picture.box("tax\nMulLayer");
        picture.edge(picture.text("apple"), applesBox, text(apples.x()), text(dApples.dx()));
        picture.edge(picture.text("number"), applesBox, text(apples.y()), text(dApples.dy()));
        picture.edge(applesBox, taxBox, text(tax.x()), text(dTax.dx()));
        picture.edge(picture.text("rate"), taxBox, text(tax.y()), text(dTax.dy()));
        picture.edge(taxBox, picture.text("price"), text(price), "1");
        return picture.build();
    }

    private static String text(Tensor scalar) {
        return brief(scalar.item());
    }

    @Override
    public String title() {
        return "Apples with multiplication layers";
    }

    @Override
    public String section() {
        return "5.4.1, figure 5.16";
    }
}
