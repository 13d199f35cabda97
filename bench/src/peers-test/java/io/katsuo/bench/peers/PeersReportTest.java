package io.katsuo.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.katsuo.bench.peers.trial.Slices.Times;
import io.katsuo.bench.peers.trial.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures of given times: undisturbed rounds count, ratios are of the same round, medians are over JVMs. */
class PeersReportTest {
    private static final List<String> SYSTEMS = List.of("katsuo", "mkl");
    private static final Trial SQ32 = PeersOptions.named(List.of("sq32")).getFirst();

    private static PeersReport report() {
        // sq32 has 65,536 operations: 1 µs is 65.5 GFLOP/s.
        Times one = new Times(
                "sq32",
                List.of(100.0, 60.0, 98.0),
                Map.of("katsuo", List.of(1.0, 4.0, 2.0), "mkl", List.of(2.0, 4.0, 4.0)));
        Times two = new Times(
                "sq32", List.of(95.0), Map.of("katsuo", List.of(1.0), "mkl", List.of(3.0)));
        Times three = new Times(
                "sq32", List.of(91.0), Map.of("katsuo", List.of(1.0), "mkl", List.of(2.5)));
        PeersOptions options = new PeersOptions(1, List.of(SQ32), SYSTEMS, 3, null, null);
        return new PeersReport(
                options, List.of(new Comparison(SQ32, SYSTEMS, List.of(one, two, three), 100)));
    }

    @Test
    void ratiosAreOfUndisturbedRounds() {
        Comparison comparison = report().comparisons().getFirst();
        assertEquals(2.5, comparison.ratio("mkl"), 1e-9);
        assertEquals(1, comparison.disturbedRatio("mkl"), 1e-9);
        assertEquals(4.0 / 5, comparison.share(), 1e-9);
        // By JVM: 1.5, 1 and 1 µs.
        assertEquals(1, comparison.micros("katsuo"), 1e-9);
        assertEquals(65.536, comparison.gflops("katsuo"), 1e-9);
        assertEquals(65.536 / 95 * 100, comparison.percentOfPeak("katsuo"), 4);
    }

    @Test
    void withoutUndisturbedRoundsAllCount() {
        Comparison comparison = new Comparison(
                SQ32,
                SYSTEMS,
                List.of(new Times(
                        "sq32", List.of(50.0, 50.0), Map.of("katsuo", List.of(1.0, 1.0), "mkl", List.of(2.0, 4.0)))),
                100);
        assertEquals(0, comparison.share());
        assertEquals(3, comparison.ratio("mkl"), 1e-9);
        assertTrue(Double.isNaN(comparison.disturbedRatio("mkl")) || comparison.disturbedRatio("mkl") == 3);
    }

    @Test
    void jsonHasOneObjectAShapeAndSystemAndTheMeans() {
        JsonObject json = JsonParser.parseString(report().toJson()).getAsJsonObject();
        assertEquals(2, json.getAsJsonArray("results").size());
        for (JsonElement element : json.getAsJsonArray("results")) {
            JsonObject result = element.getAsJsonObject();
            assertEquals("sq32", result.get("shape").getAsString());
            assertEquals(1, result.get("threads").getAsInt());
            assertTrue(SYSTEMS.contains(result.get("system").getAsString()));
            assertTrue(result.has("gflops") && result.has("micros") && result.has("percentOfPeak"));
        }
        JsonObject means = json.getAsJsonObject("geometricMeanRatios").getAsJsonObject("sgemm");
        assertEquals(100, json.get("bestPeakGflops").getAsDouble());
        assertEquals(2.5, means.get("mkl").getAsDouble(), 1e-9);
    }

    @Test
    void tableAndChartShowTheFigures() {
        String text = String.join("\n", report().lines());
        assertTrue(text.contains("sq32") && text.contains("2.50x") && text.contains("(1.00)"), text);
        String svg = SizeChart.of(report()).toSvg();
        assertTrue(svg.contains("multiply-add limit") && svg.contains("mkl"), svg);
    }
}
