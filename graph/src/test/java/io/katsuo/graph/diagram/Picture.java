package io.katsuo.graph.diagram;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What an SVG text shows, read back from it: the tests judge what is drawn, not what was planned. */
final class Picture {
    /** A rectangle with round corners; bare text and arrows have none. */
    record Box(double left, double top, double right, double bottom, double radius, String what) {
        boolean meets(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean contains(Box other) {
            return left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom;
        }

        /** How deep a point lies inside; negative outside. */
        double depth(double x, double y) {
            double dx = Math.max(Math.max(left + radius - x, x - right + radius), 0);
            double dy = Math.max(Math.max(top + radius - y, y - bottom + radius), 0);
            if (dx > 0 && dy > 0) {
                return radius - Math.hypot(dx, dy);
            }
            return Math.min(Math.min(x - left, right - x), Math.min(y - top, bottom - y));
        }
    }

    private static final Pattern STEP = Pattern.compile("([MLCQ])([-0-9. MLCQ]*?)(?=[MLCQZ]|$)");
    private static final int PIECES = 24;

    final Document document;
    final double width;
    final double height;
    final List<Box> nodes = new ArrayList<>();
    final List<Box> texts = new ArrayList<>();
    final List<Box> arrows = new ArrayList<>();
    /** The points of each edge, close together. */
    final List<List<double[]>> edges = new ArrayList<>();

    private Picture(Document document) {
        this.document = document;
        Element svg = document.getDocumentElement();
        width = number(svg, "width");
        height = number(svg, "height");
        for (Element each : all("rect", "node")) {
            double left = number(each, "x");
            double top = number(each, "y");
            nodes.add(new Box(
                    left, top, left + number(each, "width"), top + number(each, "height"), number(each, "rx"), "node"));
        }
        for (Element each : all("text", "")) {
            texts.add(text(each));
        }
        for (Element each : all("line", "back")) {
            double y = number(each, "y1");
            arrows.add(new Box(number(each, "x2"), y - 1.5, number(each, "x1"), y + 1.5, 0, "backward arrow"));
        }
        for (Element each : all("path", "edge")) {
            edges.add(points(each.getAttribute("d")));
        }
    }

    static Picture of(Diagram diagram) throws Exception {
        InputSource source = new InputSource(new StringReader(diagram.toSvg()));
        return new Picture(
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(source));
    }

    List<Element> all(String tag, String style) {
        List<Element> found = new ArrayList<>();
        NodeList elements = document.getElementsByTagName(tag);
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            if (element.getAttribute("class").startsWith(style)) {
                found.add(element);
            }
        }
        return found;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Box text(Element element) {
        String style = element.getAttribute("class");
        double size = style.endsWith("name") ? 15 : style.endsWith("small") ? 12.5 : 14;
        double half = Label.of(element.getTextContent(), size, Double.MAX_VALUE).width() / 2;
        double x = number(element, "x");
        double base = number(element, "y");
        String what = "text '" + element.getTextContent() + "'";
        return new Box(x - half, base - 0.8 * size, x + half, base + 0.25 * size, 0, what);
    }

    private static List<double[]> points(String path) {
        List<double[]> points = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int end = 0;
        while (step.find()) {
            end = step.end();
            String[] numbers = step.group(2).trim().split(" ");
            double[][] control = new double[numbers.length / 2 + 1][];
            control[0] = points.isEmpty() ? null : points.getLast();
            for (int i = 1; i < control.length; i++) {
                control[i] =
                        new double[] {Double.parseDouble(numbers[2 * i - 2]), Double.parseDouble(numbers[2 * i - 1])};
            }
            for (int i = 1; i <= PIECES && control[0] != null; i++) {
                points.add(bezier(control, (double) i / PIECES));
            }
            if (control[0] == null) {
                points.add(control[1]);
            }
        }
        if (end != path.length()) {
            throw new IllegalArgumentException("not understood: " + path.substring(end));
        }
        return points;
    }

    /** De Casteljau's construction. */
    private static double[] bezier(double[][] control, double t) {
        double[][] points = control.clone();
        for (int n = points.length - 1; n > 0; n--) {
            for (int i = 0; i < n; i++) {
                points[i] = new double[] {
                    points[i][0] * (1 - t) + points[i + 1][0] * t, points[i][1] * (1 - t) + points[i + 1][1] * t
                };
            }
        }
        return points[0];
    }
}
