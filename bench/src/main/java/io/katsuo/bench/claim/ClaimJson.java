package io.katsuo.bench.claim;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report as JSON. */
final class ClaimJson {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private ClaimJson() {}

    static String of(Header header, Findings findings) {
        Map<String, JsonElement> json = new LinkedHashMap<>();
        json.put("machine", GSON.toJsonTree(header));
        json.put("cases", entries(findings.ofClaim(true)));
        json.put("context", entries(findings.ofClaim(false)));
        return GSON.toJson(json) + "\n";
    }

    private static JsonElement entries(List<Result> results) {
        return GSON.toJsonTree(results.stream().map(ClaimJson::entry).toList());
    }

    private static Map<String, Object> entry(Result result) {
        Case of = result.of();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("net", of.net().toString());
        entry.put("batch", of.batch());
        entry.put("parameters", result.parameters());
        entry.put("way", of.way().name());
        entry.put("description", of.way().title);
        entry.put("step", of.way().step);
        entry.put("backpropSeconds", number(result.backpropSeconds()));
        entry.put("numericalSeconds", number(result.numericalSeconds()));
        entry.put("measuredRatio", number(result.measuredRatio()));
        entry.put("measuredRatioLeast", number(result.leastRatio()));
        entry.put("measuredRatioGreatest", number(result.greatestRatio()));
        entry.put("predictedRatio", result.predictedRatio());
        entry.put("unsteady", result.unsteady());
        entry.put("sampled", result.sampled());
        entry.put("differentiatedParameters", of.differentiated());
        entry.put("lossEvaluations", result.evaluations());
        entry.put("forks", forks(result));
        entry.put("agreement", agreement(result));
        return entry;
    }

    private static List<Map<String, Object>> forks(Result result) {
        List<Map<String, Object>> forks = new ArrayList<>();
        for (int i = 0; i < result.of().forks(); i++) {
            Map<String, Object> fork = new LinkedHashMap<>();
            fork.put("backpropSeconds", number(result.backprop()[i]));
            fork.put("numericalSeconds", number(result.numerical()[i]));
            fork.put("ratio", number(result.ratios()[i]));
            fork.put(
                    "warmUpSeconds",
                    List.of(
                            result.backpropagation().get(i).warmUp(),
                            result.differences().get(i).warmUp()));
            forks.add(fork);
        }
        return forks;
    }

    private static Map<String, Object> agreement(Result result) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        for (Agreement.OfParameter p : result.agreement().parameters()) {
            Map<String, Object> parameter = new LinkedHashMap<>();
            parameter.put("name", p.name());
            parameter.put("compared", p.compared());
            parameter.put("kinksLeftOut", p.kinked());
            parameter.put("meanAbsoluteDifference", number(p.mean()));
            parameter.put("maxDifferenceOverMaxGradient", number(p.relative()));
            parameters.add(parameter);
        }
        return Map.of("limit", result.of().way().limit, "parameters", parameters);
    }

    /** JSON has no NaN. */
    private static Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
