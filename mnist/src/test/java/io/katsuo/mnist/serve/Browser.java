package io.katsuo.mnist.serve;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Chromium without a window, driven by the DevTools protocol. */
final class Browser implements AutoCloseable, WebSocket.Listener {
    private static final int PATIENCE_SECONDS = 60;
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final BlockingQueue<JsonObject> replies = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private int commands;

    private Browser(Path program, Path profile) throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.contains("DevTools listening on ws://")) {
            line = output.readLine();
        }
        assumeTrue(line != null, "the browser does not start: tests in a browser skipped");
        Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
        URI listening = URI.create(line.substring(line.indexOf("ws://")));
        URI list = URI.create("http://" + listening.getAuthority() + "/json/list");
        JsonArray targets = JsonParser.parseString(
                        client.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                                .body())
                .getAsJsonArray();
        String page = null;
        for (JsonElement target : targets) {
            if (target.getAsJsonObject().get("type").getAsString().equals("page")) {
                page = target.getAsJsonObject().get("webSocketDebuggerUrl").getAsString();
            }
        }
        socket = client.newWebSocketBuilder().buildAsync(URI.create(page), this).join();
    }

    /** Starts the browser of this machine; skips the test, saying so, if there is none. */
    static Browser start() throws IOException, InterruptedException {
        Path program = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (program == null) {
            System.err.println("SKIPPED: tests in a browser; install Chromium");
        }
        assumeTrue(program != null, "no Chromium on the PATH: tests in a browser skipped");
        // Not a temporary directory of JUnit's: processes of the browser write on when it has ended, and it cannot be
        // deleted.
        Path target = Files.createDirectories(Path.of("target"));
        return new Browser(program, Files.createTempDirectory(target, "browser").toAbsolutePath());
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            JsonObject message = JsonParser.parseString(part.toString()).getAsJsonObject();
            part.setLength(0);
            if (message.has("id")) {
                replies.add(message);
            }
        }
        from.request(1);
        return null;
    }

    /** Runs a command of the protocol, such as {@code Page.navigate}. */
    JsonObject run(String method, String parameters) throws InterruptedException {
        int id = ++commands;
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .join();
        JsonObject reply = replies.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (reply == null || reply.get("id").getAsInt() != id || !reply.has("result")) {
            throw new IllegalStateException(method + ": " + reply);
        }
        return reply.getAsJsonObject("result");
    }

    /** The value of an expression of JavaScript, as text. */
    String value(String expression) throws InterruptedException {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("expression", "String(" + expression + ")");
        parameters.addProperty("returnByValue", true);
        return run("Runtime.evaluate", parameters.toString())
                .getAsJsonObject("result")
                .get("value")
                .getAsString();
    }

    /** Waits until an expression is true. */
    void await(String expression) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!value(expression).equals("true")) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never true: " + expression + "; the answer is: "
                        + value("document.getElementById('answer')?.textContent"));
            }
            Thread.sleep(20);
        }
    }

    /** Moves the mouse with its left button, or presses or releases it: {@code mouseMoved}, {@code mousePressed}, {@code mouseReleased}. */
    void mouse(String type, double x, double y) throws InterruptedException {
        run(
                "Input.dispatchMouseEvent",
                "{\"type\":\"" + type + "\",\"x\":" + x + ",\"y\":" + y
                        + ",\"button\":\"left\",\"buttons\":1,\"clickCount\":1}");
    }

    /** Writes what the browser shows, as PNG. */
    void screenshot(Path file) throws IOException, InterruptedException {
        String data = run("Page.captureScreenshot", "{}").get("data").getAsString();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        client.shutdownNow();
    }
}
