package io.katsuo.bench.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The report of known times. */
class ReportTest {
    private static final Header HEADER = new Header(
            "<a processor>", 4, "Linux", "JDK", "SIMD kernels", 4, 0.5, "2026-11-22T12:00:00Z", "MNIST", "quick");
    private static final Agreement AGREEMENT =
            new Agreement(List.of(new Agreement.OfParameter("W1", 100, 3, 2e-9, 1e-6)));

    private static List<Timing> timings(double... seconds) {
        return Arrays.stream(seconds).mapToObj(s -> new Timing(s, 1, null)).toList();
    }

    /** One loss takes 10 µs, one derivative 20; backpropagation 20, 50 and 40 µs in the three forks. */
    private static final Result ALL = new Result(
            Case.of(Way.FLOAT32, "784-50-10", 3, 0, 3),
            AGREEMENT,
            timings(20e-6, 50e-6, 40e-6),
            timings(20e-6, 20e-6, 20e-6));

    private static final Result SAMPLED =
            new Result(Case.of(Way.FLOAT32, "784-500-10", 3, 1000, 1), AGREEMENT, timings(100e-6), timings(200e-6));

    private static final Result CONTEXT =
            new Result(Case.of(Way.COMMONS_MATH, "784-50-10", 3, 0, 1), AGREEMENT, timings(1e-5), timings(1e-5));

    private static final Findings FINDINGS = new Findings(List.of(ALL, SAMPLED, CONTEXT));

    @Test
    void ratiosOfForksAreThoseOfPairs() {
        assertEquals(0.7952 / 40e-6, ALL.ratio(), 1e-6);
        assertEquals(0.7952 / 50e-6, ALL.leastRatio(), 1e-6);
        assertEquals(0.7952 / 20e-6, ALL.greatestRatio(), 1e-6);
        assertEquals(4, ALL.backpropInLosses(), 1e-12);
        assertFalse(ALL.sampled());
    }

    /** Three values of which each is the median of three draws with 7, 13 and 7 of 27 chances: the interval is their range. */
    @Test
    void theIntervalIsThatOfTheMedianOfResamples() {
        assertEquals(0.7952 / 50e-6, ALL.interval().low(), 1e-6);
        assertEquals(0.7952 / 20e-6, ALL.interval().high(), 1e-6);
        assertEquals(SAMPLED.ratio(), SAMPLED.interval().low(), 1e-6);
        double[] many = java.util.stream.IntStream.rangeClosed(1, 101)
                .mapToDouble(i -> 1e-6 * (1000 + i))
                .toArray();
        Result result =
                new Result(Case.of(Way.FLOAT32, "784-50-10", 3, 0, 101), AGREEMENT, timings(many), timings(many));
        // The median of 101 uniform values has a standard deviation of about 5 of them; the ratio, √2 times that.
        double width = (result.interval().high() - result.interval().low()) / result.ratio();
        assertEquals(2 * 1.96 * Math.sqrt(2) * 5 / 1051, width, 0.006);
        assertTrue(Double.isNaN(
                Interval.of(rng -> rng.nextInt(2) == 0 ? Double.NaN : 1).low()));
    }

    @Test
    void theTimeOfASampleIsMultiplied() {
        assertTrue(SAMPLED.sampled());
        assertEquals(2 * SAMPLED.of().differentiated(), SAMPLED.evaluations());
        assertEquals(2 * 397_510 * 1e-4, SAMPLED.numericalSeconds(), 1e-9);
        assertEquals(2 * 397_510, SAMPLED.ratio(), 1e-6);
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
        assertEquals(1, json.getAsJsonArray("context").size());
        assertTrue(headline.get("unsteady").isJsonNull());
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
        assertTrue(text.contains(", sampled"), text);
        assertTrue(text.contains("context: double, commons-math3 on both sides"), text);
        // ln(795,020 / 19,880) / ln(397,510 / 39,760)
        assertTrue(text.contains("P^1.60 (95 % interval 1.30 to 1.70)"), text);
        assertTrue(text.lines().allMatch(line -> line.length() <= 132), text);
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
        String doubt = "Doubtful: the load average was 3.00 before the run, on 4 processors.";
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

    @Test
    void aSideThatWasStillBeingCompiledGivesNoRatio() {
        List<Timing> compiling = List.of(new Timing(20e-6, 1, null), new Timing(2e-3, 20, "a call allocated 1 byte"));
        Result unsteady = new Result(Case.of(Way.FLOAT32, "784-50-10", 3, 0, 2), AGREEMENT, compiling, timings(1, 1));
        Findings findings = new Findings(List.of(unsteady, SAMPLED));
        String why = "the backpropagation was still being compiled: a call allocated 1 byte";
        assertEquals(
                "No ratio for 784-50-10, 3 images, float32, Katsuo on both sides: " + why
                        + ". Measure again on an idle machine.",
                findings.verdict());
        JsonObject headline = JsonParser.parseString(ClaimJson.of(HEADER, findings))
                .getAsJsonObject()
                .getAsJsonArray("cases")
                .get(0)
                .getAsJsonObject();
        assertTrue(headline.get("measuredRatio").isJsonNull()
                && headline.get("measuredRatioLeast").isJsonNull());
        assertEquals(why, headline.get("unsteady").getAsString());
        assertEquals(List.of(), findings.batches(), "one network alone makes no law");
        assertTrue(new Page(HEADER, findings).html().contains("still being compiled"));
        assertTrue(String.join("\n", new TextReport(HEADER, findings).lines()).contains("still being compiled"));
    }
}
