package io.katsuo.mnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxArray;
import org.junit.jupiter.api.Test;

class LabelledImagesTest {
    /** 700 images of 2 × 3 pixels, which is several pieces of work; every byte value occurs. */
    private static LabelledImages sample() throws CorruptDataException {
        byte[] pixels = new byte[700 * 6];
        byte[] labels = new byte[700];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 5);
        }
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i % 10);
        }
        return LabelledImages.of(IdxArray.of("images", pixels, 700, 2, 3), IdxArray.of("labels", labels, 700));
    }

    @Test
    void pixelsBecomeFloats() throws Exception {
        LabelledImages images = sample();
        Tensor normal = images.images(MnistOptions.DEFAULT);
        Tensor raw = images.images(MnistOptions.DEFAULT.withNormalize(false));
        assertEquals(Shape.of(700, 6), normal.shape());
        for (int i = 0; i < 700 * 6; i++) {
            int v = i * 5 % 256;
            assertEquals((float) v / 255f, normal.array()[i]);
            assertEquals(v, raw.array()[i]);
        }
        assertEquals(1f, normal.get(8, 3)); // pixel 51 · 5 = 255
    }

    @Test
    void imagesKeepTheirShapeIfAsked() throws Exception {
        Tensor images = sample().images(MnistOptions.DEFAULT.withFlatten(false));
        assertEquals(Shape.of(700, 1, 2, 3), images.shape());
        assertEquals((3 * 6 + 4) * 5 / 255f, images.get(3, 0, 1, 1));
    }

    @Test
    void labelsBecomeClassesAndOneHotRows() throws Exception {
        LabelledImages images = sample();
        assertEquals(699 % 10, images.classes()[699]);
        Tensor oneHot = images.oneHot();
        assertEquals(Shape.of(700, 10), oneHot.shape());
        assertArrayEquals(
                new float[] {0, 0, 0, 1, 0, 0, 0, 0, 0, 0}, oneHot.row(13).toArray());
    }

    @Test
    void labelsMustBeDigits() {
        for (int label : new int[] {10, 127, 128, 255}) {
            CorruptDataException e = assertThrows(
                    CorruptDataException.class,
                    () -> LabelledImages.of(
                            IdxArray.of("images", new byte[3 * 4], 3, 2, 2),
                            IdxArray.of("labels", new byte[] {0, 9, (byte) label}, 3)));
            assertEquals("labels: label " + label + " of image 2 at byte 10, expected 0 to 9", e.getMessage());
        }
    }

    @Test
    void everyImageNeedsALabel() {
        CorruptDataException e = assertThrows(
                CorruptDataException.class,
                () -> LabelledImages.of(
                        IdxArray.of("images", new byte[3 * 4], 3, 2, 2), IdxArray.of("labels", new byte[2], 2)));
        assertEquals(
                "labels: extent 2 of axis 0, expected one label for each of the 3 images in images", e.getMessage());
    }
}
