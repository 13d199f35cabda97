package io.katsuo.bench.claim;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.katsuo.bench.claim.sides.Agreement;
import java.util.List;

/** The report as JSON. */
final class ClaimJson {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private ClaimJson() {}

    static String of(Header header, Findings findings) {
        JsonObject json = new JsonObject();
        json.add("machine", GSON.toJsonTree(header));
        json.add("cases", entries(findings.claim()));
        json.add("context", entries(findings.context()));
        return GSON.toJson(json) + "\n";
    }

    private static JsonArray entries(List<Result> results) {
        JsonArray array = new JsonArray();
        results.forEach(result -> array.add(entry(result)));
        return array;
    }

    private static JsonObject entry(Result result) {
        Case of = result.of();
        JsonObject entry = new JsonObject();
        entry.addProperty("net", of.net().toString());
        entry.addProperty("batch", of.batch());
        entry.addProperty("parameters", result.parameters());
        entry.addProperty("way", of.way().name());
        entry.addProperty("description", of.way().title());
        entry.addProperty("step", of.way().step());
        entry.addProperty("backpropSeconds", result.backpropSeconds());
        entry.addProperty("numericalSeconds", result.numericalSeconds());
        entry.addProperty("measuredRatio", result.measuredRatio());
        entry.addProperty("measuredRatioLeast", result.leastRatio());
        entry.addProperty("measuredRatioGreatest", result.greatestRatio());
        Double predicted = result.predictedRatio();
        entry.addProperty("predictedRatio", predicted.isNaN() ? null : predicted);
        entry.addProperty("sampled", result.sampled());
        entry.addProperty("differentiatedParameters", result.differentiated());
        entry.addProperty("lossEvaluations", result.evaluations());
        JsonArray forks = new JsonArray();
        for (int i = 0; i < result.backpropagation().length; i++) {
            JsonObject fork = new JsonObject();
            fork.addProperty("backpropSeconds", result.backpropagation()[i]);
            fork.addProperty("numericalSeconds", result.differences()[i]);
            fork.addProperty("ratio", result.ratios()[i]);
            forks.add(fork);
        }
        entry.add("forks", forks);
        entry.add("agreement", agreement(result.agreement(), of.way().limit()));
        return entry;
    }

    private static JsonObject agreement(Agreement agreement, double limit) {
        JsonObject json = new JsonObject();
        json.addProperty("limit", limit);
        JsonArray parameters = new JsonArray();
        for (Agreement.OfParameter p : agreement.parameters()) {
            JsonObject one = new JsonObject();
            one.addProperty("name", p.name());
            one.addProperty("compared", p.compared());
            one.addProperty("kinksLeftOut", p.kinked());
            one.addProperty("meanAbsoluteDifference", p.compared() == 0 ? null : p.mean());
            one.addProperty("maxDifferenceOverMaxGradient", p.compared() == 0 ? null : p.relative());
            parameters.add(one);
        }
        json.add("parameters", parameters);
        return json;
    }
}
