package io.katsuo.graph.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DiagramTest {
    @Test
    void anEmptyDiagramIsRefused() {
        assertEquals(
                "diagram 'none': no nodes",
                refusal(() -> Diagram.builder("none").build()));
    }

    @Test
    void aCycleIsRefusedAndWalkedAlong() {
        Diagram.Builder d = Diagram.builder("ring");
        DiagramNode input = d.text("in");
        DiagramNode a = d.circle("a");
        DiagramNode b = d.circle("b");
        DiagramNode c = d.circle("c");
        DiagramNode out = d.text("out");
        d.edge(input, a, "", "")
                .edge(a, b, "", "")
                .edge(b, c, "", "")
                .edge(c, a, "", "")
                .edge(c, out, "", "");
        assertEquals("diagram 'ring': the edges form a cycle: 'a' → 'b' → 'c' → 'a'", refusal(d::build));
    }

    @Test
    void anEdgeFromANodeToItselfIsRefused() {
        Diagram.Builder d = Diagram.builder("loop");
        DiagramNode a = d.circle("a");
        assertEquals("diagram 'loop': an edge from 'a' to itself", refusal(() -> d.edge(a, a, "", "")));
    }

    @Test
    void aForeignNodeIsRefused() {
        Diagram.Builder d = Diagram.builder("mine");
        DiagramNode mine = d.circle("a");
        DiagramNode yours = Diagram.builder("yours").circle("a");
        assertEquals("diagram 'mine': the node 'a' is of another diagram", refusal(() -> d.edge(mine, yours, "", "")));
        assertEquals("diagram 'mine': the node 'a' is of another diagram", refusal(() -> d.edge(yours, mine, "", "")));
    }

    @Test
    void nullIsRefused() {
        Diagram.Builder d = Diagram.builder("t");
        DiagramNode a = d.circle("a");
        DiagramNode b = d.circle("b");
        assertThrows(NullPointerException.class, () -> Diagram.builder(null));
        assertThrows(NullPointerException.class, () -> d.text(null));
        assertThrows(NullPointerException.class, () -> d.edge(a, null, "", ""));
        assertThrows(NullPointerException.class, () -> d.edge(a, b, null, ""));
        assertThrows(NullPointerException.class, () -> d.edge(a, b, "", null));
        assertEquals(0, d.build().edges().size());
    }

    @Test
    void whatIsBuiltDoesNotChange() {
        Diagram.Builder d = Diagram.builder("t");
        DiagramNode a = d.circle("a");
        Diagram before = d.build();
        String svg = before.toSvg();
        d.edge(a, d.circle("b"), "1", "2");
        assertEquals(svg, before.toSvg());
        assertEquals(2, d.build().nodes().size());
    }

    private static String refusal(Executable build) {
        return assertThrows(IllegalArgumentException.class, build).getMessage();
    }
}
