package io.katsuo.mnist.predict;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.mnist.Digits;
import io.katsuo.mnist.LabelledImages;
import io.katsuo.mnist.Mnist;
import io.katsuo.mnist.RealMnist;
import io.katsuo.network.Classifier;
import io.katsuo.network.Network;
import io.katsuo.network.Trainer;
import io.katsuo.network.optimizer.Adam;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** MNIST's test images as pictures of other sizes, colours and places are read nearly as well as the images themselves. */
@DisabledIfSystemProperty(named = "katsuo.test.cases", matches = "0.*")
class PicturesOfDigitsTest {
    private static final int IMAGES = 200;
    private static final long SEED = 19;

    @Test
    void mnistImagesAsPictures() throws IOException {
        Digits mnist = Mnist.load(RealMnist.directory());
        Classifier network = Network.of(new int[] {784, 50, 10}, SEED);
        new Trainer(network, mnist.train(), mnist.train().targets())
                .optimizer(new Adam(0.003))
                .iterations(600)
                .run();
        compare(new Recognizer(network, "trained here"), mnist.test(), 0.05);
    }

    @Test
    void drawnDigitsAsPictures() throws IOException {
        compare(Recognizer.shipped(), Mnist.embedded().test(), 0.05);
    }

    private static void compare(Recognizer recognizer, LabelledImages images, double loss) throws IOException {
        Rng rng = new Rng(SEED);
        int raw = 0;
        int asPictures = 0;
        for (int i = 0; i < IMAGES; i++) {
            byte[] pixels = Arrays.copyOfRange(images.pixels(), i * 784, (i + 1) * 784);
            byte[] png = png(pixels, rng);
            raw += recognizer.read(new MnistImage(pixels)).answer() == images.labels()[i] ? 1 : 0;
            asPictures +=
                    recognizer.read(PictureFile.PNG.read("test " + i, png)).answer() == images.labels()[i] ? 1 : 0;
        }
        System.err.println("predict: " + asPictures + " of " + IMAGES + " pictures right, " + raw + " of the images");
        assertTrue(raw > 0.85 * IMAGES, raw + " images");
        assertTrue(asPictures >= raw - loss * IMAGES, asPictures + " pictures, " + raw + " images, seed " + SEED);
    }

    /** The image on paper or on a blackboard of some colour, 2 to 10 times as large, anywhere. */
    private static byte[] png(byte[] pixels, Rng rng) throws IOException {
        boolean isPaper = rng.nextInt(2) == 0;
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_INT_ARGB);
        int ink = isPaper ? 0x102040 : 0xfff0c0;
        for (int i = 0; i < pixels.length; i++) {
            image.setRGB(i % 28, i / 28, (pixels[i] & 0xFF) << 24 | ink);
        }
        int side = 56 + rng.nextInt(225);
        int width = side + rng.nextInt(300);
        int height = side + rng.nextInt(300);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(isPaper ? new Color(0xf8f4e8) : new Color(0x183018));
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, rng.nextInt(width - side + 1), rng.nextInt(height - side + 1), side, side, null);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }
}
