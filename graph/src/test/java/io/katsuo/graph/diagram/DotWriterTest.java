package io.katsuo.graph.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotWriterTest {
    /** A quoted string of the DOT language: quotes inside are escaped, and the last backslash is not the quote's. */
    private static final String QUOTED = "\"(?:[^\"\\\\\\p{Cntrl}]|\\\\[\"\\\\n])*+\"";

    private static final Pattern LINE = Pattern.compile("digraph " + QUOTED + " \\{|  rankdir=LR;|\\}"
            + "|  (?:node|edge) \\[fontname=" + QUOTED + "\\];"
            + "|  n\\d+ \\[shape=(?:circle|box|plaintext), label=" + QUOTED + "\\];"
            + "|  n\\d+ -> n\\d+ \\[label=" + QUOTED + "(?:, color=\"black:red\", dir=both)?\\];");

    private static void checkGrammar(String dot) {
        for (String line : dot.split("\n")) {
            assertTrue(LINE.matcher(line).matches(), line);
        }
    }

    @Test
    void anAppleInDot() {
        Diagram.Builder d = Diagram.builder("apple");
        DiagramNode price = d.text("price");
        DiagramNode times = d.circle("×2");
        d.edge(price, times, "100", "2").edge(times, d.box("tax\n[1]"), "200", "");
        assertEquals("""
                digraph "apple" {
                  rankdir=LR;
                  node [fontname="sans-serif"];
                  edge [fontname="sans-serif"];
                  n0 [shape=plaintext, label="price"];
                  n1 [shape=circle, label="×2"];
                  n2 [shape=box, label="tax\\n[1]"];
                  n0 -> n1 [label="100\\n2", color="black:red", dir=both];
                  n1 -> n2 [label="200"];
                }
                """, d.build().toDot());
    }

    @Test
    void labelsAreEscaped() {
        Diagram.Builder d = Diagram.builder("\"\\");
        d.box("a\"]; b\\\r\nc\u0000\ud83d <&lt;> 🐟 \\N");
        String dot = d.build().toDot();
        assertTrue(dot.startsWith("digraph \"\\\"\\\\\" {"), dot);
        assertTrue(dot.contains("label=\"a\\\"]; b\\\\\\nc\ufffd\ufffd <&amp;lt;> 🐟 \\\\N\"];"), dot);
        checkGrammar(dot);
    }

    @Test
    void everyDiagramFollowsTheGrammar() {
        for (int seed = 1; seed <= 100; seed++) {
            checkGrammar(RandomDiagrams.next(new SplittableRandom(seed)).toDot());
        }
    }

    @Test
    void graphvizReadsIt(@TempDir Path folder) throws Exception {
        Optional<Path> program = Browser.onPath("dot");
        if (program.isEmpty()) {
            System.out.println("SKIPPED DotTest.graphvizReadsIt: needs Graphviz ('dot' on the PATH)");
        }
        Assumptions.assumeTrue(program.isPresent(), "needs Graphviz ('dot' on the PATH)");
        for (Map.Entry<String, Diagram> each : Samples.all().entrySet()) {
            Path file = Files.writeString(
                    folder.resolve(each.getKey()), each.getValue().toDot());
            Process dot = new ProcessBuilder(program.get().toString(), "-Tcanon", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(dot.getInputStream().readAllBytes());
            assertEquals(0, dot.waitFor(), each.getKey() + ": " + answer);
        }
    }
}
