package io.katsuo.core.kernel.gemm;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the kernels that transpose square blocks of floats in registers, one class for each number of lanes. {@link
 * TileGenerator} writes them into the package of the tiles.
 *
 * <p>A block of L×L is transposed in log₂L stages. At the stage of distance d, the lanes of vector r whose number has the
 * bit d are exchanged with the lanes of vector r + d whose number has it not: two rearrangements and two blends.
 */
final class TransposeGenerator {
    private final int lanes;
    private KernelSource out;

    private TransposeGenerator(int lanes) {
        this.lanes = lanes;
    }

    /** All sources, by file name. */
    static Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        for (int lanes = 4; lanes <= 16; lanes *= 2) {
            sources.put("Transpose" + lanes + ".java", new TransposeGenerator(lanes).source());
        }
        return sources;
    }

    private String source() {
        String name = "Transpose" + lanes;
        out = new KernelSource(
                name,
                "Transposes with vectors of " + lanes + " floats. Runs with these vectors only. Written by"
                        + " TransposeGenerator; do not edit.",
                "VectorMask",
                "VectorShuffle");
        for (int distance = 1; distance < lanes; distance *= 2) {
            constants(distance);
        }
        out.line(1, "");
        out.line(1, "private " + name + "() {}");
        out.line(1, "");
        out.line(
                1,
                "/** {@code to[at + i * ts + j] = from[fo + j * fs + i]} for {@code i < " + lanes
                        + "}, {@code j < n}, a multiple of " + lanes + ". */");
        out.line(1, "public static void run(int n, float[] from, int fo, int fs, float[] to, int at, int ts) {");
        out.line(2, "for (int j = 0; j < n; j += " + lanes + ") {");
        body();
        out.line(2, "}");
        out.line(1, "}");
        out.line(0, "}");
        return out.toString();
    }

    private void constants(int distance) {
        StringBuilder up = new StringBuilder();
        StringBuilder down = new StringBuilder();
        long mask = 0;
        for (int i = 0; i < lanes; i++) {
            boolean upper = (i & distance) != 0;
            up.append(", ").append(upper ? i - distance : i);
            down.append(", ").append(upper ? i : i + distance);
            mask |= upper ? 1L << i : 0;
        }
        out.line(
                1,
                "private static final VectorShuffle<Float> UP" + distance + " = VectorShuffle.fromValues(S" + up
                        + ");");
        out.line(
                1,
                "private static final VectorShuffle<Float> DOWN" + distance + " = VectorShuffle.fromValues(S" + down
                        + ");");
        out.line(
                1,
                "private static final VectorMask<Float> UPPER" + distance + " = VectorMask.fromLong(S, 0x"
                        + Long.toHexString(mask) + ");");
    }

    private void body() {
        for (int i = 0; i < lanes; i++) {
            out.line(3, "FloatVector v0_" + i + " = FloatVector.fromArray(S, from, fo + (j + " + i + ") * fs);");
        }
        int stage = 0;
        for (int distance = 1; distance < lanes; distance *= 2, stage++) {
            for (int i = 0; i < lanes; i++) {
                if ((i & distance) == 0) {
                    exchange(stage, distance, i);
                }
            }
        }
        for (int i = 0; i < lanes; i++) {
            out.line(3, "v" + stage + "_" + i + ".intoArray(to, at + " + i + " * ts + j);");
        }
    }

    private void exchange(int stage, int distance, int i) {
        String low = "v" + stage + "_" + i;
        String high = "v" + stage + "_" + (i + distance);
        String next = "FloatVector v" + (stage + 1) + "_";
        String mask = "UPPER" + distance;
        out.line(3, next + i + " = " + low + ".blend(" + high + ".rearrange(UP" + distance + "), " + mask + ");");
        out.line(
                3,
                next + (i + distance) + " = " + low + ".rearrange(DOWN" + distance + ").blend(" + high + ", " + mask
                        + ");");
    }
}
