package io.katsuo.layers.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.StringReader;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SvgPainterTest {
    @Test
    void samplesAreXmlAndEqualWhenDrawnAgain() throws Exception {
        for (Map.Entry<String, Diagram> each : Samples.all().entrySet()) {
            String svg = each.getValue().toSvg();
            assertEquals("svg", parse(svg).getDocumentElement().getTagName(), each.getKey());
            assertFalse(svg.contains("NaN"), each.getKey());
            assertEquals(svg, Samples.all().get(each.getKey()).toSvg(), each.getKey());
        }
    }

    static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
