package io.katsuo.graph.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.katsuo.graph.diagram.Picture.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in a picture lies on anything else, but edges that cross edges. */
class NoOverlapTest {
    /** The further runs of the build, for other kernels, take fewer. */
    private static final double CASES = 500 * Double.parseDouble(System.getProperty("katsuo.test.cases", "1"));

    /** The numbers of a picture have two decimals. */
    private static final double ROUNDING = 0.005;

    @Test
    void randomDiagrams() throws Exception {
        for (long seed = 1; seed <= CASES; seed++) {
            checkRandom(seed);
        }
    }

    /** A steep edge ends beside a text as wide as its circle, above it or below it; a label begins where its edge bends. */
    @ParameterizedTest
    @ValueSource(longs = {3726, 8011, 1515})
    void steepEdgesPassTexts(long seed) throws Exception {
        checkRandom(seed);
    }

    private static void checkRandom(long seed) throws Exception {
        Diagram diagram = RandomDiagrams.next(new SplittableRandom(seed));
        try {
            check(diagram);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("diagram of seed " + seed + ": " + e.getMessage(), e);
        }
    }

    @Test
    void samples() throws Exception {
        for (Map.Entry<String, Diagram> each : Samples.all().entrySet()) {
            check(each.getValue());
        }
    }

    @Test
    void arrowsIntoANodeEndApart() throws Exception {
        for (Map.Entry<String, Diagram> each : Samples.all().entrySet()) {
            List<double[]> ends = Picture.of(each.getValue()).edges.stream()
                    .map(List::getLast)
                    .toList();
            for (int i = 1; i < ends.size(); i++) {
                assertTrue(leastDistance(ends.subList(0, i), ends.subList(i, i + 1)) > 5, each.getKey());
            }
        }
    }

    @Test
    void edgesOnTheWayToTheNextRowDoNotMeet() throws Exception {
        Diagram.Builder d = Diagram.builder("two chains");
        DiagramNode[] last = {d.text("x"), d.text("y")};
        for (int i = 0; i < 40; i++) {
            DiagramNode next = d.circle("×2");
            d.edge(last[i % 2], next, "123456", "123456");
            last[i % 2] = next;
        }
        DiagramNode sum = d.circle("+");
        d.edge(last[0], sum, "1", "1").edge(last[1], sum, "1", "1");
        Picture picture = Picture.of(d.build());
        assertTrue(picture.width < 1100, () -> picture.width + " wide");
        List<double[]> upper = new ArrayList<>();
        List<double[]> lower = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            (i % 2 == 0 ? upper : lower).addAll(picture.edges.get(i));
        }
        double least = leastDistance(upper, lower);
        assertTrue(least > 5, () -> "two edges come as near as " + least);
    }

    private static double leastDistance(List<double[]> some, List<double[]> others) {
        double least = Double.POSITIVE_INFINITY;
        for (double[] a : some) {
            for (double[] b : others) {
                least = Math.min(least, Math.hypot(a[0] - b[0], a[1] - b[1]));
            }
        }
        return least;
    }

    private static void check(Diagram diagram) throws Exception {
        Picture picture = Picture.of(diagram);
        assertEquals(diagram.edges().size(), picture.edges.size());
        assertEquals(
                diagram.nodes().stream()
                        .filter(node -> node.form() != DiagramNode.Form.TEXT)
                        .count(),
                picture.nodes.size());
        inside(picture);
        boxes(picture);
        for (List<double[]> edge : picture.edges) {
            edge(picture, edge);
        }
        apart(picture);
    }

    private static void inside(Picture picture) {
        Box paper = new Box(4, 4, picture.width - 4, picture.height - 4, 0, "paper");
        List<Box> all = new ArrayList<>(picture.nodes);
        all.addAll(picture.texts);
        all.addAll(picture.arrows);
        for (List<double[]> edge : picture.edges) {
            for (double[] point : edge) {
                all.add(new Box(point[0], point[1], point[0], point[1], 0, "edge"));
            }
        }
        all.forEach(box -> assertTrue(paper.contains(box), () -> box + " is outside " + paper));
    }

    /** Nodes, texts and arrows lie apart; only the text in a node is inside it. */
    private static void boxes(Picture picture) {
        List<Box> all = new ArrayList<>(picture.nodes);
        all.addAll(picture.texts);
        all.addAll(picture.arrows);
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                Box a = all.get(i);
                Box b = all.get(j);
                if (a.meets(b) && !(a.what().equals("node") && b.what().startsWith("text") && a.contains(b))) {
                    fail(a + " overlaps " + b);
                }
            }
        }
    }

    private static void edge(Picture picture, List<double[]> edge) {
        Box around = around(edge);
        for (Box node : near(picture.nodes, around)) {
            for (double[] point : edge) {
                double depth = node.depth(point[0], point[1]);
                assertTrue(depth < 0.5, () -> "an edge runs " + depth + " deep through " + node);
            }
        }
        List<Box> boxes = near(picture.texts, around);
        boxes.addAll(near(picture.arrows, around));
        for (Box box : boxes) {
            for (int i = 1; i < edge.size(); i++) {
                assertFalse(crosses(edge.get(i - 1), edge.get(i), box), () -> "an edge runs through " + box);
            }
        }
    }

    private static Box around(List<double[]> edge) {
        double left = Double.POSITIVE_INFINITY;
        double top = left;
        double right = -left;
        double bottom = -left;
        for (double[] point : edge) {
            left = Math.min(left, point[0] - 1);
            top = Math.min(top, point[1] - 1);
            right = Math.max(right, point[0] + 1);
            bottom = Math.max(bottom, point[1] + 1);
        }
        return new Box(left, top, right, bottom, 0, "edge");
    }

    private static List<Box> near(List<Box> boxes, Box around) {
        return new ArrayList<>(boxes.stream().filter(around::meets).toList());
    }

    /** Whether a short piece of an edge comes into a box; long pieces are level or upright. */
    private static boolean crosses(double[] a, double[] b, Box box) {
        return box.meets(new Box(
                Math.min(a[0], b[0]) + ROUNDING,
                Math.min(a[1], b[1]) - 0.1,
                Math.max(a[0], b[0]) - ROUNDING,
                Math.max(a[1], b[1]) + 0.1,
                0,
                ""));
    }

    /** No two edges are drawn on each other: their middles, where their labels are, differ. */
    private static void apart(Picture picture) {
        for (int i = 0; i < picture.edges.size(); i++) {
            for (int j = i + 1; j < picture.edges.size(); j++) {
                assertFalse(same(picture.edges.get(i), picture.edges.get(j)), "two edges lie on each other");
            }
        }
    }

    private static boolean same(List<double[]> a, List<double[]> b) {
        boolean same = a.size() == b.size();
        for (int i = 0; same && i < a.size(); i++) {
            same = Math.hypot(a.get(i)[0] - b.get(i)[0], a.get(i)[1] - b.get(i)[1]) < 2;
        }
        return same;
    }
}
