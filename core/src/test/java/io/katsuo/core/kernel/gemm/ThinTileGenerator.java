package io.katsuo.core.kernel.gemm;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the kernels for products of few terms, as {@link TileGenerator} writes the others: all rows of B in registers,
 * and a loop along the rows of C, each of which is written once.
 */
final class ThinTileGenerator {
    static final int MAX_TERMS = 6;
    static final int MAX_VECTORS = 2;
    private static final String PARAMETERS =
            "int rows, float[] a, int ao, int ars, int acs, float[] b, int bo, int ldb,"
                    + " float[] c, int co, int ldc";
    private static final String ARGUMENTS = PARAMETERS.replace("float[] ", "").replace("int ", "");

    private final StringBuilder out = new StringBuilder();
    private final int vectors;

    private ThinTileGenerator(int vectors) {
        this.vectors = vectors;
    }

    /** All sources, by file name. */
    static Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        for (int vectors = 1; vectors <= MAX_VECTORS; vectors++) {
            sources.put("ThinTiles" + vectors + ".java", new ThinTileGenerator(vectors).source());
        }
        return sources;
    }

    private String source() {
        line(0, "package io.katsuo.core.kernel.gemm.tile;");
        line(0, "");
        line(0, "import io.katsuo.core.kernel.Simd;");
        line(0, "import jdk.incubator.vector.FloatVector;");
        line(0, "import jdk.incubator.vector.VectorSpecies;");
        line(0, "");
        line(
                0,
                "/** Columns of C " + vectors + " vectors wide, few terms, all of B in registers. Written by"
                        + " ThinTileGenerator; do not edit. */");
        line(0, "public final class ThinTiles" + vectors + " {");
        line(1, "private static final VectorSpecies<Float> S = Simd.FLOATS;");
        line(1, "private static final int L = Simd.LANES;");
        line(1, "");
        line(1, "private ThinTiles" + vectors + "() {}");
        dispatch();
        for (int terms = 1; terms <= MAX_TERMS; terms++) {
            kernel(terms);
        }
        line(0, "}");
        return out.toString();
    }

    private void dispatch() {
        line(1, "");
        line(1, "/** Computes so many rows, each element a sum of 1 to " + MAX_TERMS + " terms. */");
        line(1, "public static void run(int terms, " + PARAMETERS + ") {");
        line(2, "switch (terms) {");
        for (int terms = 1; terms <= MAX_TERMS; terms++) {
            line(3, "case " + terms + ":");
            line(4, "set" + terms + "(" + ARGUMENTS + ");");
            line(4, "break;");
        }
        line(3, "default:");
        line(4, "throw new AssertionError(terms);");
        line(2, "}");
        line(1, "}");
    }

    private void kernel(int terms) {
        line(1, "");
        line(1, "private static void set" + terms + "(" + PARAMETERS + ") {");
        for (int p = 0; p < terms; p++) {
            line(2, "int a" + p + " = ao + " + p + " * acs;");
            for (int j = 0; j < vectors; j++) {
                String at = "bo + " + p + " * ldb + " + j + " * L";
                line(2, "FloatVector b" + p + j + " = FloatVector.fromArray(S, b, " + at + ");");
            }
        }
        line(2, "for (int i = 0; i < rows; i++) {");
        for (int j = 0; j < vectors; j++) {
            line(3, "FloatVector c" + j + " = FloatVector.zero(S);");
        }
        for (int p = 0; p < terms; p++) {
            line(3, "FloatVector x" + p + " = FloatVector.broadcast(S, a[a" + p + " + i * ars]);");
            for (int j = 0; j < vectors; j++) {
                line(3, "c" + j + " = x" + p + ".fma(b" + p + j + ", c" + j + ");");
            }
        }
        for (int j = 0; j < vectors; j++) {
            line(3, "c" + j + ".intoArray(c, co + i * ldc + " + j + " * L);");
        }
        line(2, "}");
        line(1, "}");
    }

    private void line(int depth, String text) {
        out.append(text.isEmpty() ? "" : "    ".repeat(depth)).append(text).append('\n');
    }
}
