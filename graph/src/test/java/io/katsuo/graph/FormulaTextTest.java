package io.katsuo.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Formulas are joined as people would write them, and still mean the same. */
class FormulaTextTest {
    private static final FormulaText A = FormulaText.name("a");
    private static final FormulaText B = FormulaText.name("b");
    private static final FormulaText E = FormulaText.signal("E");

    @Test
    void onesAndSigns() {
        assertEquals("1", product(FormulaText.ONE));
        assertEquals("−1", product(number(-1)));
        assertEquals("E", product(FormulaText.ONE, E, FormulaText.ONE));
        assertEquals("−E·a²", product(E, negative(A.square())));
        assertEquals("E·a", product(E, number(-1), negative(A)));
        assertEquals("a", product(number(-1), negative(A)));
        assertEquals("2·a", product(number(2), A));
        assertEquals("(−a)²", negative(A).square().toString());
        assertEquals("1 / (−a)", negative(A).reciprocal().toString());
        assertEquals("a + (−b)", FormulaText.sum("+", A, negative(B)).toString());
        assertEquals("exp(−a)", FormulaText.call("exp", negative(A)).toString());
    }

    @Test
    void sumsAndQuotientsStayTogether() {
        FormulaText difference = FormulaText.sum("−", A, B);
        assertEquals("a − b", product(difference));
        assertEquals("−(a − b)", product(number(-1), difference));
        assertEquals("a − b", product(number(-1), number(-1), difference));
        assertEquals("2·(a − b)", product(number(2), difference));
        assertEquals("E·(1 / a)", product(E, A.reciprocal()));
        assertEquals("−(1 / a)", product(number(-1), A.reciprocal()));
        assertEquals("(a + b)·(a − b)", product(FormulaText.sum("+", A, B), difference));
        assertEquals("a − (a − b)", FormulaText.sum("−", A, difference).toString());
    }

    /** Each of these was printed as if · and ² bound nothing. */
    @Test
    void productsAndPowersBind() {
        FormulaText product = Notation.SHORT.product(A, B);
        assertEquals("(a·b)²", product.square().toString());
        assertEquals("1 / (a·b)", product.reciprocal().toString());
        assertEquals("(a²)²", A.square().square().toString());
        assertEquals("1 / a²", A.square().reciprocal().toString());
        assertEquals("a·b·a²", product(product, A.square()));
        assertEquals("(1 / (a·b))·b", product(FormulaText.ONE, product.reciprocal(), B));
        assertEquals("1.0E-5·a", product(number(1e-5), A));
        assertEquals("(1.0E-5)²", number(1e-5).square().toString());
    }

    /** Names and signals are the user's, and are never read as formulas. */
    @Test
    void oddNames() {
        assertEquals("(1)·a", product(FormulaText.name("1"), A));
        assertEquals("(a × b + c)·2", product(FormulaText.name("a × b + c"), number(2)));
        assertEquals("(x))·(()", product(FormulaText.name("x)"), FormulaText.name("(")));
        assertEquals("(apple-price)·2", product(FormulaText.name("apple-price"), number(2)));
        assertEquals("(-x)·a", product(FormulaText.name("-x"), A));
        assertEquals(
                "apple price·苹果·x₁·#3",
                product(
                        FormulaText.name("apple price"),
                        FormulaText.name("苹果"),
                        FormulaText.name("x₁"),
                        FormulaText.name("#3")));
        assertEquals("(apple price)²", FormulaText.name("apple price").square().toString());
        assertEquals("(y²)²", FormulaText.name("y²").square().toString());
        assertEquals("a", product(FormulaText.signal("1"), A));
        assertEquals("∂L/∂z·a", product(FormulaText.signal("∂L/∂z"), A));
        assertEquals("(a × b + c)·a", product(FormulaText.signal("a × b + c"), A));
    }

    private static FormulaText number(double value) {
        return Notation.SHORT.number(value);
    }

    private static FormulaText negative(FormulaText formula) {
        return Notation.SHORT.negative(formula);
    }

    private static String product(FormulaText... formulas) {
        FormulaText product = FormulaText.ONE;
        for (FormulaText formula : formulas) {
            product = Notation.SHORT.product(product, formula);
        }
        return product.toString();
    }
}
