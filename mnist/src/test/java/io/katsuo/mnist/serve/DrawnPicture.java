package io.katsuo.mnist.serve;

import io.katsuo.mnist.LabelledImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Images of digits as PNG files. */
final class DrawnPicture {
    private DrawnPicture() {}

    static byte[] blank() throws IOException {
        return png(new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY));
    }

    static byte[] png(LabelledImages images, int which) throws IOException {
        BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 28 * 28; i++) {
            picture.getRaster().setSample(i % 28, i / 28, 0, images.pixels()[which * 28 * 28 + i] & 0xFF);
        }
        return png(picture);
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }
}
