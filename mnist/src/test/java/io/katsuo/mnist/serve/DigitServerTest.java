package io.katsuo.mnist.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.katsuo.mnist.LabelledImages;
import io.katsuo.mnist.Mnist;
import io.katsuo.mnist.predict.PictureFile;
import io.katsuo.mnist.predict.Reading;
import io.katsuo.mnist.predict.Recognizer;
import io.katsuo.network.Network;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the server answers to a page, and to many at once. */
class DigitServerTest {
    private static Recognizer recognizer;
    private static DigitServer server;
    private static HttpClient client;
    private static LabelledImages images;

    @BeforeAll
    static void start() throws IOException {
        recognizer = Recognizer.load(Path.of("src/main/resources/io/katsuo/mnist/predict/drawn-digits.npz"));
        server = DigitServer.start(recognizer, "127.0.0.1", 0, 1e6);
        client = HttpClient.newHttpClient();
        images = Mnist.embedded().test();
    }

    @AfterAll
    static void end() {
        server.close();
        client.close();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonObject post(String path, byte[] body) throws IOException, InterruptedException {
        return post(server, path, body);
    }

    private static JsonObject post(DigitServer to, String path, byte[] body) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + to.port() + path);
        HttpResponse<String> response = send(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body)));
        assertEquals(200, response.statusCode(), response::body);
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    private static float[] floats(JsonArray array) {
        float[] floats = new float[array.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = array.get(i).getAsFloat();
        }
        return floats;
    }

    @Test
    void twentyThreadsGetTheBitsOfOne() throws Exception {
        List<byte[]> pictures = new ArrayList<>();
        List<Reading> serial = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pictures.add(DrawnPicture.png(images, i));
            serial.add(recognizer.read(PictureFile.PNG.read("test", pictures.get(i))));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int t = 0; t < 20; t++) {
                int first = t;
                tasks.add(() -> {
                    for (int i = 0; i < 10; i++) {
                        int which = (first + i) % 20;
                        JsonObject json = post("/predict", pictures.get(which));
                        Reading expected = serial.get(which);
                        assertArrayEquals(expected.probabilities(), floats(json.getAsJsonArray("probabilities")));
                        assertEquals(expected.answer(), json.get("answer").getAsInt());
                    }
                    return null;
                });
            }
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        }
    }

    @Test
    void theScoresOfTheLastLayerAreThoseOfPredict() throws Exception {
        byte[] png = DrawnPicture.png(images, 3);
        JsonArray layers = post("/predict", png).getAsJsonArray("layers");
        float[] scores = floats(layers.get(layers.size() - 1).getAsJsonObject().getAsJsonArray("values"));
        assertArrayEquals(
                recognizer
                        .network()
                        .predict(PictureFile.PNG.read("test", png).sample())
                        .toArray(),
                scores);
    }

    @Test
    void bothPassesAreThoseOfTheNetwork() throws Exception {
        byte[] png = DrawnPicture.png(images, 5);
        // No dropout, which training would do and the page does not.
        Network network = Network.of(new int[] {784, 20, 10}, 1);
        JsonObject json;
        try (DigitServer other = DigitServer.start(new Recognizer(network, "untrained"), "127.0.0.1", 0)) {
            json = post(other, "/passes?target=4", png);
        }
        var x = PictureFile.PNG.read("test", png).sample();
        assertEquals(network.loss(x, new int[] {4}), json.get("loss").getAsDouble());
        var gradients = network.gradient(x, new int[] {4});
        int found = 0;
        for (JsonElement element : json.getAsJsonArray("steps")) {
            JsonObject step = element.getAsJsonObject();
            var gradient = gradients.get(step.get("tensor").getAsString().substring(1));
            if (gradient != null && step.get("pass").getAsString().equals("backward")) {
                double squares = 0;
                for (float value : gradient.toArray()) {
                    squares += (double) value * value;
                }
                assertEquals(Math.sqrt(squares), step.get("norm").getAsDouble(), step::toString);
                assertEquals(gradient.shape().toString(), step.get("shape").getAsString());
                found++;
            }
        }
        assertEquals(gradients.size(), found);
    }

    @Test
    void anEmptyPictureHasNoAnswer() throws Exception {
        byte[] white = DrawnPicture.blank();
        JsonObject json = post("/predict", white);
        assertTrue(json.get("answer").isJsonNull());
        assertEquals("the picture is empty: it shows no ink", json.get("doubt").getAsString());
    }

    @Test
    void pagesHaveHeadersThatProtectThem() throws Exception {
        for (String path : List.of("/", "/page.css", "/page.js", "/network", "/none")) {
            HttpResponse<String> response = send(request(path));
            assertEquals(path.equals("/none") ? 404 : 200, response.statusCode());
            String policy =
                    response.headers().firstValue("Content-Security-Policy").orElseThrow();
            assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
            assertEquals(
                    "nosniff",
                    response.headers().firstValue("X-Content-Type-Options").orElseThrow());
        }
        HttpResponse<String> head = send(request("/").HEAD());
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
    }

    @Test
    void foreignPagesAreRefused() throws Exception {
        byte[] png = DrawnPicture.png(images, 0);
        HttpRequest.Builder post = request("/predict").POST(BodyPublishers.ofByteArray(png));
        assertEquals(
                403, send(post.copy().header("Origin", "http://evil.example")).statusCode());
        assertEquals(403, send(post.copy().header("Origin", "null")).statusCode());
        assertEquals(
                200,
                send(post.copy().header("Origin", "http://127.0.0.1:" + server.port()))
                        .statusCode());
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        IOException e =
                assertThrows(IOException.class, () -> DigitServer.start(recognizer, "127.0.0.1", server.port()));
        assertTrue(
                e.getMessage().startsWith("cannot listen on 127.0.0.1, port " + server.port() + ": "), e.getMessage());
    }

    @Test
    void tooManyRequestsAreRefusedForAWhile() throws Exception {
        try (DigitServer slow = DigitServer.start(recognizer, "127.0.0.1", 0, 1)) {
            URI uri = URI.create("http://127.0.0.1:" + slow.port() + "/page.css");
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                HttpRequest request = HttpRequest.newBuilder(uri).build();
                statuses.add(client.send(request, BodyHandlers.discarding()).statusCode());
            }
            assertEquals(200, statuses.getFirst());
            assertTrue(statuses.contains(429), statuses::toString);
        }
    }
}
