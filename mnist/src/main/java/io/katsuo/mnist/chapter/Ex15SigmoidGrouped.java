package io.katsuo.mnist.chapter;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.Sigmoid;
import java.io.PrintStream;
import java.util.Locale;

/**
 * The four nodes as one, which needs its output only.
 *
 * @since 0.1
 */
public final class Ex15SigmoidGrouped implements Example {
    /** The example. */
    public Ex15SigmoidGrouped() {}

    static void main() {
        Example.show(new Ex15SigmoidGrouped());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        out.println(
                "y² · exp(-x) is the same as y · (1 - y): one node instead of four, and of all that was computed on the");
        out.println("way forward it needs only y.");
        out.println();
        out.println("    x    y²·exp(-x)    y·(1-y)");
        double largest = 0;
        for (int x = -20; x <= 20; x++) {
            float exp = (float) Math.exp(-x);
            float y = 1 / (1 + exp);
            float inSteps = y * y * exp;
            float grouped = y * (1 - y);
            largest = Math.max(largest, Math.abs((double) inSteps - grouped));
            if (x % 5 == 0) {
                out.println(row(x, inSteps, grouped));
            }
        }
        out.println("In float they differ by at most " + String.format(Locale.ROOT, "%.1e", largest)
                + ". But where y is" + " nearly 1, 1 - y has lost its digits,");
        out.println("and from x = 17 on y is 1 and the derivative 0. Katsuo's layer takes y · sigmoid(-x) instead:");
        Sigmoid sigmoid = new Sigmoid();
        for (float x : new float[] {0, 15, 20}) {
            sigmoid.forward(Tensor.of(x));
            out.println("  sigmoid'(" + (int) x + ") = "
                    + sigmoid.backward(Tensor.of(1)).item());
        }
        pictures.add("fig-05-24-sigmoid", formulas("Figure 5.24: the sigmoid as one node", "∂L/∂y · y² · exp(−x)"));
        pictures.add("fig-05-25-sigmoid", formulas("Figure 5.25: it needs its output only", "∂L/∂y · y · (1 − y)"));
    }

    private static String row(int x, float inSteps, float grouped) {
        return String.format(Locale.ROOT, "%5d  %12.4e  %12.4e", x, inSteps, grouped);
    }

    private static Diagram formulas(String title, String signal) {
        Diagram.Builder picture = Diagram.builder(title);
        var sigmoid = picture.circle("sigmoid");
        picture.edge(picture.text("x"), sigmoid, "", signal);
        picture.edge(sigmoid, picture.text("y"), "", "∂L/∂y");
        return picture.build();
    }

    @Override
    public String title() {
        return "Sigmoid as one node";
    }

    @Override
    public String section() {
        return "5.5.2, figures 5.24 and 5.25";
    }
}
