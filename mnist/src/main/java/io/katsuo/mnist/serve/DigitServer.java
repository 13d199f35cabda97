package io.katsuo.mnist.serve;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.katsuo.mnist.predict.MnistImage;
import io.katsuo.mnist.predict.PictureFile;
import io.katsuo.mnist.predict.Reading;
import io.katsuo.mnist.predict.Recognizer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    static {
        // Read once, when the JDK's server starts. Seconds for a request to arrive, and a pause between two.
        Map.of(
                        "sun.net.httpserver.maxReqTime", "10",
                        "sun.net.httpserver.maxRspTime", "30",
                        "sun.net.httpserver.idleInterval", "10",
                        "sun.net.httpserver.maxReqHeaders", "60",
                        "sun.net.httpserver.maxReqHeaderSize", "16384",
                        "sun.net.httpserver.nodelay", "true",
                        "jdk.httpserver.maxConnections", "500")
                .forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
    }

    private final Recognizer recognizer;
    private final Passes passes;
    private final Guard guard;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore computing = new Semaphore(2 * Runtime.getRuntime().availableProcessors());
    /** All that is served. A path is looked up here and never becomes the name of a file. */
    private final Map<String, Route> routes;

    /** What is served at a path. */
    private record Route(String method, Action action) {}

    private interface Action {
        Reply reply(HttpExchange exchange) throws IOException, Refusal;
    }

    private DigitServer(Recognizer recognizer, String bind, int port, double perSecond) throws IOException {
        this.recognizer = recognizer;
        this.passes = new Passes(recognizer.network());
        this.guard = new Guard(bind, perSecond);
        this.routes = Map.of(
                "/",
                resource("index.html", "text/html"),
                "/page.css",
                resource("page.css", "text/css"),
                "/page.js",
                resource("page.js", "text/javascript"),
                "/network",
                new Route("GET", exchange -> Reply.json(passes.network(recognizer.origin()))),
                "/predict",
                new Route("POST", exchange -> Reply.json(reading(picture(exchange)))),
                "/passes",
                new Route("POST", this::passes));
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(bind), port), 0);
        } catch (BindException e) {
            throw new IOException(
                    "--port: cannot listen on " + bind + ", port " + port + ": " + e.getMessage()
                            + "; choose another port, or 0 for any that is free",
                    e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
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
        return server.getAddress().getPort();
    }

    /** Ends it. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static Route resource(String name, String type) {
        Reply reply = Reply.resource(name, type);
        return new Route("GET", exchange -> reply);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                guard.check(exchange);
                reply = reply(exchange);
            } catch (Refusal e) {
                reply = Reply.refused(e.status(), e.getMessage());
            } catch (RuntimeException e) {
                reply = Reply.refused(500, "a mistake of this program: " + e);
            }
            reply.send(exchange);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException, Refusal {
        Route route = routes.get(String.valueOf(exchange.getRequestURI().getRawPath()));
        if (route == null) {
            throw new Refusal(404, "nothing is here");
        }
        String method = exchange.getRequestMethod();
        if (!method.equals(route.method())
                && !(method.equals("HEAD") && route.method().equals("GET"))) {
            exchange.getResponseHeaders().set("Allow", route.method());
            throw new Refusal(405, "use " + route.method());
        }
        return route.action().reply(exchange);
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
