package io.katsuo.mnist;

import java.util.ArrayList;
import java.util.List;

/**
 * Images as text: a character shows two pixels, one above the other, so that the text is about as wide as the image.
 */
public final class ImageText {
    private static final int DARK = 96;
    /** Nothing, the lower pixel, the upper pixel, both. */
    private static final String BLOCKS = " ▄▀█";

    private static final String SHADES = " .:-=+*#%@";

    private ImageText() {}

    /**
     * The lines of an image, all of the same length.
     *
     * @param pixels unsigned bytes, 0 is paper
     * @param blocks whether to use the block characters ▄, ▀ and █; else shades of ASCII characters
     */
    public static List<String> lines(byte[] pixels, int from, int rows, int columns, boolean blocks) {
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < rows; y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < columns; x++) {
                int at = from + y * columns + x;
                int upper = pixels[at] & 0xFF;
                int lower = y + 1 < rows ? pixels[at + columns] & 0xFF : 0;
                line.append(
                        blocks
                                ? BLOCKS.charAt((upper >= DARK ? 2 : 0) + (lower >= DARK ? 1 : 0))
                                : SHADES.charAt((upper + lower) * (SHADES.length() - 1) / (2 * 0xFF)));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
