package io.katsuo.mnist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.function.LongConsumer;

/**
 * The two kinds of request that a download needs. They block until their thread is interrupted; the thread must be
 * virtual, because an interrupt ends a read from a socket only there.
 */
final class Http {
    private static final int MOST_REDIRECTS = 5;

    private Http() {}

    /** Whether this is a URL that the requests here support. */
    static boolean serves(URI address) {
        return address.getHost() != null
                && ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()));
    }

    /** Asks for the headers only. Any answer will do, an error status too: it shows that the server is reachable. */
    static void ask(URI address, Patience patience) throws IOException {
        HttpURLConnection connection = connection(address, patience);
        connection.setRequestMethod("HEAD");
        try {
            connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    /**
     * The body of the response, after redirects.
     *
     * @param atMost the largest body that is accepted, in bytes
     * @param received is called with the number of bytes received so far
     */
    static byte[] get(URI address, int atMost, Patience patience, LongConsumer received) throws IOException {
        URI current = address;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpURLConnection connection = connection(current, patience);
            try {
                int status = connection.getResponseCode();
                String location = connection.getHeaderField("Location");
                if (status >= 300 && status < 400 && location != null) {
                    current = redirected(current, location);
                } else if (status != HttpURLConnection.HTTP_OK) {
                    throw new IOException("HTTP status " + status);
                } else {
                    return body(connection, atMost, received);
                }
            } finally {
                connection.disconnect();
            }
        }
        throw new IOException("more than " + MOST_REDIRECTS + " redirects");
    }

    private static HttpURLConnection connection(URI address, Patience patience) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout((int) patience.connect().toMillis());
        connection.setReadTimeout((int) patience.silence().toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("User-Agent", "katsuo");
        return connection;
    }

    private static URI redirected(URI from, String location) throws IOException {
        try {
            URI to = from.resolve(location);
            if (serves(to)) {
                return to;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("redirect to an invalid URL: " + location, e);
        }
        throw new IOException("redirect to " + location + " refused, expected http or https");
    }

    private static byte[] body(HttpURLConnection connection, int atMost, LongConsumer received) throws IOException {
        long declared = connection.getContentLengthLong();
        if (declared > atMost) {
            throw new IOException("Content-Length " + declared + ", expected at most " + atMost);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.max(1024, declared));
        byte[] buffer = new byte[1 << 14];
        try (InputStream in = connection.getInputStream()) {
            int n;
            while ((n = in.read(buffer)) >= 0) {
                bytes.write(buffer, 0, n);
                received.accept(bytes.size());
                if (bytes.size() > atMost) {
                    throw new IOException("more than " + atMost + " bytes");
                }
            }
        }
        if (declared >= 0 && bytes.size() != declared) {
            throw new IOException(bytes.size() + " bytes, but Content-Length " + declared);
        }
        return bytes.toByteArray();
    }
}
