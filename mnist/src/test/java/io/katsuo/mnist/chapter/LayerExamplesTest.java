package io.katsuo.mnist.chapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The chapter's numbers on layers, and the arrays that its sources print. */
class LayerExamplesTest {
    private static final double FLOAT = 2e-7;

    /** The sources print eight decimals, computed in double from more digits than they print. */
    private static final double PRINTED = 3e-7;

    @Test
    void appleLayers() {
        Shown.of("apple-layers")
                .has(0, "price ", 220)
                .has(0, "dApplePrice ", 1.1)
                .has(0, "dTax ", 200)
                .has(0, "dApple ", 2.2)
                .has(0, "dAppleNumber", 110)
                .has(0, "What the tax layer kept:", 200, 1.1);
        assertTrue(Shown.of("apple-layers").line("These are floats").contains("220.00000000000003"));
    }

    @Test
    void fruitLayers() {
        Shown.of("fruit-layers")
                .has(0, "applePrice ", 200)
                .has(0, "orangePrice ", 450)
                .has(0, "allPrice ", 650)
                .has(0, "price ", 715)
                .has(0, "dAllPrice ", 1.1)
                .has(0, "dApplePrice ", 1.1)
                .has(0, "dOrangePrice ", 1.1)
                .has(0, "dAppleNumber ", 110)
                .has(0, "dApple ", 2.2)
                .has(0, "dOrange ", 3.3000002)
                .has(0, "dOrangeNumber ", 165)
                .has(0, "dTax ", 650);
    }

    @Test
    void relu() {
        Shown.of("relu")
                .array(0, "Forward", 1, 0, 0, 3)
                .array(0, "The mask", 0, 1, 1, 0)
                .array(0, "Backward", 10, 0, 0, 10)
                .has(0, "At x = 0 the switch counts as off: dx =", 0);
    }

    @Test
    void sigmoidGrouped() {
        Shown shown = Shown.of("sigmoid-grouped");
        for (int x : new int[] {-20, -10, -5, 0, 5}) {
            double y = 1 / (1 + Math.exp(-x));
            shown.has(1.2e-7, x + "  ", y * y * Math.exp(-x), y * (1 - y));
        }
        String largest = shown.line("In float they differ by at most").split(" ")[7];
        assertTrue(Double.parseDouble(largest.substring(0, largest.length() - 1)) <= 1.2e-7, largest);
        assertEquals(0, Double.parseDouble(shown.line("20  ").strip().split(" +")[2]), "y(1 - y) has no digit left");
        assertEquals(2.0611536e-9, Double.parseDouble(shown.line("sigmoid'(20)").split("= ")[1]), 1e-14);
    }

    @Test
    void affineOneSample() {
        Shown shown = Shown.of("affine-one-sample")
                .has(0, "Y  [3] =", 6, 13, 20)
                .has(0, "dX [2] = dY·Wᵀ =", 0.5 - 3 + 10, 1 - 4 + 12)
                .array(0, "dW [2, 3]", 0.5, -1, 2, 1, -2, 4)
                .has(0, "dB [3] = dY =", 0.5, -1, 2);
        assertTrue(shown.line("Three inputs do not fit").contains("x [3] has 3 values a sample, W [2, 3] has 2 rows"));
    }

    @Test
    void affineBatch() {
        Shown shown = Shown.of("affine-batch")
                .array(0, "Forward", 1, 2, 3, 11, 12, 13)
                .array(0, "So it took part", 5, 7, 9)
                .array(0, "Y  [2, 3]", 6, 13, 20, 12, 27, 42)
                .array(0, "dX [2, 2]", 22, 28, 49, 64)
                .array(0, "dW [2, 3]", 13, 17, 21, 18, 24, 30)
                .has(0, "dB [3] =", 5, 7, 9);
        assertEquals("X [2, 3, 2, 2] -> Y [2, 5] -> dX [2, 3, 2, 2]", shown.line("X ["));
    }

    @Test
    void softmax() {
        Shown shown = Shown.of("softmax")
                .has(0, "0  score", 5.3, 0.008)
                .has(0, "2  score", 10.1, 0.991)
                .has(0, "sum of the probabilities", 1)
                .has(0, "by scores", 2)
                .has(0, "by probabilities", 2);
        shown.has(1e-12, "softmax(20, 10, 0)       =", 9.999546e-01, 4.539787e-05, 2.061060e-09);
        assertEquals(
                shown.line("softmax(20").split("= ")[1],
                shown.line("softmax(1010").split("= ")[1],
                "the same bits");
    }

    @Test
    void softmaxWithLoss() {
        double e = Math.E;
        double[] y = {1 / (1 + e + e * e), e / (1 + e + e * e), e * e / (1 + e + e * e)};
        double loss = (-Math.log(y[1]) - Math.log(y[2])) / 2;
        double[] gradient = {y[0] / 2, (y[1] - 1) / 2, y[2] / 2, (y[2] - 1) / 2, y[0] / 2, y[1] / 2};
        Shown shown = Shown.of("softmax-with-loss");
        shown.array(FLOAT, "y = softmax", y[0], y[1], y[2], y[2], y[0], y[1]).array(FLOAT, "Backward", gradient);
        assertEquals(
                2,
                shown.lines().stream()
                        .filter(("loss  " + Numbers.places(loss, 6))::equals)
                        .count(),
                "both labels");
        double[] tenfold = new double[6];
        java.util.Arrays.setAll(tenfold, i -> 10 * gradient[i]);
        shown.array(FLOAT, "A derivative from further on", tenfold);
    }

    @Test
    void workedLosses() {
        Shown shown = Shown.of("worked-losses");
        int bad = shown.lines().indexOf(shown.line("A bad answer"));
        int good = shown.lines().indexOf(shown.line("A good answer"));
        new Shown(shown.lines().subList(bad, good), shown.pictures())
                .has(FLOAT, "y   ", 0.3, 0.2, 0.5)
                .has(1e-7, "loss", 1.6094379)
                .has(FLOAT, "y - t", 0.3, -0.8, 0.5);
        new Shown(shown.lines().subList(good, shown.lines().size()), shown.pictures())
                .has(FLOAT, "y   ", 0.01, 0.99, 0)
                .has(1e-7, "loss", 0.0100503)
                .has(FLOAT, "y - t", 0.01, -0.01, 0);
    }

    @Test
    void squaredError() {
        Shown shown = Shown.of("squared-error");
        int second = shown.lines().lastIndexOf("loss   0.0001");
        new Shown(shown.lines().subList(0, second - 1), shown.pictures())
                .has(0, "loss", 0.49)
                .has(FLOAT, "y - t  ", 0.3, -0.8, 0.5);
        new Shown(shown.lines().subList(second, shown.lines().size()), shown.pictures())
                .has(FLOAT, "y - t  ", 0.01, -0.01, 0);
    }

    // ---- the printed arrays ----

    @Test
    void repeat() {
        Shown.of("repeat")
                .array(PRINTED, "Forward", 1.19485093, 1.66341524, -1.59975205, 1.19485093, 1.66341524, -1.59975205)
                .array(PRINTED, "Backward", -1.15589664, 0.36514068, -1.09500754);
    }

    @Test
    void sum() {
        Shown.of("sum")
                .array(PRINTED, "Forward", 2.60104969, -0.80310336, 1.99332428)
                .array(PRINTED, "Backward", -1.7463373, -0.01989783, 0.34527752, -1.7463373, -0.01989783, 0.34527752);
    }

    @Test
    void matmul() {
        Shown shown = Shown.of("mat-mul");
        double[] y = {0.81577592, 0.60042243, -1.39014957, -0.07272898, -1.02285291, 1.53268212, 1.59898447, 1.43764948
        };
        double[] dx = {0.37450437, -0.94195614, -2.73839696, -1.41576571, -0.41246162, 6.12981002};
        double[] dw = {
            -0.93123475, -1.28466953, -2.75797876, -0.07379278,
            -0.19976436, -0.70392538, -1.55481783, -0.13441475,
            -1.27056787, 0.77713777, 1.92592416, 0.59971728
        };
        shown.array(PRINTED, "y = x·W", y).array(PRINTED, "dx", dx).array(PRINTED, "dW", dw);
    }

    @Test
    void sigmoid() {
        double[] y = {0.49359013, 0.07673201, 0.21340707, 0.55386439, 0.43008693, 0.24697757};
        double[] dx = {-0.41229121, 0.0362819, -0.17289963, 0.1668312, -0.12451177, -0.15125163};
        Shown.of("sigmoid-array").array(PRINTED, "y = ", y).array(PRINTED, "dx", dx);
    }

    @Test
    void affineFromNodes() {
        Shown shown = Shown.of("affine-from-nodes");
        for (String what : new String[] {"y ", "dx ", "dW  ", "db  "}) {
            assertTrue(shown.line(what).endsWith(" true"), what);
        }
    }
}
