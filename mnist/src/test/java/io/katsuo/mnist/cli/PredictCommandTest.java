package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.katsuo.network.Network;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code predict} with the network that is part of the program. */
class PredictCommandTest {
    /** Where the picture's width begins in a PNG: after the signature, and the length and the name of its first chunk. */
    private static final int WIDTH = 16;

    @TempDir
    private Path directory;

    /** A one: every network knows it. */
    private Path one(String name, String format, int type, Color paper, Color ink) throws IOException {
        BufferedImage image = new BufferedImage(200, 120, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(paper);
        graphics.fillRect(0, 0, 200, 120);
        graphics.setColor(ink);
        graphics.setStroke(new BasicStroke(9, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.drawLine(48, 20, 44, 90);
        graphics.dispose();
        Path file = directory.resolve(name);
        assertTrue(ImageIO.write(image, format, file.toFile()));
        return file;
    }

    @ParameterizedTest
    @CsvSource({"png, 1", "png, 2", "png, 10", "png, 11", "png, 12", "png, 13", "jpg, 1", "jpg, 10"})
    void aOneIsReadOnPaperOrBlackboardInAnyKindOfImage(String format, int type) throws IOException {
        for (boolean paper : new boolean[] {true, false}) {
            Path file = one(
                    "one." + format,
                    format,
                    type,
                    paper ? Color.WHITE : Color.BLACK,
                    paper ? Color.BLACK : Color.WHITE);
            Run run = Run.of("predict", file.toString());
            assertEquals(List.of(), run.err());
            assertTrue(run.says(file + ": 1"), run::toString);
            assertEquals(
                    10, run.out().stream().filter(line -> line.contains(" %")).count());
        }
    }

    @Test
    void coloursAreInkAndPaperToo() throws IOException {
        Path file = one("one.png", "png", BufferedImage.TYPE_INT_RGB, new Color(0xf0e0c0), new Color(0x203090));
        Run run = Run.of("predict", "--show", file.toString());
        assertTrue(run.says(file + ": 1"), run::toString);
        assertTrue(run.out().stream().anyMatch(line -> line.matches(" {10,20}[▀▄█]{1,5}")), run::toString);
    }

    @Test
    void json() throws IOException {
        Path file = one("one.png", "png", BufferedImage.TYPE_BYTE_GRAY, Color.WHITE, Color.BLACK);
        Path empty = one("empty.png", "png", BufferedImage.TYPE_INT_RGB, Color.PINK, Color.PINK);
        Run run = Run.of("predict", "--json", file.toString(), empty.toString());
        JsonArray answers = JsonParser.parseString(String.join("\n", run.out())).getAsJsonArray();
        JsonObject first = answers.get(0).getAsJsonObject();
        assertEquals(1, first.get("answer").getAsInt());
        assertTrue(first.get("doubt").isJsonNull());
        float sum = 0;
        for (var probability : first.getAsJsonArray("probabilities")) {
            sum += probability.getAsFloat();
        }
        assertEquals(1, sum, 1e-5);
        JsonObject second = answers.get(1).getAsJsonObject();
        assertTrue(second.get("answer").isJsonNull());
        assertEquals(
                "the picture is empty: it shows no ink", second.get("doubt").getAsString());
    }

    @Test
    void aFlatAnswerIsUnsure() throws IOException {
        Path model = directory.resolve("untrained.npz");
        Network.of(new int[] {784, 10}, 1).save(model);
        Path file = one("one.png", "png", BufferedImage.TYPE_INT_RGB, Color.WHITE, Color.BLACK);
        Run run = Run.of("predict", "--model", model.toString(), file.toString());
        assertTrue(run.says(file + ": unsure: "), run::toString);
        assertEquals(0, run.exitCode());
    }

    @Test
    void errors() throws IOException {
        Path text = Files.writeString(directory.resolve("text.png"), "no picture");
        refused("no such file or directory", directory.resolve("none.png"));
        refused("not a picture in a format that is read: PNG, JPEG", text);
        refused("not a picture", Files.createFile(directory.resolve("nothing.png")));
        Path good = one("one.png", "png", BufferedImage.TYPE_INT_RGB, Color.WHITE, Color.BLACK);
        byte[] bytes = Files.readAllBytes(good);
        Path cut = Files.write(directory.resolve("cut.png"), Arrays.copyOf(bytes, 40));
        refused("the picture is damaged", cut);
        ByteBuffer.wrap(bytes).putInt(WIDTH, 1 << 20).putInt(WIDTH + Integer.BYTES, 1 << 20);
        refused("the picture is too large: 1048576x1048576 pixels", Files.write(directory.resolve("huge.png"), bytes));
        Run both = Run.of("predict", text.toString(), good.toString());
        assertEquals(1, both.exitCode());
        assertTrue(both.says(good + ": 1"), both::toString);
        assertEquals(2, Run.of("predict").exitCode());
        Run model = Run.of("predict", "--model", text.toString(), good.toString());
        assertEquals(1, model.exitCode());
    }

    @Test
    void aNetworkForOtherImagesIsRefused() throws IOException {
        Path model = directory.resolve("other.npz");
        Network.of(new int[] {4, 2}, 1).save(model);
        Run run = Run.of("predict", "--model", model.toString(), "any.png");
        assertTrue(run.err().getFirst().contains("not a network for images of 28x28 pixels"), run::toString);
    }

    private static void refused(String why, Path file) {
        Run run = Run.of("predict", file.toString());
        assertEquals(1, run.exitCode());
        assertEquals(1, run.err().size());
        assertTrue(run.err().getFirst().startsWith("katsuo: " + file + ": " + why), run::toString);
    }
}
