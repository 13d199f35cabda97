package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.grouped;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.mnist.LabelledTensors;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.gradcheck.CheckedParameter;
import io.katsuo.network.gradcheck.GradientCheck;
import io.katsuo.network.gradcheck.GradientReport;
import io.katsuo.network.numeric.Stencil;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Is back-propagation right? It must agree with differences that know no rule.
 *
 * @since 0.1
 */
public final class Ex31GradientCheck implements Example {
    private final Digits digits;

    /**
     * The example with these digits.
     *
     * @param digits where the images come from
     */
    public Ex31GradientCheck(Digits digits) {
        this.digits = digits;
    }

    static void main() {
        Example.show(new Ex31GradientCheck(Digits.onThisMachine()));
    }

    @Override
    public void run(PrintStream out, Pictures pictures) throws IOException {
        out.println(digits.describe());
        LabelledTensors train = digits.tensors().train();
        Tensor x = train.images().slice(0, 0, 3);
        int[] labels = Arrays.copyOf(train.labels(), 3);
        out.println("The first three images, digits " + Arrays.toString(labels) + ", through 784-50-10.");
        out.println();

        TwoLayerNet network = new TwoLayerNet(784, 50, 10, 1);
        GradientReport report = GradientCheck.of(network)
                .on(x, Targets.of(labels))
                .stencil(Stencil.central(1e-4))
                .run();
        out.println("Mean |back-propagation - central difference| with h = 0.0001, differences in double:");
        out.println("      in float  in double");
        int parameters = 0;
        for (String name : new String[] {"b1", "W2", "b2", "W1"}) {
            CheckedParameter found = report.entry(name);
            parameters += found.checked() + found.skipped();
            out.println(String.format(
                    Locale.ROOT,
                    "  %s  %.1e   %.1e",
                    name,
                    found.errors().meanAbsolute(),
                    found.consistency().meanAbsolute()));
        }
        out.println("Together: " + report.reason());
        out.println();

        out.println(
                "Numbers have finitely many digits, so the differences are hardly ever 0. In float, as in training,");
        out.println("back-propagation rounds most; in double it agrees with the differences as well as in the book.");
        out.println("A wrong formula mostly makes errors as large as the derivatives themselves.");
        out.println("Why not train by differences? " + grouped(parameters) + " parameters need "
                + grouped(2 * parameters) + " losses; back-propagation goes forth once and back once.");
    }

    @Override
    public String title() {
        return "Gradient check";
    }

    @Override
    public String section() {
        return "5.7.3";
    }
}
