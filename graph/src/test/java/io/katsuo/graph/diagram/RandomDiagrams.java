package io.katsuo.graph.diagram;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

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

    static Diagram next(SplittableRandom rng) {
        int count = 2 + below(59, rng);
        Diagram.Builder d = Diagram.builder("random");
        List<DiagramNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(
                    switch (below(3, rng)) {
                        case 0 -> d.circle(word(rng));
                        case 1 -> d.box(word(rng) + (below(2, rng) == 0 ? "\n" + word(rng) : ""));
                        default -> d.text(word(rng));
                    });
        }
        for (int i = 0; i < count; i++) {
            Collections.swap(nodes, i, below(i + 1, rng));
        }
        // From loose pieces to dense tangles, from long chains to broad layers.
        int edges = below(2 * count, rng);
        int reach = 1 + below(count, rng);
        for (int i = 0; i < edges; i++) {
            int from = below(count - 1, rng);
            int to = Math.min(count - 1, from + 1 + below(reach, rng));
            int copies = below(10, rng) == 0 ? 2 : 1;
            for (int copy = 0; copy < copies; copy++) {
                d.edge(nodes.get(from), nodes.get(to), word(rng), below(3, rng) == 0 ? "" : word(rng));
            }
        }
        return d.build();
    }

    /** Multiplies instead of dividing; the bias is below 2<sup>-26</sup>. */
    private static int below(int bound, SplittableRandom rng) {
        return (int) ((rng.nextLong() >>> 32) * bound >>> 32);
    }

    private static String word(SplittableRandom rng) {
        String word = WORDS[below(WORDS.length, rng)];
        return below(50, rng) == 0 ? word.repeat(200 / Math.max(1, word.length())) : word;
    }
}
