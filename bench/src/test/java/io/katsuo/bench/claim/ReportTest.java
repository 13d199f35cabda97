package io.katsuo.bench.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.katsuo.bench.claim.sides.Agreement;
import io.katsuo.bench.claim.sides.Way;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the report makes of times that are known. */
class ReportTest {
    private static final Header HEADER = new Header(
            "<a processor>", 4, "Linux", "JDK", "SIMD kernels", 4, 0.5, "2026-11-22T12:00:00Z", "MNIST", "quick");
    private static final Agreement AGREEMENT =
            new Agreement(List.of(new Agreement.OfParameter("W1", 100, 3, 2e-9, 1e-6)));

    /** One loss takes 10 µs; backpropagation 20, 40 and 50 µs in the three forks. */
    private static final Result ALL = new Result(
            Case.of(Way.FLOAT32, "784-50-10", 3, 0, 3),
            39_760,
            AGREEMENT,
            new double[] {20e-6, 50e-6, 40e-6},
            new double[] {0.7952, 0.7952, 0.7952});

    private static final Result SAMPLED = new Result(
            Case.of(Way.FLOAT32, "784-500-10", 3, 1000, 1), 1_000, AGREEMENT, new double[] {100e-6}, new double[] {
                2_000 * 1e-4
            });

    private static final Result CONTEXT = new Result(
            Case.of(Way.INCREMENTAL, "784-50-10", 3, 0, 1), 39_760, AGREEMENT, new double[] {1e-5}, new double[] {0.1});

    private static final Findings FINDINGS =
            new Findings(List.of(ALL, SAMPLED, CONTEXT), List.of(new Products(3, 5e-6, 17e-6)));

    @Test
    void ratiosOfForksAreThoseOfPairs() {
        assertEquals(0.7952 / 40e-6, ALL.measuredRatio(), 1e-6);
        assertEquals(0.7952 / 50e-6, ALL.leastRatio(), 1e-6);
        assertEquals(0.7952 / 20e-6, ALL.greatestRatio(), 1e-6);
        assertEquals(4, ALL.backpropInLosses(), 1e-12);
        assertFalse(ALL.sampled());
    }

    @Test
    void theTimeOfASampleIsMultiplied() {
        assertTrue(SAMPLED.sampled());
        assertEquals(2_000, SAMPLED.evaluations());
        assertEquals(2 * 397_510 * 1e-4, SAMPLED.numericalSeconds(), 1e-9);
        assertEquals(2 * 397_510, SAMPLED.measuredRatio(), 1e-6);
        assertEquals(1, SAMPLED.backpropInLosses(), 1e-12);
    }

    @Test
    void jsonHasEachCaseWithItsFields() {
        JsonObject json = JsonParser.parseString(ClaimJson.of(HEADER, FINDINGS)).getAsJsonObject();
        JsonArray cases = json.getAsJsonArray("cases");
        assertEquals(2, cases.size());
        JsonObject headline = cases.get(0).getAsJsonObject();
        assertEquals("784-50-10", headline.get("net").getAsString());
        assertEquals(3, headline.get("batch").getAsInt());
        assertEquals(39_760, headline.get("parameters").getAsInt());
        assertEquals(40e-6, headline.get("backpropSeconds").getAsDouble());
        assertEquals(0.7952, headline.get("numericalSeconds").getAsDouble());
        assertEquals(0.7952 / 40e-6, headline.get("measuredRatio").getAsDouble(), 1e-6);
        assertEquals(79_520 * 39_700.0 / 79_900, headline.get("predictedRatio").getAsDouble(), 1e-6);
        assertEquals(0.7952 / 50e-6, headline.get("measuredRatioLeast").getAsDouble(), 1e-6);
        assertEquals(79_520, headline.get("lossEvaluations").getAsInt());
        assertFalse(headline.get("sampled").getAsBoolean());
        assertEquals(3, headline.getAsJsonArray("forks").size());
        assertTrue(cases.get(1).getAsJsonObject().get("sampled").getAsBoolean());
        JsonElement context = json.getAsJsonArray("context").get(0);
        assertTrue(context.getAsJsonObject().get("predictedRatio").isJsonNull());
        assertEquals(
                Set.of(
                        "processor",
                        "processors",
                        "system",
                        "jdk",
                        "kernels",
                        "threads",
                        "load",
                        "date",
                        "images",
                        "mode"),
                json.getAsJsonObject("machine").keySet());
    }

    @Test
    void textHasTheTableAndTheLaw() {
        String text = String.join("\n", new TextReport(HEADER, FINDINGS).lines());
        assertTrue(text.contains("39,760   40.0 µs     795 ms   19,880"), text);
        assertTrue(text.contains("15,904–39,760"), text);
        assertTrue(text.contains("2,000, sampled"), text);
        assertTrue(text.contains("context: float32 against the gradient check's differences"), text);
        // ln(795,020 / 19,880) / ln(397,510 / 39,760)
        assertTrue(text.contains("P^1.60"), text);
        assertTrue(text.lines().allMatch(line -> line.length() <= 130), text);
    }

    @Test
    void thePageNeedsNothingElse() {
        String page = new Page(HEADER, FINDINGS).html();
        assertEquals(2, page.split("<svg", -1).length - 1);
        for (String reference : new String[] {"src=", "href=", "url(", "@import", "<link", "<script"}) {
            assertFalse(page.contains(reference), reference);
        }
        Set<String> addresses = page.lines()
                .filter(line -> line.contains("://"))
                .map(line -> line.replaceAll(".*(https?://[^\"]*)\".*", "$1"))
                .collect(Collectors.toSet());
        assertEquals(Set.of("http://www.w3.org/2000/svg"), addresses);
        assertTrue(page.contains("&lt;a processor"), "text is escaped");
    }

    @Test
    void aBusyMachineIsSaid() {
        assertFalse(HEADER.isBusy());
        Header busy = new Header("p", 4, "s", "j", "k", 4, 3, "d", "i", "m");
        assertTrue(busy.lines().get("Load before").contains("doubtful"));
        String doubt = "Doubtful: the load average was 3.00 before, on 4 processors.";
        assertTrue(new Page(busy, FINDINGS).html().contains("<strong>" + doubt));
        assertTrue(new TextReport(busy, FINDINGS).lines().stream().anyMatch(line -> line.startsWith(doubt)));
    }

    @Test
    void pairsOfJvmsThatDisagreeAreSaid() {
        assertEquals(
                List.of(
                        "Doubtful: 784-50-10, 3 images, float32, Katsuo on both sides: the ratio is 15,904 in one pair of"
                                + " JVMs and 39,760 in another."),
                FINDINGS.doubts(HEADER));
    }

    @Test
    void plansHoldTheHeadlineInFull() {
        for (Plan plan : List.of(Plan.quick(), Plan.full())) {
            Case headline = plan.cases().getFirst();
            assertEquals("784-50-10, 3 images, float32, Katsuo on both sides", headline.name());
            assertEquals(0, headline.most());
            assertTrue(headline.forks() >= 2);
        }
    }
}
