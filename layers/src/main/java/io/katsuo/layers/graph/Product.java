package io.katsuo.layers.graph;

import java.util.ArrayList;
import java.util.List;

/** A product of formulas, written as people do: −a·b instead of -1 × a × 1 × b. */
final class Product {
    private static final String TIMES = " × ";

    private final List<String> factors = new ArrayList<>();
    private boolean negative;

    /** Multiplies by a formula, which may be a product itself. */
    Product times(String formula) {
        int start = 0;
        int depth = 0;
        for (int i = 0; i < formula.length(); i++) {
            depth += depthChange(formula.charAt(i));
            if (depth == 0 && formula.startsWith(TIMES, i)) {
                factor(formula.substring(start, i));
                start = i + TIMES.length();
            }
        }
        factor(formula.substring(start));
        return this;
    }

    private void factor(String text) {
        boolean whole = text.startsWith("(") && closes(text) == text.length() - 1;
        String bare = whole ? text.substring(1, text.length() - 1) : text;
        if (isCompound(bare)) {
            factors.add("(" + bare + ")");
        } else if (bare.startsWith("-") || bare.startsWith("−")) {
            negative = !negative;
            factor(bare.substring(1));
        } else if (!bare.equals("1")) {
            factors.add(bare);
        }
    }

    /** Where the first parenthesis closes. */
    private static int closes(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += depthChange(text.charAt(i));
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a sign stands outside of all parentheses, which would bind weaker than multiplication. */
    static boolean isCompound(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += depthChange(text.charAt(i));
            if (depth == 0 && (text.startsWith(" + ", i) || text.startsWith(" − ", i) || text.startsWith(" / ", i))) {
                return true;
            }
        }
        return false;
    }

    private static int depthChange(char c) {
        return c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    }

    /** The factors; a sum that is the only factor needs no parentheses. */
    @Override
    public String toString() {
        String product = factors.isEmpty() ? "1" : String.join("·", factors);
        if (factors.size() == 1 && !negative && product.startsWith("(") && closes(product) == product.length() - 1) {
            return product.substring(1, product.length() - 1);
        }
        return negative ? "−" + product : product;
    }
}
