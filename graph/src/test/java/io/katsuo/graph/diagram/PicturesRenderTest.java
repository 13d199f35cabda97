package io.katsuo.graph.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws the samples in a real browser; the images stay in {@code target/pictures}, to be looked at. */
class PicturesRenderTest {
    private static final Path PICTURES = Path.of("target", "pictures").toAbsolutePath();
    private static final int WIDTH = 1400;

    private static Browser browser(String test) {
        // The picture does not depend on the kernels: one run is enough.
        Assumptions.assumeTrue(
                "auto".equals(System.getProperty("katsuo.test.width", "auto")), "drawn in the first run");
        Optional<Browser> browser = Browser.find();
        if (browser.isEmpty()) {
            System.out.println("SKIPPED PicturesRenderTest." + test + ": " + Browser.PREREQUISITE);
        }
        Assumptions.assumeTrue(browser.isPresent(), Browser.PREREQUISITE);
        return browser.get();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void samplesAreDrawn(boolean dark, @TempDir Path folder) throws Exception {
        Browser browser = browser("samplesAreDrawn");
        Files.createDirectories(PICTURES);
        StringBuilder html = new StringBuilder("<html><body style='margin:0;background:#888'>\n");
        List<double[]> boxes = new ArrayList<>();
        double y = 0;
        for (Map.Entry<String, Diagram> each : Samples.all().entrySet()) {
            Path svg = PICTURES.resolve(each.getKey() + ".svg");
            Files.writeString(svg, each.getValue().toSvg());
            Picture picture = Picture.of(each.getValue());
            html.append("<img style='display:block' src='").append(svg.toUri()).append("'>\n");
            boxes.add(new double[] {y, picture.width, picture.height});
            y += picture.height;
        }
        Path page = Files.writeString(folder.resolve("page.html"), html.append("</body></html>\n"));
        Path png = PICTURES.resolve(dark ? "dark.png" : "light.png");
        browser.screenshot(page, png, WIDTH, (int) Math.ceil(y), dark, folder);
        BufferedImage image = ImageIO.read(png.toFile());
        assertNotNull(image, "no image in " + png);
        for (double[] box : boxes) {
            drawn(image, box, dark ? 0x0d1117 : 0xffffff);
        }
    }

    /** On paper of the right colour there is ink in each quarter of the width. */
    private static void drawn(BufferedImage image, double[] box, int paper) {
        int top = (int) box[0] + 2;
        int bottom = (int) (box[0] + box[2]) - 2;
        assertEquals(paper, image.getRGB(3, top) & 0xffffff, "colour of the paper");
        for (int quarter = 0; quarter < 4; quarter++) {
            int ink = 0;
            for (int x = (int) (box[1] * quarter / 4); x < box[1] * (quarter + 1) / 4 - 1; x++) {
                for (int y = top; y < bottom; y++) {
                    ink += (image.getRGB(x, y) & 0xffffff) == paper ? 0 : 1;
                }
            }
            assertTrue(ink > 50, "quarter " + quarter + " of the picture at " + top + " is blank");
        }
    }

    /** In this browser's font no text is wider than the layout left room for. */
    @Test
    void textsFitTheRoomLeftForThem(@TempDir Path folder) throws Exception {
        Browser browser = browser("textsFitTheRoomLeftForThem");
        Assumptions.assumeTrue(browser.isChromium(), "only chromium prints what a script has measured");
        StringBuilder html = new StringBuilder("<html><meta charset='utf-8'><body>\n");
        List<Picture.Box> texts = new ArrayList<>();
        for (Diagram each : Samples.all().values()) {
            html.append(each.toSvg());
            texts.addAll(Picture.of(each).texts);
        }
        html.append("<pre id='out'></pre><script>document.getElementById('out').textContent ="
                + " [...document.querySelectorAll('text')].map(t => '#' + t.getComputedTextLength()).join('\\n')"
                + "</script></body></html>\n");
        Path page = Files.writeString(folder.resolve("page.html"), html);
        Matcher measured = Pattern.compile("#([0-9.]+)(?=[\n<])").matcher(browser.dom(page, folder));
        for (Picture.Box text : texts) {
            assertTrue(measured.find(), "fewer texts than drawn");
            double width = Double.parseDouble(measured.group(1));
            assertTrue(width <= text.right() - text.left(), () -> text + " is " + width + " wide");
        }
    }
}
