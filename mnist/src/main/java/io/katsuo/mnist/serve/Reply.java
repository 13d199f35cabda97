package io.katsuo.mnist.serve;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the server answers: a body, or events as they happen. */
record Reply(int status, String type, byte[] body, Events events) {
    /** Writes events until there are no more, or the page is gone. */
    interface Events {
        void write(OutputStream out) throws IOException;
    }

    /** Nothing but this server's own files and answers; no page may show this one in a frame. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static Reply json(JsonObject json) {
        return new Reply(200, "application/json", json.toString().getBytes(StandardCharsets.UTF_8), null);
    }

    static Reply refused(int status, String why) {
        return new Reply(status, "text/plain; charset=utf-8", why.getBytes(StandardCharsets.UTF_8), null);
    }

    static Reply events(Events events) {
        return new Reply(200, "text/event-stream; charset=utf-8", new byte[0], events);
    }

    /** A file of this package. */
    static Reply resource(String name, String type) {
        try (InputStream in = Reply.class.getResourceAsStream(name)) {
            return new Reply(200, type + "; charset=utf-8", in.readAllBytes(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        if (status >= 400) {
            // What is left of the request's body is not read.
            headers.set("Connection", "close");
        }
        // The JDK's server forgets a connection at once only after a whole reply or an exception of the handler.
        // Closing the exchange first loses the reply to a request with a broken body, and that exception too.
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.getRequestBody().close();
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, events == null ? body.length : 0); // 0: of unknown length
        try (OutputStream out = exchange.getResponseBody()) {
            if (events == null) {
                out.write(body);
            } else {
                events.write(out);
            }
        }
    }
}
