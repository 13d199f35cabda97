package io.katsuo.mnist.serve;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import io.katsuo.mnist.predict.MnistImage;
import io.katsuo.mnist.predict.PictureFile;
import io.katsuo.mnist.predict.Reading;
import io.katsuo.mnist.predict.Recognizer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the page, and what a network says of the pictures that the page sends. Concurrent use: safe. */
public final class DigitServer implements AutoCloseable {
    /** More than a page asks for while one draws. */
    private static final double PER_SECOND = 200;

    private static final int WAIT_SECONDS = 2;
    private static final Pattern TARGET = Pattern.compile("target=([0-9])");

    private final Recognizer recognizer;
    private final Passes passes;
    private final PageServer server;
    private final Semaphore computing = new Semaphore(2 * Runtime.getRuntime().availableProcessors());

    private DigitServer(Recognizer recognizer, String bind, int port, double perSecond) throws IOException {
        this.recognizer = recognizer;
        this.passes = new Passes(recognizer.network());
        Map<String, PageServer.Route> routes = Map.of(
                "/",
                PageServer.resource("index.html", "text/html"),
                "/page.css",
                PageServer.resource("page.css", "text/css"),
                "/page.js",
                PageServer.resource("page.js", "text/javascript"),
                "/network",
                new PageServer.Route("GET", exchange -> Reply.json(passes.network(recognizer.origin()))),
                "/predict",
                new PageServer.Route("POST", exchange -> Reply.json(reading(picture(exchange)))),
                "/passes",
                new PageServer.Route("POST", this::passes));
        this.server = new PageServer(routes, bind, port, perSecond);
    }

    /**
     * Starts a server.
     *
     * @param bind the address to listen on
     * @param port 0 for any
     * @throws IOException if it cannot listen there
     */
    public static DigitServer start(Recognizer recognizer, String bind, int port) throws IOException {
        return start(recognizer, bind, port, PER_SECOND);
    }

    static DigitServer start(Recognizer recognizer, String bind, int port, double perSecond) throws IOException {
        return new DigitServer(recognizer, bind, port, perSecond);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Ends it. */
    @Override
    public void close() {
        server.close();
    }

    private MnistImage picture(HttpExchange exchange) throws IOException, Refusal {
        byte[] body = Guard.body(exchange, PictureFile.PNG.maxBytes());
        return limited(() -> {
            try {
                return PictureFile.PNG.read("picture", body);
            } catch (IOException e) {
                throw new Refusal(400, e.getMessage());
            }
        });
    }

    private JsonObject reading(MnistImage image) throws Refusal {
        return limited(() -> {
            Reading reading = recognizer.read(image);
            JsonObject json = new JsonObject();
            json.addProperty("answer", reading.answer() < 0 ? null : reading.answer());
            json.addProperty("doubt", reading.doubt());
            json.add("probabilities", Passes.numbers(reading.probabilities(), Integer.MAX_VALUE));
            JsonArray pixels = new JsonArray();
            for (byte pixel : image.pixels()) {
                pixels.add(pixel & 0xFF);
            }
            json.add("pixels", pixels);
            json.add("layers", passes.activations(image));
            return json;
        });
    }

    private Reply passes(HttpExchange exchange) throws IOException, Refusal {
        Matcher target = TARGET.matcher(String.valueOf(exchange.getRequestURI().getRawQuery()));
        if (!target.matches()) {
            throw new Refusal(400, "a digit is needed: /passes?target=7");
        }
        MnistImage image = picture(exchange);
        return Reply.json(limited(() -> passes.both(image, Integer.parseInt(target.group(1)))));
    }

    private interface Work<T> {
        T run() throws Refusal;
    }

    /** Runs work that takes memory and a processor: few at a time. */
    private <T> T limited(Work<T> work) throws Refusal {
        try {
            if (!computing.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new Refusal(429, "too many pictures at once");
            }
        } catch (InterruptedException e) {
            throw new Refusal(429, "the server is ending");
        }
        try {
            return work.run();
        } finally {
            computing.release();
        }
    }
}
