package io.katsuo.mnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxArray;
import io.katsuo.mnist.idx.IdxFiles;
import io.katsuo.mnist.idx.IdxReader;
import java.util.Arrays;
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
        return LabelledImages.of(array("images", pixels, 700, 2, 3), array("labels", labels, 700));
    }

    private static IdxArray array(String name, byte[] data, int... dims) throws CorruptDataException {
        return IdxReader.read(name, IdxFiles.plain(0x800 | dims.length, dims, data), IdxFiles.any(dims.length));
    }

    @Test
    void pixelsBecomeFloats() throws Exception {
        LabelledImages images = sample();
        Tensor normal = images.images();
        Tensor raw = images.images(1);
        assertEquals(Shape.of(700, 6), normal.shape());
        for (int i = 0; i < 700 * 6; i++) {
            int v = i * 5 % 256;
            assertEquals((float) v / 255f, normal.array()[i]);
            assertEquals(v, raw.array()[i]);
        }
        assertEquals(1f, normal.get(8, 3)); // pixel 51 · 5 = 255
    }

    @Test
    void labelsStayWithTheirImages() throws Exception {
        LabelledImages images = sample();
        assertEquals(699 % 10, images.labels()[699]);
        LabelledImages few = images.first(14);
        assertEquals(14, few.count());
        assertEquals(3, few.labels()[13]);
        assertArrayEquals(Arrays.copyOf(images.pixels(), 14 * 6), few.pixels());
        assertEquals(Shape.of(14, 6), few.images().shape());
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> images.first(701));
        assertEquals("first: count must be from 0 to 700: 701", e.getMessage());
    }

    @Test
    void labelsMustBeDigits() {
        for (int label : new int[] {10, 127, 128, 255}) {
            CorruptDataException e = assertThrows(
                    CorruptDataException.class,
                    () -> LabelledImages.of(
                            array("images", new byte[3 * 4], 3, 2, 2),
                            array("labels", new byte[] {0, 9, (byte) label}, 3)));
            assertEquals("labels: label " + label + " of image 2 at byte 10, expected 0 to 9", e.getMessage());
        }
    }

    @Test
    void everyImageNeedsALabel() {
        CorruptDataException e = assertThrows(
                CorruptDataException.class,
                () -> LabelledImages.of(array("images", new byte[3 * 4], 3, 2, 2), array("labels", new byte[2], 2)));
        assertEquals(
                "labels: extent 2 of axis 0, expected one label for each of the 3 images in images", e.getMessage());
    }
}
