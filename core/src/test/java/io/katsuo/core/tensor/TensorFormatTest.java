package io.katsuo.core.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Expected strings are those of {@code str(numpy.array(…, dtype=numpy.float32))}, NumPy 2.4. */
class TensorFormatTest {
    private static final float INF = Float.POSITIVE_INFINITY;

    private static Tensor counted(int... dims) {
        Tensor result = Tensor.zeros(dims);
        for (int i = 0; i < result.size(); i++) {
            result.array()[i] = i;
        }
        return result;
    }

    @Test
    void numbersLineUpAtThePoint() {
        assertEquals("[ 1.   2.5 -0.1]", Tensor.of(1, 2.5f, -0.1f).toString());
        assertEquals(
                "[[0.1]\n [0.2]\n [0.3]]",
                Tensor.of(new float[] {.1f, .2f, .3f}).reshape(3, 1).toString());
        assertEquals(
                "[  0.33333334   0.6666667  100.        ]",
                Tensor.of(1 / 3f, 2 / 3f, 100).toString());
        assertEquals("[-0.  0.]", Tensor.of(-0f, 0f).toString());
    }

    @Test
    void numbersOfUnlikeSizeGetExponents() {
        assertEquals("[1.e-05 1.e+00]", Tensor.of(1e-5f, 1).toString());
        assertEquals("[9.99999e+05 2.00000e+00]", Tensor.of(999999, 2).toString());
        assertEquals("[999999. 999998.]", Tensor.of(999999, 999998).toString());
        assertEquals("[1.e+06 2.e+00]", Tensor.of(1e6f, 2).toString());
        assertEquals(
                "[[1.0e+03 5.0e-01]\n [2.5e-01 1.0e+00]]",
                Tensor.of(new float[][] {{1000, .5f}, {.25f, 1}}).toString());
        // Digits that fill up to the common length are those of the exact value, not zeros.
        assertEquals(
                "[3.3333334e-01 1.0000000e-07 1.2345678e+04]",
                Tensor.of(1 / 3f, 1e-7f, 12345.678f).toString());
        assertEquals(
                "[3.01091883e+20 1.41495765e-36]",
                Tensor.of(3.010919e20f, 1.41495765e-36f).toString());
        assertEquals(
                "[1.1754942e-38 1.4012985e-45 3.4028235e+38]",
                Tensor.of(0x1.fffffcp-127f, Float.MIN_VALUE, Float.MAX_VALUE).toString());
    }

    @Test
    void whatIsNotFiniteLinesUpToo() {
        assertEquals(
                "[ nan  inf -inf  1.5]", Tensor.of(Float.NaN, INF, -INF, 1.5f).toString());
        assertEquals("[nan nan]", Tensor.of(Float.NaN, Float.NaN).toString());
    }

    @Test
    void aScalarShowsAllItsDigits() {
        String[] expected = {"1.0", "0.33333334", "1e-05", "1.5e+20", "-0.0", "nan", "1e+06", "123456.79", "-inf"};
        float[] values = {1, 1 / 3f, 1e-5f, 1.5e20f, -0f, Float.NaN, 1e6f, 123456.789f, -INF};
        for (int i = 0; i < values.length; i++) {
            assertEquals(expected[i], Tensor.scalar(values[i]).toString());
        }
    }

    @Test
    void smallNumbersHaveTheDigitsOfNumPy() {
        float[] values = {1e-45f, 3e-45f, 6e-45f, 1.3e-44f, 1e-4f, 9.999e-5f};
        String[] alone = {"1e-45", "3e-45", "6e-45", "1.3e-44", "1e-04", "9.999e-05"};
        String[] inVectors = {"[1.e-45]", "[3.e-45]", "[6.e-45]", "[1.3e-44]", "[0.0001]", "[9.999e-05]"};
        for (int i = 0; i < values.length; i++) {
            assertEquals(alone[i], Tensor.scalar(values[i]).toString());
            assertEquals(inVectors[i], Tensor.of(values[i]).toString());
        }
    }

    @Test
    void bracketsNest() {
        assertEquals(
                "[[[ 0.  1.  2.]\n  [ 3.  4.  5.]]\n\n [[ 6.  7.  8.]\n  [ 9. 10. 11.]]]",
                counted(2, 2, 3).toString());
        assertEquals("[[[[7.]]]]", Tensor.full(Shape.of(1, 1, 1, 1), 7).toString());
    }

    @Test
    void longLinesWrap() {
        Tensor sevenths = counted(30);
        for (int i = 0; i < 30; i++) {
            sevenths.array()[i] /= 7;
        }
        assertEquals("""
                [0.         0.14285715 0.2857143  0.42857143 0.5714286  0.71428573
                 0.85714287 1.         1.1428572  1.2857143  1.4285715  1.5714285
                 1.7142857  1.8571428  2.         2.142857   2.2857144  2.4285715
                 2.5714285  2.7142856  2.857143   3.         3.142857   3.2857144
                 3.4285715  3.5714285  3.7142856  3.857143   4.         4.142857  ]""", sevenths.toString());
    }

    /** A line leaves room for the brackets that close it: 75 columns less one an axis. */
    @Test
    void linesOfFullWidth() {
        String line = "1. ".repeat(23) + "1.";
        assertEquals("[" + line + "\n 1. 1. 1. 1. 1. 1.]", Tensor.ones(30).toString());
        assertEquals("[[" + line + "\n  1. 1. 1. 1. 1. 1.]]", Tensor.ones(1, 30).toString());
    }

    @Test
    void largeTensorsAreAbbreviatedAndTellTheirShape() {
        assertEquals(
                "[   0.    1.    2. ...  998.  999. 1000.] shape [1001]",
                counted(1001).toString());
        assertTrue(counted(1000).toString().contains(" 500."));
        assertEquals("""
                [[0.000e+00 1.000e+00]
                 [2.000e+00 3.000e+00]
                 [4.000e+00 5.000e+00]
                 ...
                 [9.960e+02 9.970e+02]
                 [9.980e+02 9.990e+02]
                 [1.000e+03 1.001e+03]] shape [501, 2]""", counted(501, 2).toString());
        String[] lines = counted(2, 50, 40).toString().split("\n");
        assertEquals("[[[0.000e+00 1.000e+00 2.000e+00 ... 3.700e+01 3.800e+01 3.900e+01]", lines[0]);
        assertEquals("  ...", lines[3]);
        assertEquals("", lines[7]);
        assertEquals(" [[2.000e+03 2.001e+03 2.002e+03 ... 2.037e+03 2.038e+03 2.039e+03]", lines[8]);
        assertEquals(
                "  [3.960e+03 3.961e+03 3.962e+03 ... 3.997e+03 3.998e+03 3.999e+03]]] shape [2, 50, 40]", lines[14]);
    }

    @Test
    void onlyWhatIsPrintedDecidesTheFormat() {
        Tensor large = Tensor.full(Shape.of(2000), 2);
        large.set(1000, 1e-20f);
        assertEquals("[2. 2. 2. ... 2. 2. 2.] shape [2000]", large.toString());
    }

    @Test
    void anEmptyTensorTellsItsShape() {
        assertEquals("[] shape [0]", Tensor.zeros(0).toString());
        assertEquals("[] shape [3, 0, 2]", Tensor.zeros(3, 0, 2).toString());
    }

    @Test
    void printedNumbersAreTheTensorsInRowMajorOrderWhateverTheLayout() {
        Pattern number = Pattern.compile("-?(nan|inf|[0-9][-+.0-9e]*)");
        Cases.forEach(300, 11, rng -> {
            Values family = rng.nextInt(2) == 0 ? Values.NORMAL : Values.SPECIAL;
            int[] dims = TensorCases.shape(rng, 4, 5).dims();
            Tensor tensor = TensorCases.tensor(rng, TensorCases.anyKind(rng), family, dims);
            List<Double> printed = new ArrayList<>();
            Matcher matcher = number.matcher(tensor.toString().replaceFirst(" shape .*", ""));
            while (matcher.find()) {
                printed.add(
                        Double.parseDouble(matcher.group().replace("nan", "NaN").replace("inf", "Infinity")));
            }
            float[] values = tensor.toArray();
            assertEquals(values.length, printed.size());
            for (int i = 0; i < values.length; i++) {
                // Without exponents, digits after the eighth decimal are not shown.
                double shown = printed.get(i);
                assertTrue(
                        Float.compare((float) shown, values[i]) == 0 || Math.abs(shown - values[i]) <= 0.5000001e-8,
                        () -> shown + " in " + tensor);
            }
        });
    }
}
