package io.katsuo.layers.graph;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The operations of the book's graphs. */
enum Elementary implements Operation {
    ADD("+") {
        @Override
        public double forward(double[] x) {
            double sum = x[0];
            for (int i = 1; i < x.length; i++) {
                sum += x[i];
            }
            return sum;
        }

        @Override
        public double local(int k, double[] x, double y) {
            return 1;
        }

        @Override
        public String localFormula(int k, String[] x, String y) {
            return "1";
        }
    },

    SUBTRACT("−") {
        @Override
        public double forward(double[] x) {
            return x[0] - x[1];
        }

        @Override
        public double local(int k, double[] x, double y) {
            return k == 0 ? 1 : -1;
        }

        @Override
        public String localFormula(int k, String[] x, String y) {
            return k == 0 ? "1" : "-1";
        }
    },

    MULTIPLY("×") {
        @Override
        public double forward(double[] x) {
            return x[0] * x[1];
        }

        @Override
        public double local(int k, double[] x, double y) {
            return x[1 - k];
        }

        @Override
        public String localFormula(int k, String[] x, String y) {
            return x[1 - k];
        }
    },

    RECIPROCAL("/") {
        @Override
        public double forward(double[] x) {
            return 1 / x[0];
        }

        @Override
        public double local(int k, double[] x, double y) {
            return -(y * y);
        }

        @Override
        public String formula(String[] x) {
            return "1 / " + inParentheses(x[0]);
        }

        @Override
        public String localFormula(int k, String[] x, String y) {
            return "-" + inParentheses(y) + "²";
        }
    },

    EXP("exp") {
        @Override
        public double forward(double[] x) {
            // Math.exp may differ in the last digit from machine to machine, and traces show all digits.
            return StrictMath.exp(x[0]);
        }

        @Override
        public double local(int k, double[] x, double y) {
            return y;
        }

        @Override
        public String formula(String[] x) {
            return called(x);
        }

        @Override
        public String localFormula(int k, String[] x, String y) {
            return y;
        }
    },

    LOG("log") {
        @Override
        public double forward(double[] x) {
            return StrictMath.log(x[0]);
        }

        @Override
        public double local(int k, double[] x, double y) {
            return 1 / x[0];
        }

        @Override
        public String formula(String[] x) {
            return called(x);
        }

        @Override
        public String localFormula(int k, String[] x, String y) {
            return "1 / " + inParentheses(x[0]);
        }
    },

    SQUARE("**2") {
        @Override
        public double forward(double[] x) {
            return x[0] * x[0];
        }

        @Override
        public double local(int k, double[] x, double y) {
            return 2 * x[0];
        }

        @Override
        public String formula(String[] x) {
            return inParentheses(x[0]) + "²";
        }

        @Override
        public String localFormula(int k, String[] x, String y) {
            return "2 × " + inParentheses(x[0]);
        }
    },

    /** A switch: the whole signal to one side, and 0 to the other, even of an infinite signal. */
    MAX("max") {
        @Override
        public double forward(double[] x) {
            return Math.max(x[0], x[1]);
        }

        @Override
        public double local(int k, double[] x, double y) {
            boolean first = x[0] > x[1] || Double.isNaN(x[0]);
            return first == (k == 0) ? 1 : 0;
        }

        @Override
        public double downstream(double upstream, double local) {
            return local == 0 ? 0 : upstream;
        }

        @Override
        public String formula(String[] x) {
            return called(x);
        }

        @Override
        public String localFormula(int k, String[] x, String y) {
            return "[" + x[0] + (k == 0 ? " > " : " ≤ ") + x[1] + "]";
        }
    },

    BRANCH("branch") {
        @Override
        public double forward(double[] x) {
            return x[0];
        }

        @Override
        public double local(int k, double[] x, double y) {
            return 1;
        }

        @Override
        public String formula(String[] x) {
            return x[0];
        }

        @Override
        public String localFormula(int k, String[] x, String y) {
            return "1";
        }
    };

    private final String label;

    Elementary(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** The operands with the sign between them. */
    @Override
    public String formula(String[] x) {
        return Arrays.stream(x).map(Elementary::inParentheses).collect(Collectors.joining(" " + label + " "));
    }

    String called(String[] x) {
        return label + "(" + String.join(", ", x) + ")";
    }

    static String inParentheses(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("−");
        return signed || Product.isCompound(text) ? "(" + text + ")" : text;
    }
}
