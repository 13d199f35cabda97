package io.katsuo.graph;

/** The two ways to write numbers, products and signs. */
enum Notation {
    /** As it is computed, for traces: -1 × a × 1. */
    SPELLED {
        @Override
        Formula number(double value) {
            String text = Numbers.exact(value);
            return text.startsWith("-") ? new Formula(text, Formula.SUM) : positive(text);
        }

        @Override
        Formula product(Formula a, Formula b) {
            return new Formula(a.operand(Formula.PRODUCT) + " × " + b.operand(Formula.PRODUCT), Formula.PRODUCT);
        }

        @Override
        Formula negative(Formula a) {
            return new Formula("-" + a.operand(Formula.PRODUCT), Formula.SUM);
        }
    },

    /** As people do, for pictures: −a. */
    SHORT {
        @Override
        Formula number(double value) {
            String text = Numbers.exact(value);
            return text.startsWith("-") ? negative(positive(text.substring(1))) : positive(text);
        }

        @Override
        Formula product(Formula a, Formula b) {
            boolean negative = a.negative() != b.negative();
            if (isOne(a) || isOne(b)) {
                Formula other = isOne(a) ? b : a;
                return new Formula(negative, other.text(), other.precedence());
            }
            String text = a.magnitude(Formula.PRODUCT) + "·" + b.magnitude(Formula.PRODUCT);
            return new Formula(negative, text, Formula.PRODUCT);
        }

        @Override
        Formula negative(Formula a) {
            return new Formula(!a.negative(), a.text(), a.precedence());
        }
    };

    abstract Formula number(double value);

    abstract Formula product(Formula a, Formula b);

    abstract Formula negative(Formula a);

    private static boolean isOne(Formula a) {
        return a.text().equals(Formula.ONE.text()) && a.precedence() == Formula.ONE.precedence();
    }

    /** An exponent is a power already. */
    private static Formula positive(String digits) {
        return new Formula(digits, digits.contains("E") ? Formula.POWER : Formula.ATOM);
    }
}
