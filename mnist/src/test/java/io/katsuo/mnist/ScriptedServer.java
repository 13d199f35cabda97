package io.katsuo.mnist;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mirror on this machine that misbehaves as told, down to the bytes of its answers; a well-behaved HTTP server would
 * refuse to.
 */
final class ScriptedServer implements AutoCloseable {
    /** What to do with one request; the connection is closed afterwards. */
    interface Script {
        void answer(String path, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final Script script;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    ScriptedServer(Script script) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.script = script;
        Thread acceptor = new Thread(this::acceptAll, "scripted-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    URI address() {
        return URI.create(
                "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort() + "/mnist/");
    }

    /** The paths that were asked for with GET, in order. */
    List<String> requests() {
        return requests;
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket connection = socket.accept();
                Thread thread = new Thread(() -> serve(connection), "scripted-server-connection");
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket connection) {
        try (connection;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
                OutputStream out = connection.getOutputStream()) {
            String[] request = String.valueOf(in.readLine()).split(" ");
            if (request.length < 2) {
                return; // the client left
            }
            String header = in.readLine();
            while (header != null && !header.isEmpty()) {
                header = in.readLine(); // it says nothing of interest
            }
            if (request[0].equals("HEAD")) {
                head(out, "200 OK", "Connection: close");
            } else {
                requests.add(request[1]);
                script.answer(request[1], out);
            }
        } catch (IOException | InterruptedException e) {
            // the client left, or the test is over
        }
    }

    /** Writes a status line and headers. */
    static void head(OutputStream out, String status, String... headers) throws IOException {
        String head = "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** A proper answer. */
    static void ok(OutputStream out, byte[] body) throws IOException {
        head(out, "200 OK", "Content-Length: " + body.length, "Connection: close");
        out.write(body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.forEach(Thread::interrupt);
    }
}
