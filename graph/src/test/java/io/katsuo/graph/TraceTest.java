package io.katsuo.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The traces, whole, since they are read by people. */
class TraceTest {
    private final Graph graph = new Graph();

    /** Item 20: the digits of double arithmetic show. */
    @Test
    void apples() {
        Node applePrice = graph.input("apple").multiply(graph.input("count"));
        Node price = applePrice.multiply(graph.input("tax")).named("price");
        Evaluation forward = graph.evaluate(100, 2, 1.1);
        assertEquals("""
                forward
                  apple  = 100
                  count  = 2
                  #3     = apple × count  = 100 × 2    = 200
                  tax    = 1.1
                  price  = #3 × tax       = 200 × 1.1  = 220.00000000000003
                """, forward.trace());
        assertEquals("""
                backward from price, upstream 1
                  node                upstream  to     local derivative  downstream
                  price = #3 × tax    1         #3     tax = 1.1         1 × 1.1 = 1.1
                                                tax    #3 = 200          1 × 200 = 200
                  #3 = apple × count  1.1       apple  count = 2         1.1 × 2 = 2.2
                                                count  apple = 100       1.1 × 100 = 110.00000000000001
                gradients
                  apple  = 2.2
                  count  = 110.00000000000001
                  tax    = 200
                """, forward.backward(price).trace());
    }

    @Test
    void sharedNodesShowEachSignal() {
        Node x = graph.input("x");
        Node t = x.branch().named("t");
        Node z = t.multiply(3).subtract(t.square()).named("z");
        assertEquals("""
                backward from z, upstream 2
                  node         upstream   to  local derivative  downstream
                  z = #3 − #4  2          #3  1                 2 × 1 = 2
                                          #4  -1                2 × (-1) = -2
                  #4 = t²      -2         t   2 × t = -1        (-2) × (-1) = 2
                  #3 = t × 3   2          t   3                 2 × 3 = 6
                  t = x        2 + 6 = 8  x   1                 8 × 1 = 8
                gradients
                  x  = 8
                """, graph.evaluate(-0.5).backward(z, 2).trace());
    }

    @Test
    void everyOperation() {
        Node x = graph.input("x");
        Node minus = x.multiply(graph.constant(-1));
        Node y = minus.exp().add(1).reciprocal().log();
        Node u = y.max(-0.5).add(y.apply("f", v -> 2 * v, v -> 2), y.subtract(x));
        Evaluation forward = graph.evaluate(0);
        assertEquals("""
                forward
                  x    = 0
                  #3   = x × (-1)       = 0 × (-1)                                                = -0
                  #4   = exp(#3)        = exp(-0)                                                 = 1
                  #5   = #4 + 1         = 1 + 1                                                   = 2
                  #6   = 1 / #5         = 1 / 2                                                   = 0.5
                  #7   = log(#6)        = log(0.5)                                                = -0.6931471805599453
                  #8   = max(#7, -0.5)  = max(-0.6931471805599453, -0.5)                          = -0.5
                  #9   = f(#7)          = f(-0.6931471805599453)                                  = -1.3862943611198906
                  #10  = #7 − x         = (-0.6931471805599453) − 0                               = -0.6931471805599453
                  #11  = #8 + #9 + #10  = (-0.5) + (-1.3862943611198906) + (-0.6931471805599453)  = -2.5794415416798357
                """, forward.trace());
        assertEquals("""
                backward from #11, upstream 1
                  node                 upstream       to   local derivative  downstream
                  #11 = #8 + #9 + #10  1              #8   1                 1 × 1 = 1
                                                      #9   1                 1 × 1 = 1
                                                      #10  1                 1 × 1 = 1
                  #10 = #7 − x         1              #7   1                 1 × 1 = 1
                                                      x    -1                1 × (-1) = -1
                  #9 = f(#7)           1              #7   f′(#7) = 2        1 × 2 = 2
                  #8 = max(#7, -0.5)   1              #7   [#7 > -0.5] = 0   1 × 0 = 0
                  #7 = log(#6)         1 + 2 + 0 = 3  #6   1 / #6 = 2        3 × 2 = 6
                  #6 = 1 / #5          6              #5   -#6² = -0.25      6 × (-0.25) = -1.5
                  #5 = #4 + 1          -1.5           #4   1                 (-1.5) × 1 = -1.5
                  #4 = exp(#3)         -1.5           #3   #4 = 1            (-1.5) × 1 = -1.5
                  #3 = x × (-1)        -1.5           x    -1                (-1.5) × (-1) = 1.5
                                                      -1   x = 0             (-1.5) × 0 = -0
                gradients
                  x  = (-1) + 1.5 = 0.5
                """, forward.backward(u).trace());
    }

    /** A tie sends everything to the second operand. */
    @Test
    void switches() {
        Node z = graph.input("a").max(graph.input("b")).named("z");
        assertEquals("""
                backward from z, upstream 3
                  node           upstream  to  local derivative  downstream
                  z = max(a, b)  3         a   [a > b] = 0       3 × 0 = 0
                                           b   [a ≤ b] = 1       3 × 1 = 3
                gradients
                  a  = 0
                  b  = 3
                """, graph.evaluate(2, 2).backward(z, 3).trace());
    }

    /** What a debugger or a failing test shows of an evaluation. */
    @Test
    void anEvaluationAsText() {
        graph.input("apple").multiply(graph.input("tax")).named("price");
        assertEquals(
                "apple = 100, tax = 1.1, price = 110.00000000000001",
                graph.evaluate(100, 1.1).toString());
    }

    /** ∞ × 0 is NaN, which is not what a switch sends; a derivative of NaN is no switch. */
    @Test
    void aSwitchThatIsOffMultipliesNothing() {
        Node a = graph.input("a");
        Node relu = a.max(0);
        String trace =
                graph.evaluate(-1).backward(relu, Double.POSITIVE_INFINITY).trace();
        assertTrue(trace.contains("[a > 0] = 0       switched off: 0\n"), trace);
        Node f = a.apply("f", v -> v, v -> Double.NaN);
        String nan = graph.evaluate(-1).backward(f).trace();
        assertTrue(nan.contains("1 × NaN = NaN"), nan);
    }

    /** Names of several words stay as they are in products; others that are no identifiers get parentheses. */
    @Test
    void namesThatLookLikeFormulas() {
        Node price = graph.input("apple price").multiply(graph.input("a + b"));
        price.reciprocal();
        String trace = graph.evaluate(2, 3).trace();
        assertTrue(trace.contains("= apple price × (a + b)  = 2 × 3"), trace);
    }
}
