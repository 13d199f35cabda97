package io.katsuo.core.kernel.gemm;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the kernels for products of few terms: all rows of B stay in registers, and a loop goes down the rows of C, each
 * of which is written once. The contract is that of {@link TileGenerator}'s kernels that set, but for A: its element (i, p)
 * is {@code a[ao + i * ars + p * acs]}.
 */
final class ThinTileGenerator {
    static final int MAX_TERMS = 6;
    static final int MAX_VECTORS = 2;
    private static final String PARAMETERS =
            "int rows, float[] a, int ao, int ars, int acs, float[] b, int bo, int ldb,"
                    + " float[] c, int co, int ldc";
    private static final String ARGUMENTS = PARAMETERS.replace("float[] ", "").replace("int ", "");

    private final int vectors;
    private KernelSource out;

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
        String name = "ThinTiles" + vectors;
        out = new KernelSource(
                name,
                "Columns of C " + vectors + " vectors wide, few terms, all of B in registers. Written by"
                        + " ThinTileGenerator, which states the contract; do not edit.");
        out.line(1, "private static final int L = Simd.LANES;");
        out.line(1, "");
        out.line(1, "private " + name + "() {}");
        dispatch();
        for (int terms = 1; terms <= MAX_TERMS; terms++) {
            kernel(terms);
        }
        out.line(0, "}");
        return out.toString();
    }

    private void dispatch() {
        out.line(1, "");
        out.line(1, "/** Computes so many rows, each element a sum of 1 to " + MAX_TERMS + " terms. */");
        out.line(1, "public static void run(int terms, " + PARAMETERS + ") {");
        out.line(2, "switch (terms) {");
        for (int terms = 1; terms <= MAX_TERMS; terms++) {
            out.line(3, "case " + terms + ":");
            out.line(4, "set" + terms + "(" + ARGUMENTS + ");");
            out.line(4, "break;");
        }
        out.line(3, "default:");
        out.line(4, "throw new AssertionError(terms);");
        out.line(2, "}");
        out.line(1, "}");
    }

    private void kernel(int terms) {
        out.line(1, "");
        out.line(1, "private static void set" + terms + "(" + PARAMETERS + ") {");
        out.line(2, "if (rows == 0) { return; }");
        for (int p = 0; p < terms; p++) {
            out.line(2, "int a" + p + " = ao + " + p + " * acs;");
            for (int j = 0; j < vectors; j++) {
                String at = "bo + " + p + " * ldb + " + j + " * L";
                out.line(2, "FloatVector b" + p + j + " = FloatVector.fromArray(S, b, " + at + ");");
            }
        }
        out.line(2, "for (int i = 0; i < rows; i++) {");
        for (int j = 0; j < vectors; j++) {
            out.line(3, "FloatVector c" + j + " = FloatVector.zero(S);");
        }
        for (int p = 0; p < terms; p++) {
            out.line(3, "FloatVector x" + p + " = FloatVector.broadcast(S, a[a" + p + " + i * ars]);");
            for (int j = 0; j < vectors; j++) {
                out.line(3, "c" + j + " = x" + p + ".fma(b" + p + j + ", c" + j + ");");
            }
        }
        for (int j = 0; j < vectors; j++) {
            out.line(3, "c" + j + ".intoArray(c, co + i * ldc + " + j + " * L);");
        }
        out.line(2, "}");
        out.line(1, "}");
    }
}
