package io.katsuo.graph.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.graph.svg.Series.Style;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LineChartTest {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z]+)([^<>]*?)(/?)>");
    private static final Pattern PAIR = Pattern.compile("[ML](-?[0-9.]+) (-?[0-9.]+)");

    @Test
    void everyPointIsMarkedAndEveryNameShown() {
        double[] x = {0, 600, 1200};
        String svg = chart(
                Scale.ACCURACY,
                new Series("train <a>", x, new double[] {0.1, 0.9, 0.95}, Style.MARKED),
                new Series("test", x, new double[] {0.1, 0.9, Double.NaN}, Style.MARKED));
        // One more of each in the legend; the paper is a rectangle too.
        assertEquals(3 + 1, count(svg, "<circle "));
        assertEquals(2 + 1 + 1, count(svg, "<rect "));
        assertTrue(svg.contains(">train &lt;a&gt;</text>") && svg.contains(">test</text>"), svg);
        assertTrue(svg.contains(">1,200</text>") && svg.contains(">90 %</text>"), svg);
    }

    /** A character of a font such as DejaVu Sans is up to 9.4 pixels wide in "momentum", 8 on average in others. */
    @Test
    void theLegendsOfSevenLinesDoNotOverlap() {
        List<Series> lines = Stream.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw")
                .map(name -> new Series(name, new double[] {0, 1}, new double[] {0.1, 0.9}, Style.MARKED))
                .toList();
        String svg = new LineChart("", "", "iteration", List.of(new Panel("loss", Scale.LINEAR, 200, lines))).toSvg();
        double end = 64 + 8 * "loss".length();
        for (int i = 0; i < lines.size(); i++) {
            Matcher entry = Pattern.compile("class=\"line" + i + "\" d=\"M([0-9.]+) [0-9.]+L[0-9. ]+\"/>")
                    .matcher(svg);
            double start = 0;
            while (entry.find()) {
                start = Double.parseDouble(entry.group(1)); // the legend comes after the lines
            }
            assertTrue(start >= end, lines.get(i).name() + " begins at " + start + ", before " + end);
            String name = lines.get(i).name();
            end = start + 30 + (name.equals("momentum") ? 9.4 : 8) * name.length();
        }
        assertTrue(end <= 820, "ends at " + end);
    }

    /** A chart for a phone: nothing lies beyond its edge, labels of the axis do not overlap, no heading takes space. */
    @Test
    void aNarrowChartKeepsWithinItsWidth() {
        double[] x = {0, 5_000, 10_000};
        Series train = new Series("train 98.25 %", x, new double[] {0.1, 0.9, 0.95}, Style.MARKED);
        Series test = new Series("test 96.20 %", x, new double[] {0.1, 0.9, 0.94}, Style.MARKED);
        Panel panel = new Panel("accuracy", Scale.ACCURACY, 200, List.of(train, test));
        String svg = new LineChart("", "", "iteration", List.of(panel)).toSvg(400);
        assertTrue(svg.contains("viewBox=\"0 0 400 290\""), svg);
        Pattern.compile(" (?:x|x1|x2|cx)=\"([0-9.]+)\"")
                .matcher(svg)
                .results()
                .forEach(at -> assertTrue(Double.parseDouble(at.group(1)) <= 376, at.group()));
        assertEquals(4, count(svg, "text-anchor=\"middle\""), "0, 5,000, 10,000 and iteration");
    }

    @Test
    void tenThousandNoisyValuesStayWithinThePlotAndASmallFile() {
        double[] x = new double[10_000];
        double[] y = new double[10_000];
        SplittableRandom rng = new SplittableRandom(4);
        Arrays.setAll(x, i -> i + 1);
        Arrays.setAll(y, i -> Math.exp(rng.nextGaussian() - i / 3000.0));
        String svg = chart(Scale.LOG, new Series("loss", x, y, Style.NOISY));
        assertTrue(svg.length() < 60_000, svg.length() + " characters");
        Matcher pair = PAIR.matcher(svg);
        int pairs = 0;
        while (pair.find()) {
            double px = Double.parseDouble(pair.group(1));
            double py = Double.parseDouble(pair.group(2));
            assertTrue(px >= 64 && px <= 820 && py >= 60 && py <= 302, pair.group());
            pairs++;
        }
        assertTrue(pairs > 2000, pairs + " points");
        assertEquals(svg, chart(Scale.LOG, new Series("loss", x, y, Style.NOISY)));
    }

    @ParameterizedTest
    @EnumSource(Scale.class)
    void strangeDataStillGiveAPicture(Scale scale) {
        double[][] strange = {
            {}, {0.5}, {0.5, 0.5}, {Double.NaN, Double.NaN}, {0, 0}, {-1, 1}, {Double.POSITIVE_INFINITY, 0.1}, {1, 1}
        };
        for (double[] y : strange) {
            for (Style style : Style.values()) {
                double[] x = Arrays.copyOf(new double[] {7, 8}, y.length);
                Series series = new Series("s", x, y, style);
                assertWellFormed(chart(scale, series));
                List<Panel> panels =
                        List.of(new Panel("y", Scale.LINEAR, 200, List.of(series, new Series("t", y, x, style))));
                assertWellFormed(new LineChart("t", "", "x", scale, panels).toSvg());
            }
        }
        assertWellFormed(chart(scale));
    }

    /** A converged curve, whose values are a few ulp apart, and ranges that no double holds. */
    @ParameterizedTest
    @EnumSource(Scale.class)
    @Timeout(20)
    void rangesOfAFewUlpAndHugeOnesGiveAPicture(Scale scale) {
        List<double[]> curves = new ArrayList<>(List.of(
                new double[] {-Double.MAX_VALUE, Double.MAX_VALUE},
                new double[] {Double.MIN_VALUE, Double.MAX_VALUE},
                new double[] {Double.MIN_VALUE, 2 * Double.MIN_VALUE}));
        for (double y : new double[] {0.1, 1, 2.3025850929940455, 1e300, 1e-300}) {
            for (int ulps = 1; ulps <= 4; ulps++) {
                curves.add(new double[] {y, y + ulps * Math.ulp(y)});
            }
        }
        for (double[] y : curves) {
            String svg = chart(scale, new Series("s", new double[] {1, 2}, y, Style.MARKED));
            assertTrue(svg.length() < 20_000, svg.length() + " characters for " + Arrays.toString(y));
            assertWellFormed(svg);
            assertWellFormed(chart(scale, new Series("s", y, new double[] {1, 2}, Style.NOISY)));
        }
    }

    @Test
    void lightAndDarkHaveColoursOfTheirOwn() {
        String svg = chart(Scale.LINEAR);
        assertTrue(svg.contains("@media(prefers-color-scheme:dark){.paper{fill:#0d1117}}"), svg);
        assertFalse(svg.contains("var("), "many programs know no CSS variables");
    }

    @Test
    void decadesTakeEqualLengthsOnALogarithmicXAxis() {
        double[] x = {0, 1e-4, 1e-2, 1};
        Series series = new Series("s", x, x, Style.MARKED);
        String svg = new LineChart("t", "", "h", Scale.LOG, List.of(new Panel("y", Scale.LOG, 200, List.of(series))))
                .toSvg();
        assertWellFormed(svg);
        // From the left end of the axis to the right one; 0 has no place, here nor on the y axis.
        for (double px : new double[] {64, 430, 796}) {
            assertTrue(svg.contains("cx=\"" + Svg.number(px) + "\""), px + " in " + svg);
        }
        assertEquals(3 + 1, count(svg, "<circle "));
        assertTrue(svg.contains(">1e-4</text>"), svg);
    }

    @Test
    void argumentsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new LineChart("t", "", "x", List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Series("s", new double[1], new double[2], Style.MARKED));
    }

    private static String chart(Scale scale, Series... series) {
        List<Panel> panels = List.of(new Panel("y", scale, 200, List.of(series)));
        return new LineChart("title & more", "small", "iteration", panels).toSvg();
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static void assertWellFormed(String svg) {
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(svg);
        while (tag.find()) {
            if (!tag.group(1).isEmpty()) {
                assertEquals(open.pop(), tag.group(2), svg);
            } else if (tag.group(4).isEmpty()) {
                open.push(tag.group(2));
            }
        }
        assertTrue(open.isEmpty(), svg);
        assertFalse(TAG.matcher(svg).replaceAll("").contains("<"), svg);
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
    }
}
