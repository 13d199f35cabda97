package io.katsuo.mnist.predict;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** A picture without colours: its values row by row, from 0, black, to 1, white. */
record GreyImage(int width, int height, float[] grey) {
    private static final int ALPHA = 24;
    private static final int RED = 16;
    private static final int GREEN = 8;
    private static final float FULL = 255;
    /** The luma of a colour by ITU-R BT.601, section 2.5.1. */
    private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

    /** Colours become their luma; what is transparent shows white paper. */
    static GreyImage of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        float[] grey = new float[width * height];
        boolean isGrey = image.getColorModel().getNumColorComponents() == 1
                && !(image.getColorModel() instanceof IndexColorModel);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            if (isGrey) {
                greyRow(image, y, grey);
            } else {
                image.getRGB(0, y, width, 1, row, 0, width);
                for (int x = 0; x < width; x++) {
                    grey[y * width + x] = luma(row[x]);
                }
            }
        }
        return new GreyImage(width, height, grey);
    }

    /** Reads samples, since Java takes those of grey images for linear light and its colours are brighter. */
    private static void greyRow(BufferedImage image, int y, float[] grey) {
        Raster raster = image.getRaster();
        float largest = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        boolean hasAlpha = raster.getNumBands() > 1;
        for (int x = 0; x < image.getWidth(); x++) {
            float value = raster.getSample(x, y, 0) / largest;
            float alpha = hasAlpha ? raster.getSample(x, y, 1) / largest : 1;
            grey[y * image.getWidth() + x] = value * alpha + 1 - alpha;
        }
    }

    private static float luma(int argb) {
        float alpha = (argb >>> ALPHA) / FULL;
        float luma = LUMA[0] * (argb >> RED & 0xFF) + LUMA[1] * (argb >> GREEN & 0xFF) + LUMA[2] * (argb & 0xFF);
        return luma / FULL * alpha + 1 - alpha;
    }
}
