package io.katsuo.graph;

/** Two notations of numbers, products and signs. */
enum Notation {
    /** Every operation as it is computed, for traces: -1 × a × 1. */
    SPELLED {
        @Override
        FormulaText number(double value) {
            String text = NumberText.exact(value);
            return text.startsWith("-") ? new FormulaText(text, FormulaText.SUM) : positive(text);
        }

        @Override
        FormulaText product(FormulaText a, FormulaText b) {
            return new FormulaText(
                    a.operand(FormulaText.PRODUCT) + " × " + b.operand(FormulaText.PRODUCT), FormulaText.PRODUCT);
        }

        @Override
        FormulaText negative(FormulaText a) {
            return new FormulaText("-" + a.operand(FormulaText.PRODUCT), FormulaText.SUM);
        }
    },

    /** As on paper, for pictures: −a. */
    SHORT {
        @Override
        FormulaText number(double value) {
            String text = NumberText.exact(value);
            return text.startsWith("-") ? negative(positive(text.substring(1))) : positive(text);
        }

        @Override
        FormulaText product(FormulaText a, FormulaText b) {
            boolean negative = a.negative() != b.negative();
            if (isOne(a) || isOne(b)) {
                FormulaText other = isOne(a) ? b : a;
                return new FormulaText(negative, other.text(), other.precedence());
            }
            String text = a.magnitude(FormulaText.PRODUCT) + "·" + b.magnitude(FormulaText.PRODUCT);
            return new FormulaText(negative, text, FormulaText.PRODUCT);
        }

        @Override
        FormulaText negative(FormulaText a) {
            return new FormulaText(!a.negative(), a.text(), a.precedence());
        }
    };

    abstract FormulaText number(double value);

    abstract FormulaText product(FormulaText a, FormulaText b);

    abstract FormulaText negative(FormulaText a);

    private static boolean isOne(FormulaText a) {
        return a.text().equals(FormulaText.ONE.text()) && a.precedence() == FormulaText.ONE.precedence();
    }

    /** A number with an exponent binds like a power. */
    private static FormulaText positive(String digits) {
        return new FormulaText(digits, digits.contains("E") ? FormulaText.POWER : FormulaText.ATOM);
    }
}
