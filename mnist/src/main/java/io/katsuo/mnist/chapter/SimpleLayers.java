package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.AddLayer;
import io.katsuo.layers.InputGradients;
import io.katsuo.layers.MulLayer;
import java.io.PrintStream;

/** Examples on the first layers: sections 5.4.1 and 5.4.2. */
final class SimpleLayers {
    private SimpleLayers() {}

    /** The apples again, each multiplication an object with {@code forward} and {@code backward}. */
    static void appleLayers(PrintStream out, Pictures pictures) {
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

        pictures.add("fig-05-16-apple-layers", applesDrawn(appleLayer, dAppleLayer, taxLayer, dTaxLayer, price));
        out.println("What the tax layer kept: x = " + taxLayer.x().item() + ", y = "
                + taxLayer.y().item() + ".");
        out.println("These are floats. In double, 1.1 is a little more than 11/10, and the price is " + 100.0 * 2 * 1.1
                + ".");
    }

    private static Diagram applesDrawn(
            MulLayer apples, InputGradients dApples, MulLayer tax, InputGradients dTax, Tensor price) {
        Diagram.Builder picture = Diagram.builder("Figure 5.16: two apples, a layer for each multiplication");
        var applesBox = picture.box("apples\nMulLayer");
        var taxBox = picture.box("tax\nMulLayer");
        picture.edge(picture.text("apple"), applesBox, text(apples.x()), text(dApples.dx()));
        picture.edge(picture.text("number"), applesBox, text(apples.y()), text(dApples.dy()));
        picture.edge(applesBox, taxBox, text(tax.x()), text(dTax.dx()));
        picture.edge(picture.text("rate"), taxBox, text(tax.y()), text(dTax.dy()));
        picture.edge(taxBox, picture.text("price"), text(price), "1");
        double toApples = dTax.dx().item();
        return new Recorded()
                .arrow(apples.x().item(), apples.y().item(), toApples)
                .arrow(apples.y().item(), apples.x().item(), toApples)
                .arrow(tax.x().item(), tax.y().item(), 1)
                .arrow(tax.y().item(), tax.x().item(), 1)
                .arrow(text(price))
                .in(picture.build());
    }

    /** Apples and oranges from multiplication and addition layers. */
    static void fruitLayers(PrintStream out, Pictures pictures) {
        MulLayer apples = new MulLayer("apples");
        MulLayer oranges = new MulLayer("oranges");
        AddLayer fruit = new AddLayer("fruit");
        MulLayer tax = new MulLayer("tax");

        out.println("Forward: four layers, each keeps what its own backward() will need.");
        Tensor applePrice = apples.forward(Tensor.scalar(100), Tensor.scalar(2));
        Tensor orangePrice = oranges.forward(Tensor.scalar(150), Tensor.scalar(3));
        Tensor allPrice = fruit.forward(applePrice, orangePrice);
        Tensor price = tax.forward(allPrice, Tensor.scalar(1.1f));
        out.println("applePrice     " + applePrice.item());
        out.println("orangePrice    " + orangePrice.item());
        out.println("allPrice       " + allPrice.item());
        out.println("price          " + price.item());

        out.println("Backward: the same four in reverse order.");
        InputGradients dTax = tax.backward(Tensor.scalar(1));
        InputGradients dFruit = fruit.backward(dTax.dx());
        InputGradients dOranges = oranges.backward(dFruit.dy());
        InputGradients dApples = apples.backward(dFruit.dx());
        out.println("dAllPrice      " + dTax.dx().item());
        out.println("dApplePrice    " + dFruit.dx().item());
        out.println("dOrangePrice   " + dFruit.dy().item());
        out.println("dAppleNumber   " + dApples.dy().item());
        out.println("dApple         " + dApples.dx().item());
        out.println("dOrange        " + dOranges.dx().item());
        out.println("dOrangeNumber  " + dOranges.dy().item());
        out.println("dTax           " + dTax.dy().item());
        pictures.add("fig-05-17-fruit-layers", fruitDrawn(apples, dApples, oranges, dOranges, dFruit, tax, dTax));
        out.println("3.3000002 is the float nearest to 3 times the float nearest to 1.1.");
    }

    /** What went along each edge, as the layers have kept it. */
    private static Diagram fruitDrawn(
            MulLayer apples,
            InputGradients dApples,
            MulLayer oranges,
            InputGradients dOranges,
            InputGradients dFruit,
            MulLayer tax,
            InputGradients dTax) {
        Diagram.Builder picture = Diagram.builder("Figure 5.17: apples and oranges, a layer for each node");
        var applesBox = picture.box("apples\nMulLayer");
        var orangesBox = picture.box("oranges\nMulLayer");
        var fruitBox = picture.box("fruit\nAddLayer");
        var taxBox = picture.box("tax\nMulLayer");
        picture.edge(picture.text("apple"), applesBox, text(apples.x()), text(dApples.dx()));
        picture.edge(picture.text("apple number"), applesBox, text(apples.y()), text(dApples.dy()));
        picture.edge(picture.text("orange"), orangesBox, text(oranges.x()), text(dOranges.dx()));
        picture.edge(picture.text("orange number"), orangesBox, text(oranges.y()), text(dOranges.dy()));
        picture.edge(applesBox, fruitBox, product(apples), text(dFruit.dx()));
        picture.edge(orangesBox, fruitBox, product(oranges), text(dFruit.dy()));
        picture.edge(fruitBox, taxBox, text(tax.x()), text(dTax.dx()));
        picture.edge(picture.text("rate"), taxBox, text(tax.y()), text(dTax.dy()));
        picture.edge(taxBox, picture.text("price"), product(tax), "1");
        double toApples = dFruit.dx().item();
        double toOranges = dFruit.dy().item();
        double toFruit = dTax.dx().item();
        return new Recorded()
                .arrow(apples.x().item(), apples.y().item(), toApples)
                .arrow(apples.y().item(), apples.x().item(), toApples)
                .arrow(oranges.x().item(), oranges.y().item(), toOranges)
                .arrow(oranges.y().item(), oranges.x().item(), toOranges)
                .arrow(apples.x().item() * apples.y().item(), 1, toFruit)
                .arrow(oranges.x().item() * oranges.y().item(), 1, toFruit)
                .arrow(tax.x().item(), tax.y().item(), 1)
                .arrow(tax.y().item(), tax.x().item(), 1)
                .arrow(product(tax))
                .in(picture.build());
    }

    private static String text(Tensor scalar) {
        return brief(scalar.item());
    }

    private static String product(MulLayer layer) {
        return brief(layer.x().item() * layer.y().item());
    }
}
