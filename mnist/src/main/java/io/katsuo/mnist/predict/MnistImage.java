package io.katsuo.mnist.predict;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.mnist.ImageText;
import java.util.Arrays;
import java.util.List;

/**
 * A picture as MNIST's images were made (LeCun, Cortes, Burges 1998): the ink, cropped, scaled to fit 20x20 with its aspect
 * kept, in the middle of 28x28 by its centre of mass.
 *
 * @param pixels row by row, unsigned bytes: 0 is paper, 255 is ink; nothing but paper if the picture shows no ink
 */
public record MnistImage(byte[] pixels) {
    /** Its height and width. */
    public static final int SIDE = 28;
    /** The height or the width of the ink. */
    private static final int INK_SIDE = 20;
    /** A picture with less contrast than this is empty, and less ink is taken for noise of the paper. */
    private static final float FAINT = 0.1f;

    private static final float FULL = 255;

    static MnistImage of(GreyImage picture) {
        float[] ink = ink(picture);
        return new MnistImage(ink == null ? new byte[SIDE * SIDE] : centred(scaled(picture.width(), ink)));
    }

    /** From 0 for paper to 1; null if there is none. Paper is what the edge of the picture shows. */
    private static float[] ink(GreyImage picture) {
        float paper = medianOfEdge(picture);
        float[] ink = picture.grey().clone();
        float darkest = paper;
        float lightest = paper;
        for (float value : ink) {
            darkest = Math.min(darkest, value);
            lightest = Math.max(lightest, value);
        }
        float contrast = paper - darkest > lightest - paper ? darkest - paper : lightest - paper;
        if (Math.abs(contrast) < FAINT) {
            return null;
        }
        for (int i = 0; i < ink.length; i++) {
            float value = (ink[i] - paper) / contrast;
            ink[i] = value < FAINT ? 0 : value;
        }
        return ink;
    }

    private static float medianOfEdge(GreyImage picture) {
        int width = picture.width();
        int height = picture.height();
        float[] edge = new float[2 * (width + height)];
        for (int x = 0; x < width; x++) {
            edge[2 * x] = picture.grey()[x];
            edge[2 * x + 1] = picture.grey()[(height - 1) * width + x];
        }
        for (int y = 0; y < height; y++) {
            edge[2 * (width + y)] = picture.grey()[y * width];
            edge[2 * (width + y) + 1] = picture.grey()[y * width + width - 1];
        }
        Arrays.sort(edge);
        return edge[edge.length / 2];
    }

    /** The box that contains the ink, scaled by averages over areas. */
    private static float[][] scaled(int width, float[] ink) {
        int left = width;
        int right = 0;
        int top = Integer.MAX_VALUE;
        int bottom = 0;
        for (int i = 0; i < ink.length; i++) {
            if (ink[i] > 0) {
                left = Math.min(left, i % width);
                right = Math.max(right, i % width + 1);
                top = Math.min(top, i / width);
                bottom = i / width + 1;
            }
        }
        double longest = Math.max(right - left, bottom - top);
        float[][] result = new float[(int) Math.max(1, Math.round((bottom - top) * INK_SIDE / longest))]
                [(int) Math.max(1, Math.round((right - left) * INK_SIDE / longest))];
        double rowHeight = (bottom - top) / (double) result.length;
        double columnWidth = (right - left) / (double) result[0].length;
        float largest = 0;
        for (int y = 0; y < result.length; y++) {
            for (int x = 0; x < result[0].length; x++) {
                result[y][x] = average(
                        width,
                        ink,
                        top + y * rowHeight,
                        top + (y + 1) * rowHeight,
                        left + x * columnWidth,
                        columnWidth);
                largest = Math.max(largest, result[y][x]);
            }
        }
        // A thin line is grey after it was averaged, and MNIST's lines are not.
        for (float[] row : result) {
            for (int x = 0; x < row.length; x++) {
                row[x] /= largest;
            }
        }
        return result;
    }

    private static float average(int width, float[] ink, double top, double bottom, double left, double columnWidth) {
        int height = ink.length / width;
        double right = left + columnWidth;
        double sum = 0;
        for (int y = (int) top; y < Math.min(height, Math.ceil(bottom)); y++) {
            double covered = Math.min(bottom, y + 1) - Math.max(top, y);
            for (int x = (int) left; x < Math.min(width, Math.ceil(right)); x++) {
                sum += ink[y * width + x] * covered * (Math.min(right, x + 1) - Math.max(left, x));
            }
        }
        return (float) (sum / ((bottom - top) * columnWidth));
    }

    private static byte[] centred(float[][] ink) {
        double mass = 0;
        double massX = 0;
        double massY = 0;
        for (int y = 0; y < ink.length; y++) {
            for (int x = 0; x < ink[0].length; x++) {
                mass += ink[y][x];
                massX += ink[y][x] * (x + 0.5);
                massY += ink[y][x] * (y + 0.5);
            }
        }
        int left = start(massX / mass, ink[0].length);
        int top = start(massY / mass, ink.length);
        byte[] pixels = new byte[SIDE * SIDE];
        for (int y = 0; y < ink.length; y++) {
            for (int x = 0; x < ink[0].length; x++) {
                pixels[(top + y) * SIDE + left + x] = (byte) Math.round(FULL * ink[y][x]);
            }
        }
        return pixels;
    }

    /** Where the ink begins, so that its centre is in the middle but nothing is cut off. */
    private static int start(double centre, int length) {
        return Math.clamp(Math.round(SIDE / 2.0 - centre), 0, SIDE - length);
    }

    /** Whether there is no ink. */
    public boolean isEmpty() {
        for (byte pixel : pixels) {
            if (pixel != 0) {
                return false;
            }
        }
        return true;
    }

    /** As a sample of a network: [1, 784], from 0 to 1. */
    public Tensor sample() {
        Tensor sample = Tensor.zeros(1, pixels.length);
        for (int i = 0; i < pixels.length; i++) {
            sample.array()[i] = (pixels[i] & 0xFF) / FULL;
        }
        return sample;
    }

    /** As characters. */
    public List<String> text(boolean blocks) {
        return ImageText.lines(pixels, 0, SIDE, SIDE, blocks);
    }
}
