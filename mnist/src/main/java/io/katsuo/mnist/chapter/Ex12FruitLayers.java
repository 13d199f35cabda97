package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.AddLayer;
import io.katsuo.layers.InputGradients;
import io.katsuo.layers.MulLayer;
import java.io.PrintStream;

/**
 * Apples and oranges from multiplication and addition layers.
 *
 * @since 0.1
 */
public final class Ex12FruitLayers implements Example {
    /** The example. */
    public Ex12FruitLayers() {}

    static void main() {
        Example.show(new Ex12FruitLayers());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
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
        pictures.add("fig-05-17-fruit-layers", drawn(apples, dApples, oranges, dOranges, dFruit, tax, dTax));
        out.println("3.3000002 is the float nearest to 3 times the float nearest to 1.1.");
    }

    /** What went along each edge, as the layers have kept it. */
    private static Diagram drawn(
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
        return picture.build();
    }

    private static String text(Tensor scalar) {
        return brief(scalar.item());
    }

    private static String product(MulLayer layer) {
        return brief(layer.x().item() * layer.y().item());
    }

    @Override
    public String title() {
        return "Apples and oranges with layers";
    }

    @Override
    public String section() {
        return "5.4.2, figure 5.17";
    }
}
