package io.katsuo.graph.diagram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pictures as the library's users draw them; the values are the chapter's. */
final class Samples {
    private Samples() {}

    static Map<String, Diagram> all() {
        Map<String, Diagram> all = new LinkedHashMap<>();
        all.put("apple", apple());
        all.put("apple-inside", appleInside());
        all.put("apple-orange", appleOrange());
        all.put("square", square());
        all.put("sigmoid", sigmoid());
        all.put("softmax", softmaxWithLoss());
        all.put("network", network(5));
        all.put("lego", network(20));
        all.put("chinese", chinese());
        return all;
    }

    /** Figure 5.5. */
    static Diagram apple() {
        Diagram.Builder d = Diagram.builder("Two apples");
        DiagramNode price = d.text("apple price");
        DiagramNode count = d.text("number of apples");
        DiagramNode tax = d.text("tax");
        DiagramNode times = d.circle("×");
        DiagramNode taxed = d.circle("×");
        DiagramNode out = d.text("total");
        d.edge(price, times, "100", "2.2").edge(count, times, "2", "110").edge(times, taxed, "200", "1.1");
        return d.edge(tax, taxed, "1.1", "200").edge(taxed, out, "220", "1").build();
    }

    /** Figure 5.1: what is multiplied by stands in the circle. */
    static Diagram appleInside() {
        Diagram.Builder d = Diagram.builder("Two apples, short");
        DiagramNode price = d.text("apple");
        DiagramNode times = d.circle("×2");
        DiagramNode taxed = d.circle("×1.1");
        DiagramNode out = d.text("");
        return d.edge(price, times, "100", "")
                .edge(times, taxed, "200", "")
                .edge(taxed, out, "220", "")
                .build();
    }

    /** Figure 5.15 with its gradients. */
    static Diagram appleOrange() {
        Diagram.Builder d = Diagram.builder("Apples and oranges");
        DiagramNode appleCount = d.text("number of apples");
        DiagramNode apple = d.text("apple price");
        DiagramNode orange = d.text("orange price");
        DiagramNode orangeCount = d.text("number of oranges");
        DiagramNode tax = d.text("tax");
        DiagramNode apples = d.circle("×");
        DiagramNode oranges = d.circle("×");
        DiagramNode sum = d.circle("+");
        DiagramNode taxed = d.circle("×");
        DiagramNode out = d.text("total");
        d.edge(appleCount, apples, "2", "110").edge(apple, apples, "100", "2.2");
        d.edge(orange, oranges, "150", "3.3").edge(orangeCount, oranges, "3", "165");
        d.edge(apples, sum, "200", "1.1").edge(oranges, sum, "450", "1.1").edge(sum, taxed, "650", "1.1");
        return d.edge(tax, taxed, "1.1", "650").edge(taxed, out, "715", "1").build();
    }

    static Diagram square() {
        Diagram.Builder d = Diagram.builder("x times x");
        DiagramNode x = d.text("x");
        DiagramNode times = d.circle("×");
        d.edge(x, times, "3", "3").edge(x, times, "3", "3");
        return d.edge(times, d.text("y"), "9", "1").build();
    }

    /** The sigmoid in steps, figure 5.20, at x = 1. */
    static Diagram sigmoid() {
        Diagram.Builder d = Diagram.builder("Sigmoid in steps");
        DiagramNode x = d.text("x");
        DiagramNode minus = d.text("−1");
        DiagramNode negate = d.circle("×");
        DiagramNode exp = d.circle("exp");
        DiagramNode one = d.text("1");
        DiagramNode plus = d.circle("+");
        DiagramNode reciprocal = d.circle("/");
        DiagramNode out = d.text("y");
        d.edge(x, negate, "1", "0.1966").edge(minus, negate, "−1", "−0.1966");
        d.edge(negate, exp, "−1", "−0.1966").edge(exp, plus, "0.3679", "−0.5344");
        d.edge(one, plus, "1", "−0.5344").edge(plus, reciprocal, "1.3679", "−0.5344");
        return d.edge(reciprocal, out, "0.7311", "1").build();
    }

    /** The appendix's graph for three classes, from elementary nodes. */
    static Diagram softmaxWithLoss() {
        Diagram.Builder d = Diagram.builder("Softmax with loss");
        String[] a = {"0.3", "2.9", "4.0"};
        String[] e = {"1.35", "18.17", "54.60"};
        String[] y = {"0.018", "0.245", "0.737"};
        String[] g = {"0.018", "0.245", "−0.263"};
        List<DiagramNode> exps = new ArrayList<>();
        DiagramNode sum = d.circle("+");
        for (int k = 0; k < 3; k++) {
            DiagramNode exp = d.circle("exp");
            d.edge(d.text("a" + (k + 1)), exp, a[k], g[k]).edge(exp, sum, e[k], "0.0135");
            exps.add(exp);
        }
        DiagramNode reciprocal = d.circle("/");
        d.edge(sum, reciprocal, "74.12", "0.0135");
        DiagramNode total = d.circle("+");
        for (int k = 0; k < 3; k++) {
            DiagramNode divide = d.circle("×");
            DiagramNode log = d.circle("log");
            DiagramNode times = d.circle("×");
            d.edge(exps.get(k), divide, e[k], "−0.018").edge(reciprocal, divide, "0.0135", "−74.12");
            d.edge(divide, log, y[k], k == 2 ? "−1.357" : "0").edge(log, times, "−0.305", k == 2 ? "−1" : "0");
            d.edge(d.text("t" + (k + 1)), times, k == 2 ? "1" : "0", "4.02")
                    .edge(times, total, k == 2 ? "−0.305" : "0", "−1");
        }
        DiagramNode negate = d.circle("×");
        d.edge(total, negate, "−0.305", "−1").edge(d.text("−1"), negate, "−1", "−0.305");
        return d.edge(negate, d.text("L"), "0.305", "1").build();
    }

    static Diagram network(int layers) {
        Diagram.Builder d = Diagram.builder("A network of " + layers + " layers");
        DiagramNode last = d.text("x");
        String shape = "[100, 784]";
        for (int i = 1; i <= layers; i++) {
            boolean affine = i % 2 == 1;
            String width = i >= layers - 1 ? "10" : "50";
            DiagramNode box = d.box(
                    affine
                            ? "Affine" + (i + 1) / 2 + "\nW [" + (i == 1 ? "784" : "50") + ", " + width + "]"
                            : "ReLU" + i / 2 + "\nmax(0, x)");
            d.edge(last, box, shape, "");
            shape = "[100, " + width + "]";
            last = box;
        }
        DiagramNode loss = d.box("Softmax\nwith loss");
        d.edge(last, loss, shape, "").edge(d.text("t"), loss, shape, "");
        return d.edge(loss, d.text("L"), "[1]", "").build();
    }

    static Diagram chinese() {
        Diagram.Builder d = Diagram.builder("苹果");
        DiagramNode times = d.circle("×");
        d.edge(d.text("苹果的单价"), times, "100日元", "2.2").edge(d.text("苹果的个数"), times, "2", "110");
        DiagramNode layer = d.box("仿射层\n权重 [2, 3]");
        return d.edge(times, layer, "200", "1.1")
                .edge(layer, d.text("支付金额"), "220", "1")
                .build();
    }
}
