package io.katsuo.bench.claim;

import static io.katsuo.mnist.command.JsonText.object;

import io.katsuo.mnist.command.JsonText;
import java.util.List;
import java.util.Map;

/** The report as JSON, in which NaN is null. */
final class ClaimJson {
    private ClaimJson() {}

    static String of(Header header, Findings findings) {
        return JsonText.of(object(
                "machine", header,
                "cases", entries(findings.ofClaim(true)),
                "context", entries(findings.ofClaim(false))));
    }

    private static List<Map<String, Object>> entries(List<Result> results) {
        return results.stream().map(ClaimJson::entry).toList();
    }

    private static Map<String, Object> entry(Result result) {
        Case of = result.of();
        Map<String, Object> entry = object("net", of.net().toString(), "batch", of.batch());
        entry.put("parameters", of.net().parameters());
        entry.put("way", of.way().name());
        entry.put("description", of.way().title);
        entry.put("step", of.way().step);
        entry.put("backpropSeconds", result.backpropSeconds());
        entry.put("numericalSeconds", result.numericalSeconds());
        entry.put("measuredRatio", result.ratio());
        entry.put("measuredRatioLeast", result.leastRatio());
        entry.put("measuredRatioGreatest", result.greatestRatio());
        entry.put(
                "measuredRatioInterval95",
                List.of(result.interval().low(), result.interval().high()));
        entry.put("predictedRatio", of.net().predictedRatio());
        entry.put("unsteady", result.unsteady());
        entry.put("sampled", result.sampled());
        entry.put("differentiatedParameters", of.differentiated());
        entry.put("lossEvaluations", result.evaluations());
        entry.put("forks", result.forks());
        entry.put(
                "agreement",
                Map.of("limit", of.way().limit, "parameters", result.agreement().parameters()));
        return entry;
    }
}
