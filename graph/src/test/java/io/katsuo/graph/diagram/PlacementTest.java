package io.katsuo.graph.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static Vertex node(Placement layout, int index) {
        return layout.nodes().get(index);
    }

    @Test
    void theMainWayOfAnAppleIsStraightAndItsInputsStandInOrder() {
        Placement layout = Placement.of(Samples.apple());
        Vertex price = node(layout, 0);
        Vertex count = node(layout, 1);
        Vertex tax = node(layout, 2);
        Vertex times = node(layout, 3);
        assertTrue(price.y < count.y);
        assertEquals((price.y + count.y) / 2, times.y, 1, "in the middle of its inputs");
        assertEquals(times.y, node(layout, 4).y);
        assertEquals(times.y, node(layout, 5).y);
        assertTrue(tax.y > times.y, "tax below the main way");
        assertEquals(times.column, tax.column, "tax beside its use");
    }

    @Test
    void twoFruitsAreSymmetric() {
        Placement layout = Placement.of(Samples.appleOrange());
        double middle = node(layout, 7).y;
        for (int i = 1; i < 4; i++) {
            assertTrue(node(layout, i - 1).y < node(layout, i).y, "inputs from top to bottom as added");
        }
        assertEquals(2 * middle, node(layout, 0).y + node(layout, 3).y, 1.5);
        assertEquals(2 * middle, node(layout, 5).y + node(layout, 6).y, 1.5);
        assertEquals(middle, node(layout, 8).y);
        assertEquals((node(layout, 0).y + node(layout, 1).y) / 2, node(layout, 5).y, 4, "in the middle of its inputs");
    }

    @Test
    void aChainIsStraightAsLongAsThePageIsWide() {
        Placement layout = Placement.of(Samples.network(3));
        double y = node(layout, 1).y;
        layout.nodes().subList(1, 3).forEach(vertex -> assertEquals(y, vertex.y));
    }

    @Test
    void aLongChainGoesOnInFurtherRows() {
        Placement layout = Placement.of(Samples.network(20));
        assertTrue(layout.width() < 950, () -> layout.width() + " wide");
        Placement rows = Placement.of(chain(60));
        assertTrue(rows.width() < 950, () -> rows.width() + " wide");
        for (int i = 1; i < 60; i++) {
            Vertex before = node(rows, i - 1);
            Vertex after = node(rows, i);
            assertTrue(before.y == after.y ? before.x < after.x : before.y < after.y, "reads like a text");
        }
    }

    /** Neither the depth of a chain nor the breadth of a node may cost stack or the square of the edges. */
    @Test
    void thousandsOfNodes() {
        Diagram.Builder chain = Diagram.builder("deep");
        DiagramNode last = chain.text("x");
        for (int i = 0; i < 5000; i++) {
            DiagramNode next = chain.circle("×2");
            chain.edge(last, next, "1", "1");
            last = next;
        }
        Placement deep = Placement.of(chain.build());
        assertEquals(5001, deep.nodes().size());
        assertTrue(deep.width() < 1500, () -> deep.width() + " wide");
        Diagram.Builder star = Diagram.builder("broad");
        DiagramNode sum = star.circle("+");
        for (int i = 0; i < 2000; i++) {
            star.edge(star.text("x" + i), sum, "1", "1");
        }
        Placement broad = Placement.of(star.build());
        for (int i = 2; i <= 2000; i++) {
            assertTrue(node(broad, i - 1).y < node(broad, i).y, "inputs from top to bottom as added");
        }
    }

    @Test
    void oneRowIsAsLongAsItCanBeAndNoRowIsLeftWithTheRest() {
        double longest = 0;
        for (int count = 2; count <= 60; count++) {
            Placement layout = Placement.of(chain(count));
            double last = layout.nodes().getLast().y;
            long inLastRow =
                    layout.nodes().stream().filter(node -> node.y == last).count();
            if (inLastRow == count) {
                longest = Math.max(longest, layout.width());
            }
            assertTrue(inLastRow == count || inLastRow >= 3, inLastRow + " of " + count + " in the last row");
        }
        assertTrue(longest > 1250 && longest < 1400, "one row, " + longest + " wide");
    }

    private static Diagram chain(int count) {
        Diagram.Builder chain = Diagram.builder("a chain of " + count);
        DiagramNode last = chain.text("x");
        for (int i = 1; i < count; i++) {
            DiagramNode next = chain.circle("×2");
            chain.edge(last, next, "1.2345", "0.5");
            last = next;
        }
        return chain.build();
    }

    @Test
    void aSkippedWayGoesRoundAndTheShortOneIsStraight() {
        Diagram.Builder d = Diagram.builder("residual");
        DiagramNode x = d.text("x");
        DiagramNode f = d.box("f");
        DiagramNode g = d.box("g");
        DiagramNode plus = d.circle("+");
        d.edge(x, f, "", "").edge(f, g, "", "").edge(x, plus, "", "").edge(g, plus, "", "");
        Placement layout = Placement.of(d.build());
        layout.nodes().forEach(vertex -> assertEquals(node(layout, 0).y, vertex.y));
    }

    @Test
    void treesHaveNoCrossings() {
        Diagram.Builder d = Diagram.builder("tree");
        List<DiagramNode> level = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            level.add(d.text("x" + i));
        }
        // The inputs are used from both ends at once: as added, they would cross.
        List<DiagramNode> shuffled = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Collections.addAll(shuffled, level.get(i), level.get(15 - i));
        }
        level = shuffled;
        while (level.size() > 1) {
            List<DiagramNode> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                DiagramNode sum = d.circle("+");
                d.edge(level.get(i), sum, "", "").edge(level.get(i + 1), sum, "", "");
                above.add(sum);
            }
            level = above;
        }
        assertEquals(0, crossings(d.build()));
    }

    @Test
    void fewEdgesOfSoftmaxWithLossCross() {
        assertEquals(2, crossings(Samples.softmaxWithLoss()));
    }

    @Test
    void exchangesOfNeighboursSaveCrossings() {
        int count = 0;
        for (int seed = 1; seed <= 20; seed++) {
            count += crossings(RandomDiagrams.next(new SplittableRandom(seed)));
        }
        int total = count;
        assertTrue(total <= 175, () -> total + " crossings");
    }

    private static int crossings(Diagram diagram) {
        Columns graph = Columns.of(diagram, Topology.of(diagram));
        Ordering.apply(graph);
        int count = 0;
        for (List<Vertex> column : graph.columns()) {
            for (Vertex upper : column) {
                for (Vertex lower : column) {
                    for (Vertex a : upper.right) {
                        count += (int) lower.right.stream()
                                .filter(b -> upper.place < lower.place && a.place > b.place)
                                .count();
                    }
                }
            }
        }
        return count;
    }
}
