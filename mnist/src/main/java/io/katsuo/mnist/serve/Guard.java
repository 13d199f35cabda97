package io.katsuo.mnist.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** What a request must be before it is served. Concurrent use: safe. */
final class Guard {
    /** An address, which no name server can make another one, with a port. */
    private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?");

    private static final double NANOS = 1e9;

    private final String name;
    private final double perSecond;
    private double tokens;
    private long filled = System.nanoTime();

    /**
     * A guard.
     *
     * @param name the host name that requests may be for, beside localhost and addresses
     * @param perSecond how many requests are served in a second; twice as many at once after a pause
     */
    Guard(String name, double perSecond) {
        this.name = name;
        this.perSecond = perSecond;
        this.tokens = 2 * perSecond;
    }

    void check(HttpExchange exchange) throws Refusal {
        if (!take()) {
            throw new Refusal(429, "too many requests: at most " + (int) perSecond + " in a second are served");
        }
        List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !isOurs(hosts.getFirst())) {
            // A foreign name that resolves to this machine is how a web page reaches it through the user's browser.
            throw new Refusal(421, "this server answers to localhost and to addresses only");
        }
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin != null && !origin.equals("http://" + hosts.getFirst())) {
            throw new Refusal(403, "requests from other pages are not served");
        }
    }

    private boolean isOurs(String host) {
        String bare = host.replaceFirst(":\\d{1,5}$", "");
        return bare.equalsIgnoreCase("localhost")
                || bare.equalsIgnoreCase(name)
                || ADDRESS.matcher(host).matches();
    }

    private synchronized boolean take() {
        long now = System.nanoTime();
        tokens = Math.min(2 * perSecond, tokens + (now - filled) / NANOS * perSecond);
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** The body of a request. */
    static byte[] body(HttpExchange exchange, int maxBytes) throws IOException, Refusal {
        byte[] body = exchange.getRequestBody().readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw new Refusal(413, "the body is too large: at most " + maxBytes + " bytes");
        }
        return body;
    }
}
