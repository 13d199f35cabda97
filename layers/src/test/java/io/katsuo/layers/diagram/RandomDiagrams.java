package io.katsuo.layers.diagram;

import io.katsuo.core.random.Rng;
import java.util.ArrayList;
import java.util.List;

/** Diagrams of all shapes, drawn from a seed. */
final class RandomDiagrams {
    private static final String[] WORDS = {
        "×",
        "+",
        "/",
        "exp",
        "log",
        "**2",
        "×1.1",
        "",
        "x",
        "1",
        "−0.5344",
        "220.00000000000003",
        "number of apples",
        "苹果的单价",
        "1日元",
        "🐟",
        "e\u0301",
        "WWWW",
        "<&\">",
        "[100, 784]",
        "softmax",
        "iiiiiiiiiiiiiiii",
    };

    private RandomDiagrams() {}

    static Diagram next(Rng rng) {
        int count = 2 + rng.nextInt(59);
        Diagram.Builder d = Diagram.builder("random");
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(
                    switch (rng.nextInt(3)) {
                        case 0 -> d.circle(word(rng));
                        case 1 -> d.box(word(rng) + (rng.nextInt(2) == 0 ? "\n" + word(rng) : ""));
                        default -> d.text(word(rng));
                    });
        }
        int[] order = rng.permutation(count);
        // From loose pieces to dense tangles, from long chains to broad layers.
        int edges = rng.nextInt(2 * count);
        int reach = 1 + rng.nextInt(count);
        for (int i = 0; i < edges; i++) {
            int from = rng.nextInt(count - 1);
            int to = Math.min(count - 1, from + 1 + rng.nextInt(reach));
            int copies = rng.nextInt(10) == 0 ? 2 : 1;
            for (int copy = 0; copy < copies; copy++) {
                d.edge(nodes.get(order[from]), nodes.get(order[to]), word(rng), rng.nextInt(3) == 0 ? "" : word(rng));
            }
        }
        return d.build();
    }

    private static String word(Rng rng) {
        String word = WORDS[rng.nextInt(WORDS.length)];
        return rng.nextInt(50) == 0 ? word.repeat(200 / Math.max(1, word.length())) : word;
    }
}
