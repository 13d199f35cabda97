package io.katsuo.graph;

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
        public FormulaText formula(Notation notation, FormulaText[] x) {
            return FormulaText.sum(label(), x);
        }

        @Override
        public FormulaText localFormula(Notation notation, int k, FormulaText[] x, FormulaText y) {
            return FormulaText.ONE;
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
        public FormulaText formula(Notation notation, FormulaText[] x) {
            return FormulaText.sum(label(), x);
        }

        @Override
        public FormulaText localFormula(Notation notation, int k, FormulaText[] x, FormulaText y) {
            return notation.number(k == 0 ? 1 : -1);
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
        public FormulaText formula(Notation notation, FormulaText[] x) {
            return notation.product(x[0], x[1]);
        }

        @Override
        public FormulaText localFormula(Notation notation, int k, FormulaText[] x, FormulaText y) {
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
        public FormulaText formula(Notation notation, FormulaText[] x) {
            return x[0].reciprocal();
        }

        @Override
        public FormulaText localFormula(Notation notation, int k, FormulaText[] x, FormulaText y) {
            return notation.negative(y.square());
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
        public FormulaText formula(Notation notation, FormulaText[] x) {
            return FormulaText.call(label(), x);
        }

        @Override
        public FormulaText localFormula(Notation notation, int k, FormulaText[] x, FormulaText y) {
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
        public FormulaText formula(Notation notation, FormulaText[] x) {
            return FormulaText.call(label(), x);
        }

        @Override
        public FormulaText localFormula(Notation notation, int k, FormulaText[] x, FormulaText y) {
            return x[0].reciprocal();
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
        public FormulaText formula(Notation notation, FormulaText[] x) {
            return x[0].square();
        }

        @Override
        public FormulaText localFormula(Notation notation, int k, FormulaText[] x, FormulaText y) {
            return notation.product(notation.number(2), x[0]);
        }
    },

    /** A switch: the whole gradient to one side, and 0 to the other, even if the gradient is infinite. */
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
        public FormulaText formula(Notation notation, FormulaText[] x) {
            return FormulaText.call(label(), x);
        }

        @Override
        public FormulaText localFormula(Notation notation, int k, FormulaText[] x, FormulaText y) {
            return new FormulaText("[" + x[0] + (k == 0 ? " > " : " ≤ ") + x[1] + "]", FormulaText.ATOM);
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
        public FormulaText formula(Notation notation, FormulaText[] x) {
            return x[0];
        }

        @Override
        public FormulaText localFormula(Notation notation, int k, FormulaText[] x, FormulaText y) {
            return FormulaText.ONE;
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
}
