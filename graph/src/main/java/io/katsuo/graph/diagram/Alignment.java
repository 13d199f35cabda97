package io.katsuo.graph.diagram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses the vertices that are level with each other, in lines from left to right that do not cross: the main way
 * through a node, the inside of long edges, and the labels of an edge with one of its ends.
 */
final class Alignment {
    private final Columns graph;
    private final Vertex[][] next;
    private final Vertex[][] previous;
    /** The edge that each point between nodes belongs to. */
    private final Map<Vertex, Integer> edgeThrough = new HashMap<>();

    private Alignment(Columns graph) {
        this.graph = graph;
        next = new Vertex[graph.columns().size()][];
        previous = new Vertex[next.length][];
        for (int c = 0; c < next.length; c++) {
            next[c] = new Vertex[graph.columns().get(c).size()];
            previous[c] = new Vertex[next[c].length];
        }
        for (int e = 0; e < graph.chains().size(); e++) {
            List<Vertex> chain = graph.chains().get(e);
            for (Vertex point : chain.subList(1, chain.size() - 1)) {
                edgeThrough.put(point, e);
            }
        }
    }

    /** The lines of vertices that stand level; each vertex is in exactly one. */
    static List<List<Vertex>> lines(Columns graph) {
        Alignment alignment = new Alignment(graph);
        alignment.link();
        return alignment.collect();
    }

    private void link() {
        int count = graph.chains().size();
        boolean[] mainIn = new boolean[count];
        boolean[] mainOut = new boolean[count];
        for (Vertex node : graph.nodes()) {
            mark(mainIn, node, true);
            mark(mainOut, node, false);
        }
        for (int e = 0; e < count; e++) {
            if (mainIn[e] && mainOut[e]) {
                link(graph.chains().get(e));
            }
        }
        for (List<Vertex> chain : graph.chains()) {
            link(chain.subList(1, chain.size() - 1));
        }
        for (int e = 0; e < count; e++) {
            List<Vertex> chain = graph.chains().get(e);
            if (mainIn[e]) {
                link(chain.subList(chain.size() - 2, chain.size()));
            } else if (mainOut[e]) {
                link(chain.subList(0, 2));
            }
        }
    }

    /**
     * The edge that goes straight into or out of a node: of those from operations, or of all if there are none, of
     * these the shortest, the one in the middle; none if their number is even, so that the node stands between them.
     */
    private void mark(boolean[] main, Vertex node, boolean in) {
        List<Integer> candidates = new ArrayList<>();
        int[] least = {2, Integer.MAX_VALUE};
        for (Vertex neighbour : in ? node.left : node.right) {
            int e = edgeThrough.get(neighbour);
            List<Vertex> chain = graph.chains().get(e);
            int[] rank = {in && chain.getFirst().left.isEmpty() ? 1 : 0, chain.size()};
            int order = Arrays.compare(rank, least);
            if (order < 0) {
                candidates.clear();
                least = rank;
            }
            if (order <= 0) {
                candidates.add(e);
            }
        }
        if (candidates.size() % 2 == 1) {
            main[candidates.get(candidates.size() / 2)] = true;
        }
    }

    private void link(List<Vertex> chain) {
        for (int i = 1; i < chain.size(); i++) {
            Vertex a = chain.get(i - 1);
            Vertex b = chain.get(i);
            if (next[a.column][a.place] == null && previous[b.column][b.place] == null && !crosses(a, b)) {
                next[a.column][a.place] = b;
                previous[b.column][b.place] = a;
            }
        }
    }

    private boolean crosses(Vertex a, Vertex b) {
        for (int place = 0; place < next[a.column].length; place++) {
            Vertex other = next[a.column][place];
            if (other != null && (place < a.place) != (other.place < b.place)) {
                return true;
            }
        }
        return false;
    }

    private List<List<Vertex>> collect() {
        List<List<Vertex>> lines = new ArrayList<>();
        for (List<Vertex> column : graph.columns()) {
            for (Vertex vertex : column) {
                if (previous[vertex.column][vertex.place] == null) {
                    List<Vertex> line = new ArrayList<>();
                    for (Vertex v = vertex; v != null; v = next[v.column][v.place]) {
                        line.add(v);
                    }
                    lines.add(line);
                }
            }
        }
        return lines;
    }
}
