package io.katsuo.graph.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LabelTest {
    @Test
    void whatFitsIsKept() {
        Label label = Label.of("0.5", 10, 100);
        assertEquals(new Label("0.5", "0.5", 17), label);
        assertFalse(label.isCut());
        assertEquals(0, Label.of("", 10, 100).width());
    }

    @Test
    void whatDoesNotFitIsCutAndKeptForTheTitle() {
        String full = "n".repeat(200);
        Label label = Label.of(full, 10, 100);
        assertEquals("n".repeat(14) + "…", label.text());
        assertEquals(full, label.full());
        assertTrue(label.isCut() && label.width() <= 100, label::toString);
    }

    @Test
    void aPairOfSurrogatesIsNotCutInTwo() {
        String text = Label.of("🐟".repeat(100), 10, 95).text();
        assertEquals("🐟".repeat(7) + "…", text);
    }

    @Test
    void asianCharactersAreAsWideAsHighAndAccentsTakeNoRoom() {
        assertTrue(Label.of("苹果的单价", 10, 500).width() >= 50);
        assertTrue(Label.of("りんごの値段", 10, 500).width() >= 60);
        assertEquals(
                Label.of("e", 10, 500).width(),
                Label.of("e\u0301\u0302", 10, 500).width());
    }

    @Test
    void lineEndsAndControlsBecomeSpaces() {
        assertEquals("a b c ", Label.of("a\nb\tc\u0007", 10, 500).text());
    }

    @Test
    void aHugeLabelCostsLittle() {
        assertEquals(8, Label.of("苹".repeat(1_000_000), 10, 90).text().length());
    }
}
