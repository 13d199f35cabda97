package io.katsuo.bench.doctor;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;

/**
 * What {@code doctor --json} writes: {@code healthy} and {@code verdict}, and under {@code findings}, {@code facts} and
 * {@code measurements} the components of these records. What is not known is null.
 */
final class DoctorJson {
    private DoctorJson() {}

    static String of(Diagnosis diagnosis) {
        Gson gson = new GsonBuilder().serializeNulls().setPrettyPrinting().create();
        JsonObject json = new JsonObject();
        json.addProperty("healthy", diagnosis.isHealthy());
        json.addProperty("verdict", diagnosis.verdict());
        json.add("findings", gson.toJsonTree(diagnosis.findings()));
        json.add("facts", gson.toJsonTree(diagnosis.facts()));
        json.add("measurements", gson.toJsonTree(diagnosis.measurements()));
        return gson.toJson(json) + "\n";
    }
}
