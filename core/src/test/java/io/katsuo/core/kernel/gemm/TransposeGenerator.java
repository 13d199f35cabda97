package io.katsuo.core.kernel.gemm;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the kernels that transpose square blocks of floats in registers, one class for each number of lanes; see
 * {@link TileGenerator}, which writes them into the same package.
 *
 * <p>A block of L×L is transposed in log₂L stages. At the stage of distance d, vectors r and r + d exchange those lanes
 * whose number has the bit d in the one and has it not in the other; each exchange is two rearrangements and two blends.
 */
final class TransposeGenerator {
    private final StringBuilder out = new StringBuilder();
    private final int lanes;

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
        line(0, "package io.katsuo.core.kernel.gemm.tile;");
        line(0, "");
        line(0, "import io.katsuo.core.kernel.Simd;");
        line(0, "import jdk.incubator.vector.FloatVector;");
        line(0, "import jdk.incubator.vector.VectorMask;");
        line(0, "import jdk.incubator.vector.VectorShuffle;");
        line(0, "import jdk.incubator.vector.VectorSpecies;");
        line(0, "");
        line(0, "/** Transposes with vectors of " + lanes + " floats. Written by TransposeGenerator; do not edit. */");
        line(0, "public final class Transpose" + lanes + " {");
        line(1, "private static final VectorSpecies<Float> S = Simd.FLOATS;");
        for (int distance = 1; distance < lanes; distance *= 2) {
            constants(distance);
        }
        line(1, "");
        line(1, "private Transpose" + lanes + "() {}");
        line(1, "");
        line(
                1,
                "/** {@code to[at + i * ts + j] = from[fo + j * fs + i]} for {@code i < " + lanes
                        + "}, {@code j < n}, a multiple of " + lanes + ". */");
        line(1, "public static void run(int n, float[] from, int fo, int fs, float[] to, int at, int ts) {");
        line(2, "for (int j = 0; j < n; j += " + lanes + ") {");
        body();
        line(2, "}");
        line(1, "}");
        line(0, "}");
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
        line(
                1,
                "private static final VectorShuffle<Float> UP" + distance + " = VectorShuffle.fromValues(S" + up
                        + ");");
        line(
                1,
                "private static final VectorShuffle<Float> DOWN" + distance + " = VectorShuffle.fromValues(S" + down
                        + ");");
        line(
                1,
                "private static final VectorMask<Float> UPPER" + distance + " = VectorMask.fromLong(S, 0x"
                        + Long.toHexString(mask) + ");");
    }

    private void body() {
        for (int i = 0; i < lanes; i++) {
            line(3, "FloatVector v0_" + i + " = FloatVector.fromArray(S, from, fo + (j + " + i + ") * fs);");
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
            line(3, "v" + stage + "_" + i + ".intoArray(to, at + " + i + " * ts + j);");
        }
    }

    private void exchange(int stage, int distance, int i) {
        String low = "v" + stage + "_" + i;
        String high = "v" + stage + "_" + (i + distance);
        String next = "FloatVector v" + (stage + 1) + "_";
        String mask = "UPPER" + distance;
        line(3, next + i + " = " + low + ".blend(" + high + ".rearrange(UP" + distance + "), " + mask + ");");
        line(
                3,
                next + (i + distance) + " = " + low + ".rearrange(DOWN" + distance + ").blend(" + high + ", " + mask
                        + ");");
    }

    private void line(int depth, String text) {
        out.append(text.isEmpty() ? "" : "    ".repeat(depth)).append(text).append('\n');
    }
}
