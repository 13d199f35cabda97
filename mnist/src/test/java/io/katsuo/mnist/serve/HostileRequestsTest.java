package io.katsuo.mnist.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.mnist.Mnist;
import io.katsuo.mnist.predict.PictureFile;
import io.katsuo.mnist.predict.Recognizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no browser sends. */
@DisabledIfSystemProperty(named = "katsuo.test.cases", matches = "0.*")
class HostileRequestsTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String CLOSED = "closed";
    private static final String METHODS = "GET\nPOST\nHEAD\nPUT\nOPTIONS\nCONNECT\n\nG\0T\nget";
    private static final String VERSIONS = "HTTP/1.1\nHTTP/1.0\nHTTP/9.9\n\nHTTP/1.1 x";
    private static final String PATHS = """
            /
            /predict
            /passes?target=3
            /passes?target=%33
            *
            /../x
            /%
            /%zz
            http://x/
            foo:bar

            /network
            /\\..\\
            //""";
    private static final String HEADERS = """
            Host: localhost
            Content-Length: 5
            Transfer-Encoding: chunked
            Host: evil
            Host:
            Content-Length: 99999999999999999999
            Content-Length: 5000000
            Transfer-Encoding: gzip
            Expect: 100-continue
            Connection: keep-alive
            : x
            X
            Origin: null
            Range: bytes=0-
            Upgrade: h2c""";

    private DigitServer server;
    private byte[] png;

    @BeforeEach
    void start() throws IOException {
        Recognizer recognizer = Recognizer.load(Path.of("src/main/resources/io/katsuo/mnist/predict/drawn-digits.npz"));
        server = DigitServer.start(recognizer, "127.0.0.1", 0, 1e6);
        png = DrawnPicture.png(Mnist.embedded().test(), 0);
    }

    @AfterEach
    void end() {
        server.close();
    }

    /** The status, or that the connection was closed without one. */
    private String status(byte[] request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
                byte[] start = socket.getInputStream().readNBytes(12);
                return start.length < 12 ? CLOSED : new String(start, 9, 3, StandardCharsets.ISO_8859_1);
            } catch (SocketException e) {
                return CLOSED;
            } catch (SocketTimeoutException e) {
                return "no answer";
            }
        }
    }

    private String status(String head) throws IOException {
        return status((head.replace("|", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private void answersStill() throws IOException {
        assertEquals("200", status(post(png)));
    }

    private static byte[] post(byte[] body) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(("POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1|Host: localhost, 200",
        "GET / HTTP/1.1|Host: LOCALHOST:8080, 200",
        "GET / HTTP/1.1|Host: 192.168.0.7:80, 200",
        "GET / HTTP/1.1|Host: [::1]:8080, 200",
        "GET / HTTP/1.1|Host: rebound.example, 421",
        "GET / HTTP/1.1|Host: 127.0.0.1.rebound.example, 421",
        "GET / HTTP/1.1|Host: localhost.rebound.example:80, 421",
        "GET / HTTP/1.1, 421",
        "GET / HTTP/1.1|Host: localhost|Host: localhost, 421",
        "DELETE / HTTP/1.1|Host: localhost, 405",
        "GET /predict HTTP/1.1|Host: localhost, 405",
        "TRACE / HTTP/1.1|Host: localhost, 405",
        "GET /../../../etc/passwd HTTP/1.1|Host: localhost, 404",
        "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1|Host: localhost, 404",
        "GET //page.js HTTP/1.1|Host: localhost, 404",
        "GET /page.js%00.css HTTP/1.1|Host: localhost, 404",
        "GET /DigitServer.class HTTP/1.1|Host: localhost, 404",
        "GET /page.js/ HTTP/1.1|Host: localhost, 404",
        "POST /passes HTTP/1.1|Host: localhost|Content-Length: 0, 400",
        "POST /passes?target=10 HTTP/1.1|Host: localhost|Content-Length: 0, 400",
        "POST /passes?target=1 HTTP/1.1|Host: localhost|Content-Length: 0, 400",
        "POST /predict HTTP/1.1|Host: localhost|Content-Length: -5, 400",
    })
    void statusOf(String head, String status) throws IOException {
        assertEquals(status, status(head));
    }

    @Test
    void bodiesThatAreTooLargeOrNoPicture() throws IOException {
        assertEquals("400", status(post(new byte[] {1, 2, 3})));
        String tooLarge = status(post(new byte[PictureFile.PNG.maxBytes() + 100]));
        assertTrue(tooLarge.equals("413") || tooLarge.equals(CLOSED), tooLarge);
        answersStill();
    }

    @Test
    void connectionsThatNeverFinishDoNotStopTheOthers() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 150; i++) {
                Socket socket = new Socket("127.0.0.1", server.port());
                open.add(socket);
                String start = i % 3 == 0
                        ? ""
                        : i % 3 == 1
                                ? "GET / HT"
                                : "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\nabc";
                socket.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));
            }
            answersStill();
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        answersStill();
    }

    /** The server has at most 500 connections: those whose request is broken must not stay among them until a timeout. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||no length",
                "POST /predict HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||no length",
                "HEAD / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||no length",
                "POST /predict HTTP/1.1|Host: evil|Content-Length: 5000000||short",
                "GET /network HTTP/1.1|Host: localhost|Expect: 100-continue",
            })
    void brokenRequestsDoNotTakeTheConnectionsOfOthers(String head) throws IOException {
        for (int i = 0; i < 600; i++) {
            status(head);
        }
        answersStill();
    }

    @Test
    void randomRequestsGetNothingWorseThan4xx() throws IOException {
        randomRequests(1);
    }

    @Test
    @Tag("nightly")
    void randomRequestsForAMinute() throws IOException {
        randomRequests(60);
    }

    @Test
    @Tag("weekly")
    void randomRequestsForAQuarterOfAnHour() throws IOException {
        randomRequests(900);
    }

    private void randomRequests(int seconds) throws IOException {
        long seed = Long.getLong("katsuo.test.seed", System.nanoTime());
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        Rng rng = new Rng(seed);
        int[] hundreds = new int[6];
        while (System.nanoTime() < end) {
            byte[] request = random(rng);
            String status = status(request);
            // The JDK answers so to a transfer coding that it does not know, as RFC 9112, section 6.1 wants it.
            boolean coding =
                    status.equals("501") && new String(request, StandardCharsets.ISO_8859_1).contains("Transfer");
            boolean fine = status.equals(CLOSED) || coding || status.matches("[1-4]\\d\\d");
            assertTrue(fine, () -> status + ", seed " + seed + ": " + new String(request, StandardCharsets.ISO_8859_1));
            hundreds[status.equals(CLOSED) ? 0 : status.charAt(0) - '0']++;
            if (Arrays.stream(hundreds).sum() % 1000 == 0) {
                answersStill();
            }
        }
        System.err.println("HostileRequestsTest: seed " + seed + ", random requests closed " + hundreds[0] + ", 2xx "
                + hundreds[2] + ", 4xx " + hundreds[4] + ", 501 " + hundreds[5]);
        answersStill();
    }

    private byte[] random(Rng rng) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (rng.nextInt(10) == 0) {
            out.writeBytes(noise(rng, rng.nextInt(3000)));
            return out.toByteArray();
        }
        String path = rng.nextInt(10) == 0 ? "/" + "a".repeat(rng.nextInt(20_000)) : any(PATHS, rng);
        StringBuilder head = new StringBuilder(any(METHODS, rng))
                .append(' ')
                .append(path)
                .append(' ')
                .append(any(VERSIONS, rng))
                .append("\r\n");
        int lines = rng.nextInt(20) == 0 ? 300 : rng.nextInt(6);
        for (int i = 0; i < lines; i++) {
            boolean large = rng.nextInt(9) == 0;
            head.append(large ? "X-Large: " + "y".repeat(rng.nextInt(30_000)) : any(HEADERS, rng))
                    .append(rng.nextInt(20) == 0 ? "\n" : "\r\n");
        }
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        byte[] damaged = png.clone();
        damaged[rng.nextInt(damaged.length)] ^= (byte) (1 << rng.nextInt(8));
        out.writeBytes(rng.nextInt(2) == 0 ? damaged : noise(rng, rng.nextInt(200)));
        return rng.nextInt(3) == 0 ? post(damaged) : out.toByteArray();
    }

    /** One of these lines; the first ones more often. */
    private static String any(String lines, Rng rng) {
        String[] all = lines.split("\n", -1);
        return all[rng.nextInt(rng.nextInt(all.length) + 1)];
    }

    private static byte[] noise(Rng rng, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) rng.nextInt(256);
        }
        return bytes;
    }
}
