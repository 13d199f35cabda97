package io.katsuo.mnist.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.mnist.predict.Recognizer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The page in a browser. {@code -Dkatsuo.test.screenshots=DIR} keeps pictures of it. */
@DisabledIfSystemProperty(
        named = "katsuo.test.cases",
        matches = "0.*",
        disabledReason = "a long test, in full runs only")
class PageInBrowserTest {
    private static final String SCREENSHOTS = System.getProperty("katsuo.test.screenshots");

    private Browser browser;
    private double left;
    private double top;

    @Test
    void digitsDrawnByTheMouseAreRead() throws IOException, InterruptedException {
        Recognizer recognizer = Recognizer.load(Path.of("src/main/resources/io/katsuo/mnist/predict/drawn-digits.npz"));
        try (DigitServer server = DigitServer.start(recognizer, "127.0.0.1", 0);
                Browser started = Browser.start()) {
            browser = started;
            for (boolean dark : new boolean[] {false, true}) {
                for (int width : new int[] {1280, 390}) {
                    show(server.port(), width, dark);
                    digits(width, width + (dark ? "-dark" : "-light"));
                }
            }
            keys();
        }
    }

    private void show(int port, int width, boolean dark) throws InterruptedException {
        size(width, 900);
        browser.run(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + (dark ? "dark" : "light") + "\"}]}");
        browser.run("Page.navigate", "{\"url\":\"http://127.0.0.1:" + port + "/\"}");
        browser.await("document.readyState === 'complete' && document.querySelectorAll('#bars li').length === 10"
                + " && document.getElementById('origin').textContent.includes('Network:')");
        left = Double.parseDouble(browser.value("document.getElementById('paper').getBoundingClientRect().left"));
        top = Double.parseDouble(browser.value("document.getElementById('paper').getBoundingClientRect().top"));
        assertEquals(
                "true",
                browser.value("document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
                "no scrolling sideways");
    }

    private void size(int width, int height) throws InterruptedException {
        browser.run(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":" + (width < 500)
                        + "}");
    }

    private void digits(int width, String name) throws IOException, InterruptedException {
        draw(new double[][] {{85, 70}, {195, 70}, {125, 220}});
        answers(7);
        clear();
        draw(eight());
        answers(8);
        clear();
        draw(three());
        answers(3);
        assertTrue(Integer.parseInt(browser.value("document.querySelectorAll('#hidden span').length")) > 9);
        assertTrue(Integer.parseInt(browser.value("document.querySelectorAll('#fired canvas').length")) > 2);
        browser.value("document.getElementById('run').click()");
        browser.await("!document.getElementById('table').hidden");
        assertEquals("[1, 784]", browser.value("document.querySelector('#steps td:nth-child(4)').textContent"));
        assertEquals(
                "true", browser.value("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        if (SCREENSHOTS != null) {
            size(width, Integer.parseInt(browser.value("document.documentElement.scrollHeight")));
            browser.screenshot(Path.of(SCREENSHOTS, name + ".png"));
        }
        clear();
    }

    private void keys() throws InterruptedException {
        browser.value("document.getElementById('paper').focus()");
        key(" ", 1);
        key("ArrowDown", 9);
        answers(1);
        key("Delete", 1);
        browser.await("document.getElementById('answer').textContent === 'Nothing is drawn yet.'");
    }

    private void key(String key, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            browser.run("Input.dispatchKeyEvent", "{\"type\":\"keyDown\",\"key\":\"" + key + "\"}");
            browser.run("Input.dispatchKeyEvent", "{\"type\":\"keyUp\",\"key\":\"" + key + "\"}");
        }
    }

    private void answers(int digit) throws InterruptedException {
        browser.await("document.getElementById('answer').textContent.includes('" + digit
                + "') && document.querySelector('#bars .first span').textContent === '" + digit + "'");
    }

    private void clear() throws InterruptedException {
        browser.value("document.getElementById('clear').click()");
        browser.await("document.getElementById('answer').textContent === 'Nothing is drawn yet.'");
    }

    private void draw(double[][] points) throws InterruptedException {
        browser.mouse("mousePressed", left + points[0][0], top + points[0][1]);
        for (double[] point : points) {
            browser.mouse("mouseMoved", left + point[0], top + point[1]);
        }
        browser.mouse("mouseReleased", left + points[points.length - 1][0], top + points[points.length - 1][1]);
    }

    private static double[][] eight() {
        double[][] points = new double[33][];
        for (int i = 0; i < points.length; i++) {
            double t = 2 * Math.PI * i / (points.length - 1);
            points[i] = new double[] {140 + 45 * Math.sin(2 * t), 140 - 75 * Math.cos(t)};
        }
        return points;
    }

    /** Two arcs, one above the other. */
    private static double[][] three() {
        double[][] points = new double[26][];
        for (int i = 0; i < 13; i++) {
            double upper = Math.toRadians(-150 + 20 * i);
            double lower = Math.toRadians(-90 + 20 * i);
            points[i] = new double[] {130 + 45 * Math.cos(upper), 98 + 38 * Math.sin(upper)};
            points[13 + i] = new double[] {130 + 50 * Math.cos(lower), 182 + 46 * Math.sin(lower)};
        }
        return points;
    }
}
