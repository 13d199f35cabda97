package io.katsuo.graph.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that play diagrams: their data, their drawing, and, where there is a browser, what they do. */
class DiagramPageTest {
    private static final String PLAYED = """
            const said = () => player.querySelector('.said').innerText.replace(/\\s+/g, ' ');
            const label = (kind, i) => {
              const group = player.querySelector(`[data-${kind}='${i}']`);
              return group.classList.contains('hidden') ? 'hidden' : group.textContent.trim();
            };
            const click = kind => player.querySelector('button.' + kind).click();
            const key = name => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
            const enter = (name, value) => {
              const field = player.querySelector(`input[name='${name}']`);
              field.value = value;
              field.dispatchEvent(new Event('input'));
            };
            out(player.dataset.agrees);
            out(label('value', 0), label('value', 2), label('gradient', 0));
            click('next');
            out(label('value', 2), said());
            key('ArrowRight');
            out(label('value', 4), label('gradient', 4));
            key('End');
            out(label('gradient', 0), label('gradient', 1), said());
            click('back');
            out(said());
            enter('apple', '120');
            enter('tax', '1.2');
            out(label('value', 4), label('gradient', 0), label('gradient', 3), said());
            enter('apple', '');
            out(label('value', 0));
            const slider = player.querySelector('input[type=range]');
            slider.value = 3;
            slider.dispatchEvent(new Event('input'));
            out(said(), slider.getAttribute('aria-valuetext'));
            click('reset');
            out(label('value', 4));
            key('Home');
            out(label('value', 4), player.querySelector('button.back').disabled);
            """;

    /** Figure 5.14. */
    private static Diagram apples() {
        Graph graph = new Graph();
        Node apples = graph.input("apple").multiply(graph.input("number")).named("apples");
        Node total = apples.multiply(graph.input("tax")).named("total");
        return graph.evaluate(100, 2, 1.1).backward(total).diagram("Figure 5.14");
    }

    /** All operations that a page can compute, an operand used three times, numbers inside nodes, an upstream value. */
    private static Diagram everyOperation() {
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node y = graph.input("y");
        Node a = x.multiply(y).add(x.exp(), y.square()).named("a");
        Node b = a.subtract(x).max(y).log().subtract(0.25).named("b");
        Node c = b.branch().reciprocal().multiply(graph.constant(3)).max(-5).named("c");
        Node d = c.apply("relu", v -> Math.max(v, 0), v -> v > 0 ? 1 : 0).add(x.negate());
        Node e = d.apply("sigmoid", v -> 1 / (1 + Math.exp(-v)), (v, value) -> value * (1 - value));
        return graph.evaluate(0.7, -1.3).backward(e.named("e"), 1e-7).diagram("every operation");
    }

    @Test
    void theDataHasTheValuesOfTheGraph() {
        String page = apples().toHtml();
        assertTrue(page.contains("[\"apple\",\"TEXT\",\"apple\",\"\",\"input\",\"100.0\"]"), page);
        assertTrue(page.contains("[\"×\",\"CIRCLE\",\"apples\",\"apple × number\",\"×\",\"NaN\"]"), page);
        assertTrue(page.contains("[\"total\",\"TEXT\",\"total\",\"\",\"end\",\"1.0\"]"), page);
        assertTrue(page.contains("\"100\",\"2.2\",\"\",\"number\",\"1.1 × 2 = 2.2\"]"), page);
        assertTrue(page.contains("\"apples = 200\",\"1.1\",\"\",\"tax\",\"1 × 1.1 = 1.1\"]"), page);
    }

    /** The page answers "why 2.2?" in its drawing, which is otherwise that of the documents. */
    @Test
    void theDrawingIsThatOfTheDocuments() {
        assertTrue(apples().toMarkedSvg().contains(">1.1 × 2 = 2.2</text>"));
        Pattern marks = Pattern.compile("<g data-\\w+=\"\\d+\">|</g>\n");
        for (Diagram diagram : Samples.all().values()) {
            String marked = diagram.toMarkedSvg();
            assertEquals(
                    diagram.toSvg().replace("</g>\n", ""), marks.matcher(marked).replaceAll(""), diagram.title());
            for (String kind : List.of("edge", "value")) {
                long found = Pattern.compile("data-" + kind + "=")
                        .matcher(marked)
                        .results()
                        .count();
                assertEquals(diagram.edges().size(), found, kind + " of " + diagram.title());
            }
        }
    }

    @Test
    void textsCannotLeaveTheirElement() {
        String hostile = "</script><script>alert(\"1\")</script>\\\n&";
        Diagram.Builder d = Diagram.builder(hostile);
        d.edge(d.text(hostile), d.circle(hostile), hostile, hostile);
        Diagram diagram = d.build().withSteps(List.of(hostile, hostile, hostile));
        assertFalse(diagram.toHtml().contains(hostile.substring(0, 20)));
        assertFalse(DiagramPage.image(diagram, hostile).contains("<script"));
    }

    @Test
    void stepsAreThreeTextsForEachArrow() {
        Diagram.Builder d = Diagram.builder("t");
        Diagram diagram = d.edge(d.text("x"), d.circle("f"), "1", "").build();
        String message = assertThrows(IllegalArgumentException.class, () -> diagram.withSteps(List.of("1")))
                .getMessage();
        assertEquals("diagram 't': steps are not three texts for each of 1 arrows: 1", message);
    }

    @Test
    void theDescriptionNamesEveryArrow() {
        assertEquals(
                "Figure 5.14. apple → ×, value 100, gradient 2.2; number → ×, value 2, gradient 110; "
                        + "× → ×, value apples = 200, gradient 1.1; tax → ×, value 1.1, gradient 200; "
                        + "× → total, value 220, gradient 1.",
                apples().description());
    }

    /** By buttons, keys, the slider and the fields; each line is what the page says or shows after that. */
    @Test
    void itIsPlayedInABrowser(@TempDir Path folder) throws Exception {
        List<String> lines = play(apples(), folder, PLAYED);
        assertEquals(
                List.of(
                        "true",
                        "100 | hidden | hidden",
                        "apples = 200 | Step 1 of 6: Forward, × (apples)"
                                + " apples = apple × number = 100 × 2 = 200. value from apple 100 from number 2 result 200",
                        "220 | hidden",
                        "1.1 × 2 = 2.2 | 1.1 × 100 = 110 | Step 6 of 6: Done Both passes are complete. Each input has its"
                                + " derivative: input derivative apple 2.2 number 110 tax 200",
                        "Step 5 of 6: Backward, × (apples) From the right, × (apples) receives the upstream derivative 1.1."
                                + " To each input it sends upstream × local derivative. to local derivative sent"
                                + " apple number = 2 1.1 × 2 = 2.2 number apple = 100 1.1 × 100 = 110",
                        "288 | 1.2 × 2 = 2.4 | 1 × 240 = 240 | Step 5 of 6: Backward, × (apples) From the right, × (apples)"
                                + " receives the upstream derivative 1.2. To each input it sends upstream × local derivative."
                                + " to local derivative sent apple number = 2 1.2 × 2 = 2.4 number apple = 120"
                                + " 1.2 × 120 = 144",
                        "120",
                        "Step 3 of 6: Backward begins The backward pass begins at the right end with 1: the result changes"
                                + " as fast as itself. | Backward begins",
                        "220",
                        "hidden | true"),
                lines);
    }

    /** The script's rules of all operations give the graph's values and gradients, also where the page plays them. */
    @Test
    void theScriptComputesWhatTheGraphComputes(@TempDir Path folder) throws Exception {
        List<String> lines = play(everyOperation(), folder, """
                const next = player.querySelector('.next');
                let texts = '';
                while (!next.disabled) {
                  next.click();
                  texts += player.querySelector('.said').innerText;
                }
                out(player.dataset.agrees, /undefined|NaN|null/.test(texts), player.querySelectorAll('.hidden text').length);
                """);
        assertEquals(List.of("true | false | 0"), lines);
    }

    /** Runs a script on the page of a diagram, and returns what it hands to {@code out}. */
    private static List<String> play(Diagram diagram, Path folder, String script) throws Exception {
        Assumptions.assumeTrue(
                "auto".equals(System.getProperty("katsuo.test.width", "auto")), "played in the first run");
        Optional<Browser> browser = Browser.find().filter(Browser::isChromium);
        if (browser.isEmpty()) {
            System.out.println("SKIPPED DiagramPageTest: needs chromium or google-chrome on the PATH");
        }
        Assumptions.assumeTrue(browser.isPresent(), "needs chromium or google-chrome on the PATH");
        Path page = Files.writeString(
                folder.resolve("page.html"),
                diagram.toHtml()
                        + "<pre id='lines'></pre><script>{ const player = document.querySelector('.player');\n"
                        + "const out = (...parts) => document.getElementById('lines').append(parts.join(' | ') + '\\n');\n"
                        + "try {\n" + script + "} catch (e) { out(e); } }</script>");
        String dom = browser.get().dom(page, folder);
        String lines = dom.replaceFirst("(?s).*<pre id=\"lines\">(.*?)</pre>.*", "$1");
        return Arrays.asList(lines.replace("&gt;", ">").strip().split("\n"));
    }
}
