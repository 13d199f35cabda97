package io.katsuo.core.kernel.gemm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the tile kernels of package {@code io.katsuo.core.kernel.gemm.tile}: nobody should hand-write two dozen
 * accumulators. Run it from the module's directory to write the sources anew; {@code TileGeneratorTest} fails when they
 * differ from what it would write.
 *
 * <p>A kernel holds a tile of C, rows × vectors, in registers and runs once along k. There is one class a number of
 * vectors and a way that the operands lie; in each a method a number of rows. What was measured is in
 * {@code docs/decisions/}.
 */
final class TileGenerator {
    static final int MAX_ROWS = 6;
    static final int MAX_VECTORS = 4;

    /** How the operands of a kernel lie. */
    private enum Kind {
        /** A by rows in place, B in packed panels. */
        ROW("Row", true, "rows of A in place, B packed"),
        /** Both in place: where there are too few rows for packing B to pay. */
        DIRECT("Direct", false, "rows of A and B in place");

        final String prefix;
        final boolean packed;
        final String what;

        Kind(String prefix, boolean packed, String what) {
            this.prefix = prefix;
            this.packed = packed;
            this.what = what;
        }
    }

    private final Kind kind;
    private final int vectors;
    private KernelSource out;

    private TileGenerator(Kind kind, int vectors) {
        this.kind = kind;
        this.vectors = vectors;
    }

    /** All sources, by file name. */
    static Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            for (int vectors = 1; vectors <= MAX_VECTORS; vectors++) {
                sources.put(kind.prefix + "Tiles" + vectors + ".java", new TileGenerator(kind, vectors).source());
            }
        }
        sources.putAll(ThinTileGenerator.sources());
        sources.putAll(TransposeGenerator.sources());
        return sources;
    }

    public static void main(String[] args) throws IOException {
        Path directory = Path.of("src/main/java/io/katsuo/core/kernel/gemm/tile");
        for (Map.Entry<String, String> source : sources().entrySet()) {
            Files.writeString(directory.resolve(source.getKey()), source.getValue());
        }
    }

    private String source() {
        String name = kind.prefix + "Tiles" + vectors;
        out = new KernelSource(
                name, "Tiles " + vectors + " vectors wide, " + kind.what + ". Written by TileGenerator; do not edit.");
        out.line(1, "private static final int L = Simd.LANES;");
        out.line(1, "");
        out.line(1, "private " + name + "() {}");
        dispatch();
        for (int rows = 1; rows <= MAX_ROWS; rows++) {
            kernel(rows, false);
            if (kind.packed) {
                kernel(rows, true);
            }
        }
        out.line(0, "}");
        return out.toString();
    }

    private String parameters(boolean typed) {
        String b = kind.packed ? "float[] b, int bo, " : "float[] b, int bo, int ldb, ";
        String all = "int k, float[] a, int ao, int lda, " + b + "float[] c, int co, int ldc";
        return typed ? all : all.replace("float[] ", "").replace("int ", "");
    }

    private void dispatch() {
        out.line(1, "");
        out.line(
                1,
                "/** Computes a tile of 1 to " + MAX_ROWS + " rows"
                        + (kind.packed ? ", from C's values or from zero. */" : ". */"));
        out.line(
                1,
                "public static void run(int rows, " + (kind.packed ? "boolean fromC, " : "") + parameters(true)
                        + ") {");
        out.line(2, "switch (rows) {");
        for (int rows = 1; rows <= MAX_ROWS; rows++) {
            out.line(3, rows == MAX_ROWS ? "default:" : "case " + rows + ":");
            if (kind.packed) {
                out.line(4, "if (fromC) {");
                out.line(5, "add" + rows + "(" + parameters(false) + ");");
                out.line(4, "} else {");
                out.line(5, "set" + rows + "(" + parameters(false) + ");");
                out.line(4, "}");
            } else {
                out.line(4, "set" + rows + "(" + parameters(false) + ");");
            }
            out.line(4, "break;");
        }
        out.line(2, "}");
        out.line(1, "}");
    }

    private void kernel(int rows, boolean fromC) {
        out.line(1, "");
        out.line(1, "private static void " + (fromC ? "add" : "set") + rows + "(" + parameters(true) + ") {");
        for (int i = 0; i < rows; i++) {
            out.line(2, "int a" + i + " = ao + " + i + " * lda;");
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < vectors; j++) {
                String start = fromC ? "FloatVector.fromArray(S, c, " + atC(i, j) + ")" : "FloatVector.zero(S)";
                out.line(2, "FloatVector c" + i + j + " = " + start + ";");
            }
        }
        out.line(2, "for (int p = 0; p < k; p++) {");
        for (int j = 0; j < vectors; j++) {
            String stride = kind.packed ? "(" + vectors + " * L)" : "ldb";
            out.line(
                    3,
                    "FloatVector b" + j + " = FloatVector.fromArray(S, b, bo + p * " + stride + " + " + j + " * L);");
        }
        for (int i = 0; i < rows; i++) {
            out.line(3, "FloatVector x" + i + " = FloatVector.broadcast(S, a[a" + i + " + p]);");
            for (int j = 0; j < vectors; j++) {
                out.line(3, "c" + i + j + " = x" + i + ".fma(b" + j + ", c" + i + j + ");");
            }
        }
        out.line(2, "}");
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < vectors; j++) {
                out.line(2, "c" + i + j + ".intoArray(c, " + atC(i, j) + ");");
            }
        }
        out.line(1, "}");
    }

    private static String atC(int i, int j) {
        return "co + " + i + " * ldc + " + j + " * L";
    }
}
