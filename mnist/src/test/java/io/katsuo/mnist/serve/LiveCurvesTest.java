package io.katsuo.mnist.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.network.EpochReport;
import io.katsuo.network.TrainingResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The events of a run, and the page that draws them. */
@Timeout(120)
class LiveCurvesTest {
    private static final String SCREENSHOTS = System.getProperty("katsuo.test.screenshots");

    private static EpochReport epoch(int iteration, double train, double test) {
        return new EpochReport(1, iteration, 0.5, train, test, Double.NaN, Double.NaN);
    }

    private static TrainingResult result() {
        return new TrainingResult(new double[1001], List.of(), epoch(1000, 0.9, 0.8), "", false, 1, 1);
    }

    /** A page that comes late gets all, one that comes back gets what it has not seen, and means are of all batches. */
    @Test
    void aPageGetsWhatItHasNotSeen() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient();
                LiveCurves live = LiveCurves.start("Training 784-50-10", 0)) {
            for (int i = 0; i < 4; i++) {
                live.onIteration(i, 1000, i + 1);
            }
            live.onEpoch(epoch(3, 0.25, Double.NaN));
            Iterator<String> late = lines(client, live, "0");
            assertEquals("id: 1|event: title|data: {\"title\":\"Training 784-50-10\"}|", event(late));
            assertEquals("id: 2|event: loss|data: {\"steps\":2,\"of\":1000,\"loss\":1.50000}|", event(late));
            assertEquals("id: 3|event: loss|data: {\"steps\":4,\"of\":1000,\"loss\":3.50000}|", event(late));
            assertEquals("id: 4|event: accuracy|data: {\"steps\":4,\"train\":0.250000,\"test\":null}|", event(late));
            Iterator<String> back = lines(client, live, "3");
            assertTrue(event(back).startsWith("id: 4|"));
            live.onEnd(result());
            String end = "id: 5|event: end|data: {\"steps\":1001,\"train\":0.900000,\"test\":0.800000}|";
            assertEquals(end, event(back));
            assertEquals(end, event(late));
            assertEquals(404, status(client, live, "/../live.js"));
            assertEquals(200, status(client, live, "/live.js"));
            // To close it would wait for bodies that are not read to their end.
            client.shutdownNow();
        }
    }

    /** The run closes the server at once, and a run that fails reports no result. */
    @Test
    void theEndReachesThePagesBeforeTheServerCloses() throws IOException, InterruptedException {
        for (boolean fails : new boolean[] {false, true}) {
            try (HttpClient client = HttpClient.newHttpClient()) {
                LiveCurves live = LiveCurves.start("Training 784-50-10", 0);
                Iterator<String> lines = lines(client, live, "0");
                event(lines);
                for (int i = 0; i < 1001; i++) {
                    live.onIteration(i, 1001, 1);
                }
                if (!fails) {
                    live.onEnd(result());
                }
                live.close();
                String last = "";
                for (int i = 0; i < 501 + 1; i++) {
                    last = event(lines);
                }
                assertTrue(last.contains("event: end|data: {" + (fails ? "}" : "\"steps\":1001,")), last);
                client.shutdownNow();
            }
        }
    }

    private static URI uri(LiveCurves live, String path) {
        return URI.create("http://127.0.0.1:" + live.port() + path);
    }

    private static int status(HttpClient client, LiveCurves live, String path)
            throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(live, path)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static Iterator<String> lines(HttpClient client, LiveCurves live, String last)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(live, "/events"))
                .header("Last-Event-ID", last)
                .build();
        Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body();
        return lines.iterator();
    }

    /** The lines of the next event. */
    private static String event(Iterator<String> lines) {
        StringBuilder event = new StringBuilder();
        while (event.indexOf("data:") < 0) {
            String line = lines.next();
            event.append(line.isEmpty() || line.startsWith("retry") || line.startsWith(":") ? "" : line + "|");
        }
        return event.toString();
    }

    @Test
    void thePageDrawsTheCurves() throws IOException, InterruptedException {
        try (LiveCurves live = LiveCurves.start("Training 784-50-10", 0);
                Browser browser = Browser.start()) {
            browser.run(
                    "Emulation.setDeviceMetricsOverride",
                    "{\"width\":390,\"height\":800,\"deviceScaleFactor\":1,\"mobile\":true}");
            browser.run("Page.navigate", "{\"url\":\"" + uri(live, "/") + "\"}");
            browser.await("document.getElementById('title')?.textContent === 'Training 784-50-10'");
            for (int i = 0; i < 1001; i++) {
                live.onIteration(i, 1001, 2.3 * Math.exp(-i / 200.0) + 0.1);
                if (i > 0 && i % 100 == 0) {
                    live.onEpoch(epoch(i, 1 - Math.exp(-i / 250.0) / 2, 1 - Math.exp(-i / 250.0) / 1.8));
                }
            }
            browser.await("document.querySelector('#accuracies .second')?.points.length === 10");
            assertEquals("98.98 %", browser.value("document.getElementById('test').textContent"));
            assertEquals("0.0 0.5 1.0 1.5 2.0 0 500 1,000", ticks(browser, "losses"));
            assertEquals("60% 70% 80% 90% 100% 0 500 1,000", ticks(browser, "accuracies"));
            live.onEnd(result());
            // Under another name, since the compiler warns of a resource that is closed explicitly.
            LiveCurves ended = live;
            ended.close();
            browser.await("document.getElementById('state')?.textContent === 'Training is finished after step 1,001:"
                    + " accuracy 90.00 % on the training images, 80.00 % on the test images.'");
            assertEquals("80.00 %", browser.value("document.getElementById('test').textContent"));
            browser.await("document.querySelector('#losses .first')?.points.length === 501");
            assertEquals(
                    "true",
                    browser.value("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
            if (SCREENSHOTS != null) {
                browser.screenshot(Path.of(SCREENSHOTS, "live-390.png"));
            }
        }
    }

    private static String ticks(Browser browser, String chart) throws InterruptedException {
        return browser.value(
                "[...document.querySelectorAll('#" + chart + " text')].map((t) => t.textContent).join(' ')");
    }
}
