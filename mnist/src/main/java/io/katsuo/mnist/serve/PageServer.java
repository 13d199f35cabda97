package io.katsuo.mnist.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server with a fixed set of paths, a guard before them, and a virtual thread for each request. */
final class PageServer implements AutoCloseable {
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

    private final Guard guard;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /** All that is served. A path is looked up here and never becomes the name of a file. */
    private final Map<String, Route> routes;

    /** What is served at a path. */
    record Route(String method, Action action) {}

    /** Answers a request. */
    interface Action {
        Reply reply(HttpExchange exchange) throws IOException, Refusal;
    }

    PageServer(Map<String, Route> routes, String bind, int port, double perSecond) throws IOException {
        this.routes = routes;
        this.guard = new Guard(bind, perSecond);
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(bind), port), 0);
        } catch (BindException e) {
            throw new BindException("cannot listen on " + bind + ", port " + port + ": " + e.getMessage()
                    + "; choose another port, or 0 for any that is free");
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** A file of this package. */
    static Route resource(String name, String type) {
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
}
