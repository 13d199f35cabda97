package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake of the catalogue is found, and the report says in which layer and what it looks like. */
class BugCatalogueTest {
    static Stream<SeededBugs.Bug> bugs() {
        return SeededBugs.all();
    }

    @Test
    void theFixtureIsRightAndTheCatalogueLarge() {
        new Fixture().check().assertPassed();
        Fixture soft = new Fixture();
        soft.softTargets();
        soft.check().assertPassed();
        assertTrue(bugs().count() >= 30, bugs().count() + " bugs");
        assertEquals(bugs().count(), bugs().map(SeededBugs.Bug::name).distinct().count(), "each has a name of its own");
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void isFoundAndNamed(SeededBugs.Bug bug) {
        Fixture fixture = new Fixture();
        bug.plant().accept(fixture);
        GradientReport report = fixture.check();
        assertFalse(report.passed(), report.toString());
        assertTrue(report.findings().getFirst().startsWith(bug.says()), report.toString());
        assertTrue(report.reason().contains(bug.says()), report.reason());
        assertTrue(report.toString().contains(bug.says()), report.toString());
        List<String> blamed = report.layers().stream()
                .filter(layer -> layer.verdict() == Verdict.FAILED)
                .map(CheckedLayer::name)
                .toList();
        assertTrue(blamed.contains(bug.layer()), blamed::toString);
        // What is not a number is passed on by every layer, so none of them can be cleared.
        if (!bug.says().contains("not finite")) {
            assertEquals(Set.of(bug.layer()), new TreeSet<>(blamed), report.toString());
        }
    }
}
