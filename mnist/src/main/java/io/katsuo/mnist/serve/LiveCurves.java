package io.katsuo.mnist.serve;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import io.katsuo.network.EpochReport;
import io.katsuo.network.TrainingListener;
import io.katsuo.network.TrainingResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A page with the curves of a training run that is going on. The run is a stream of server-sent events (WHATWG, HTML,
 * section 9.2), numbered from 1, so that a page that comes late, or whose connection was cut, gets what it lacks.
 */
public final class LiveCurves implements TrainingListener, AutoCloseable {
    /** Points of the curve of losses in a whole run, each the mean of the batches since the one before. */
    private static final int POINTS = 500;

    private static final int PER_SECOND = 50;
    private static final int SILENCE_MILLIS = 5_000;
    /** How long the last event may take to reach the pages. */
    private static final int FAREWELL_MILLIS = 2_000;

    private final PageServer server;
    private final List<String> events = new ArrayList<>();
    private double losses;
    private int batches;
    private int pages;
    private boolean ended;
    private boolean closing;

    private LiveCurves(String title, int port) throws IOException {
        JsonObject json = new JsonObject();
        json.addProperty("title", title);
        events.add(event("title", json.toString()));
        server = new PageServer(
                Map.of(
                        "/", PageServer.resource("live.html", "text/html"),
                        "/page.css", PageServer.resource("page.css", "text/css"),
                        "/live.js", PageServer.resource("live.js", "text/javascript"),
                        "/events", new PageServer.Route("GET", this::stream)),
                "127.0.0.1",
                port,
                PER_SECOND);
    }

    /**
     * Starts a server on the loopback address.
     *
     * @param title what is trained
     * @param port 0 for any
     * @throws IOException if it cannot listen there
     */
    public static LiveCurves start(String title, int port) throws IOException {
        return new LiveCurves(title, port);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public synchronized void onIteration(int iteration, int iterations, double loss) {
        int steps = iteration + 1;
        losses += loss;
        batches++;
        if (batches >= iterations / POINTS || steps == iterations) {
            add("loss", "{\"steps\":%d,\"of\":%d,\"loss\":%s}", steps, iterations, number(losses / batches));
            losses = 0;
            batches = 0;
        }
    }

    @Override
    public synchronized void onEpoch(EpochReport epoch) {
        add(
                "accuracy",
                "{\"steps\":%d,\"train\":%s,\"test\":%s}",
                epoch.iteration() + 1,
                number(epoch.trainAccuracy()),
                number(epoch.testAccuracy()));
    }

    @Override
    public synchronized void onEnd(TrainingResult result) {
        ended = true;
        add(
                "end",
                "{\"steps\":%d,\"train\":%s,\"test\":%s}",
                result.iterations(),
                number(result.finalReport().trainAccuracy()),
                number(result.finalReport().testAccuracy()));
    }

    private void add(String name, String json, Object... values) {
        events.add(event(name, String.format(Locale.ROOT, json, values)));
        notifyAll();
    }

    private String event(String name, String json) {
        return "id: " + (events.size() + 1) + "\nevent: " + name + "\ndata: " + json + "\n\n";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : "null";
    }

    private Reply stream(HttpExchange exchange) {
        String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        int seen = last != null && last.matches("\\d{1,9}") ? Integer.parseInt(last) : 0;
        return Reply.events(out -> send(seen, out));
    }

    /** Sends what a page has not seen, and then each event when it happens, until the page is gone or the run has ended. */
    private void send(int seen, OutputStream out) throws IOException {
        count(1);
        try {
            int sent = seen;
            out.write("retry: 500\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            while (!isOver(sent)) {
                List<String> fresh = after(sent);
                // A comment, on which a connection to a page that is gone fails.
                String text = fresh.isEmpty() ? ": still here\n\n" : String.join("", fresh);
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
                sent += fresh.size();
            }
        } finally {
            count(-1);
        }
    }

    private synchronized void count(int change) {
        pages += change;
        notifyAll();
    }

    private synchronized boolean isOver(int sent) {
        return closing && sent >= events.size();
    }

    private synchronized List<String> after(int sent) throws IOException {
        if (events.size() <= sent && !closing) {
            try {
                wait(SILENCE_MILLIS);
            } catch (InterruptedException e) {
                throw new IOException("the server is ending", e);
            }
        }
        return List.copyOf(events.subList(Math.min(sent, events.size()), events.size()));
    }

    /** Ends the server when all pages have the last event. If the run failed, that event tells them so. */
    @Override
    public void close() {
        try {
            awaitPages();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }

    private synchronized void awaitPages() throws InterruptedException {
        closing = true;
        if (!ended) {
            add("end", "{}");
        }
        notifyAll();
        long end = System.currentTimeMillis() + FAREWELL_MILLIS;
        for (long left = FAREWELL_MILLIS; pages > 0 && left > 0; left = end - System.currentTimeMillis()) {
            wait(left);
        }
    }
}
