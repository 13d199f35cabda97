package io.katsuo.mnist.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.mnist.LabelledImages;
import io.katsuo.mnist.Mnist;
import io.katsuo.network.Classifier;
import io.katsuo.network.EpochReport;
import io.katsuo.network.Network;
import io.katsuo.network.TrainingChart;
import io.katsuo.network.TrainingResult;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class RunPageTest {
    private static final String NASTY = "</title><script>alert(1)</script> & \" \u0000 'x'";
    private static final LabelledImages IMAGES = Mnist.embedded().test().first(100);

    private static String page(Classifier network) {
        TrainingResult result = new TrainingResult(
                new double[] {2.3, 1e6, Double.NaN},
                List.of(new EpochReport(0, 0, 2.3, 0.1, 0.1, Double.NaN, Double.NaN)),
                null,
                "",
                false,
                1,
                1);
        SequencedMap<String, String> nasty = new LinkedHashMap<>();
        nasty.put(NASTY, NASTY);
        return new RunPage(
                        NASTY,
                        NASTY,
                        TrainingChart.of(result, 0.2, 0.2, NASTY, NASTY),
                        0.5,
                        Evaluation.of(network, IMAGES),
                        network,
                        nasty,
                        nasty,
                        NASTY)
                .html();
    }

    private static Classifier network() {
        return Network.of(new int[] {784, 70, 10}, 1);
    }

    /** What a page loads is inside it, whatever a name holds is text, and every element ends. */
    @Test
    void aPageNeedsNothingElseAndAllTextIsEscaped() {
        String page = page(network());
        Pattern.compile("(?:src|srcset|href|url)\\s*[=(]\\s*\"?(.{5})")
                .matcher(page)
                .results()
                .forEach(source -> assertEquals("data:", source.group(1)));
        assertFalse(page.contains("<script"), "escaped");
        assertFalse(page.contains("\u0000"), "no control characters");
        assertTrue(page.contains("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot; \ufffd 'x'"));
        for (String element :
                List.of("div", "table", "tr", "td", "th", "figure", "figcaption", "svg", "p", "dl", "body")) {
            assertEquals(count(page, "<" + element + "[ >]"), count(page, "</" + element + ">"), element);
        }
        for (String heading :
                List.of("Curves", "Which digit", "The worst mistakes", "The weights", "What goes", "Time", "How to")) {
            assertTrue(page.contains("<h2>" + heading), heading);
        }
        assertTrue(page.contains("prefers-color-scheme: dark") && page.contains("width=device-width"));
        assertTrue(page.contains("The first 60 of 70 units"), "not more weights than can be looked at");
        for (String name : List.of("affine1", "relu1", "affine2", "W1", "b1", "W2", "b2")) {
            assertEquals(1, count(page, "<th scope=\"row\">" + name + "</th>"), name);
        }
        assertEquals(60, count(page, "alt=\"weights of unit"));
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }

    /** NaN in the weights, as after a run that diverged. */
    @Test
    void aBrokenNetworkHasAPageToo() {
        Classifier network = network();
        network.params().get("b2").array()[3] = Float.NaN;
        network.params().get("W1").array()[0] = Float.NaN;
        String page = page(network);
        assertTrue(page.contains("Of 100 images a score is NaN"));
        assertTrue(page.contains("no answer"));
        assertThrows(IllegalStateException.class, () -> new Html().begin("p").toString());
    }

    /** An independent reader sees the pixels that were written. */
    @Test
    void picturesArePng() throws IOException {
        Random random = new Random(5);
        int[] rgba = random.ints(7 * 3).toArray();
        String uri = DataUri.png(7, 3, at -> rgba[at]);
        String start = "data:image/png;base64,";
        assertTrue(uri.startsWith(start));
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(uri.substring(start.length()))));
        assertEquals(3, image.getWidth());
        assertEquals(7, image.getHeight());
        for (int i = 0; i < rgba.length; i++) {
            assertEquals(Integer.rotateRight(rgba[i], 8), image.getRGB(i % 3, i / 3), "seed 5, pixel " + i);
        }
    }

    @Test
    void imagesPrintAsText() {
        int image = 3;
        List<String> blocks = IMAGES.text(image, true);
        List<String> ascii = IMAGES.text(image, false);
        assertEquals(14, blocks.size());
        for (int y = 0; y < 14; y++) {
            for (int x = 0; x < 28; x++) {
                int upper = IMAGES.pixels()[(image * 28 + 2 * y) * 28 + x] & 0xFF;
                int lower = IMAGES.pixels()[(image * 28 + 2 * y + 1) * 28 + x] & 0xFF;
                char block = blocks.get(y).charAt(x);
                assertEquals(upper >= 96, block == '▀' || block == '█');
                assertEquals(lower >= 96, block == '▄' || block == '█');
                assertEquals(upper + lower < 57, ascii.get(y).charAt(x) == ' ');
            }
        }
        assertThrows(IndexOutOfBoundsException.class, () -> IMAGES.text(100, true));
    }
}
