package io.katsuo.layers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the parameters of a layer are called. The layers of the book's network are {@code affine1} and {@code affine2},
 * their parameters W1, b1, W2 and b2, and files are written with these names. All other names contain the whole name of
 * the layer, so that layers of different names never have parameters of one name.
 */
final class ParameterNames {
    private static final Pattern OF_THE_BOOK = Pattern.compile("affine([0-9]+)", Pattern.CASE_INSENSITIVE);

    private ParameterNames() {}

    /** The name of a layer's parameter that the formulas call by a letter. */
    static String of(String layer, String letter) {
        Matcher book = OF_THE_BOOK.matcher(layer);
        return book.matches() ? letter + book.group(1) : layer + "." + letter;
    }
}
