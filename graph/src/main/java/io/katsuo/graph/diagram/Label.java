package io.katsuo.graph.diagram;

/**
 * A line of text with an upper bound of its width.
 *
 * @param full the text before it was cut
 * @param width the estimated width in pixels
 */
record Label(String text, String full, double width) {
    private static final int ELLIPSIS = '…';

    /** Measures a text, and cuts it with an ellipsis if it is wider than {@code limit}. */
    static Label of(String full, double size, double limit) {
        int[] points =
                full.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).toArray();
        double width = width(points, points.length, size);
        if (width <= limit) {
            return new Label(new String(points, 0, points.length), full, Math.ceil(width));
        }
        int length = 0;
        width = em(ELLIPSIS) * size;
        while (width + em(points[length]) * size <= limit) {
            width += em(points[length++]) * size;
        }
        points[length] = ELLIPSIS;
        return new Label(new String(points, 0, length + 1), full, Math.ceil(width(points, length + 1, size)));
    }

    private static double width(int[] points, int length, double size) {
        double ems = 0;
        for (int i = 0; i < length; i++) {
            ems += em(points[i]);
        }
        return ems * size;
    }

    boolean isCut() {
        return !text.equals(full);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /**
     * The width of a character in units of the type size, no less than in the widest of the fonts that browsers choose
     * for {@code sans-serif}. Asian characters and emoji are as wide as high.
     */
    private static double em(int c) {
        switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> {
                return 0;
            }
            default -> {
                if (c >= 0x1100) {
                    return c >= 0x2e80 || c < 0x1200 || c >= 0x2600 && c < 0x27c0 ? 1.1 : 0.9;
                }
                if ("ijl.,:;'|!()[]/ ftrI".indexOf(c) >= 0) {
                    return 0.42;
                }
                if (c >= '0' && c <= '9' || c == '-') {
                    return 0.64;
                }
                return c < 0x80 && Character.isLowerCase(c) && c != 'm' && c != 'w' ? 0.64 : 0.9;
            }
        }
    }
}
