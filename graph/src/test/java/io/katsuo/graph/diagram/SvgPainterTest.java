package io.katsuo.graph.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SvgPainterTest {
    @Test
    void theSameDiagramGivesTheSameBytes() {
        Locale before = Locale.getDefault();
        for (Map.Entry<String, Diagram> each : Samples.all().entrySet()) {
            String svg = each.getValue().toSvg();
            try {
                Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
                assertEquals(svg, Samples.all().get(each.getKey()).toSvg(), each.getKey());
            } finally {
                Locale.setDefault(before);
            }
        }
    }

    @Test
    void aTitleForThoseWhoCannotSee() throws Exception {
        Picture picture = Picture.of(Samples.apple());
        assertEquals("img", picture.document.getDocumentElement().getAttribute("role"));
        assertEquals("Two apples", picture.all("title", "").getFirst().getTextContent());
    }

    @Test
    void valuesStandAboveTheirEdgeAndGradientsBelow() throws Exception {
        Diagram.Builder d = Diagram.builder("t");
        d.edge(d.text("x"), d.circle("+"), "1.5", "2.5");
        Picture picture = Picture.of(d.build());
        double line = picture.edges.getFirst().getFirst()[1];
        List<String> names = picture.texts.stream().map(Picture.Box::what).toList();
        assertEquals(List.of("text 'x'", "text '+'", "text '1.5'", "text '2.5'"), names);
        assertTrue(picture.texts.get(2).bottom() < line);
        assertTrue(picture.texts.get(3).top() > picture.arrows.getFirst().bottom());
        assertTrue(picture.arrows.getFirst().top() > line);
        // The arrow back points to the left, the other to the right.
        assertTrue(x(picture.all("path", "grad").getFirst(), 0)
                < x(picture.all("path", "grad").getFirst(), 1));
        assertTrue(x(picture.all("path", "head").getFirst(), 0)
                > x(picture.all("path", "head").getFirst(), 1));
    }

    private static double x(Element path, int corner) {
        return Double.parseDouble(
                path.getAttribute("d").split("[ML]")[corner + 1].split(" ")[0]);
    }

    @Test
    void withoutAGradientThereIsNoArrowBack() throws Exception {
        Diagram.Builder d = Diagram.builder("t");
        d.edge(d.text("x"), d.circle("+"), "1.5", "");
        assertTrue(Picture.of(d.build()).arrows.isEmpty());
    }

    @Test
    void hostileLabelsAreShownWhole() throws Exception {
        String hostile = "</text><script>alert(\"1\")</script>&amp;'🐟\u0000\ud83d";
        String shown = "</text><script>alert(\"1\")</script>&amp;'🐟\ufffd\ufffd";
        Diagram.Builder d = Diagram.builder(hostile);
        DiagramNode box = d.box(hostile + "\n" + "a".repeat(200) + "\n".repeat(20) + "end");
        d.edge(d.text(hostile), box, hostile, hostile)
                .edge(d.circle(""), box, "", "")
                .edge(box, d.text(""), "", "");
        Picture picture = Picture.of(d.build());
        List<String> titles =
                picture.all("title", "").stream().map(Element::getTextContent).toList();
        assertEquals(shown, titles.getFirst());
        assertTrue(titles.contains("a".repeat(200)), titles::toString);
        assertTrue(titles.stream().anyMatch(title -> title.endsWith("end")), titles::toString);
        assertTrue(picture.all("script", "").isEmpty());
        assertFalse(picture.texts.isEmpty());
        for (Picture.Box text : picture.texts) {
            assertTrue(text.right() - text.left() <= 300, text::what);
        }
    }

    @Test
    void aLoneNodeAndAnEmptyTextAreDrawn() throws Exception {
        for (String label : List.of("", "x", "\n\n")) {
            for (DiagramNode.Form form : DiagramNode.Form.values()) {
                Diagram.Builder d = Diagram.builder("");
                switch (form) {
                    case CIRCLE -> d.circle(label);
                    case BOX -> d.box(label);
                    case TEXT -> d.text(label);
                }
                Picture picture = Picture.of(d.build());
                assertTrue(picture.width > 30 && picture.height > 30);
            }
        }
    }
}
