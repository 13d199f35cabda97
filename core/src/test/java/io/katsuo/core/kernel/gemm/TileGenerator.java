package io.katsuo.core.kernel.gemm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the tile kernels of package {@code io.katsuo.core.kernel.gemm.tile}, which have up to two dozen accumulators.
 * Run it in the module's directory to rewrite the sources; {@code TileGeneratorTest} fails when they differ from what the
 * generator writes.
 *
 * <p>A kernel holds a tile of C, rows × vectors, in registers and goes once along k. There is one class for each number
 * of vectors and each layout of B, and in it one method for each number of rows. The contract of the kernels:
 *
 * <ul>
 *   <li>Nothing is checked. Row i of A is the k adjacent floats from {@code a[ao + i * lda]}; row i of the tile of C is
 *       the adjacent vectors from {@code c[co + i * ldc]}.
 *   <li>RowTiles: B is a packed panel, whose row p is the adjacent vectors from {@code b[bo + p * vectors * L]}.
 *       DirectTiles: row p of B is the adjacent vectors from {@code b[bo + p * ldb]}.
 *   <li>An element is the chain {@code fma(a[k-1], b[k-1], … fma(a[0], b[0], start))}. The start is +0 and C is not read
 *       (set), or it is C's value (add, RowTiles with {@code fromC}).
 *   <li>C shares no memory with A or B. Only the tile is written.
 *   <li>With k = 0 a kernel returns at once and writes nothing: the warm-up makes thousands of such calls. Products without
 *       terms take the scalar path.
 * </ul>
 *
 * <p>A picture of the panels is in {@code docs/architecture.md}, the measurements in {@code docs/decisions/}.
 */
final class TileGenerator {
    static final int MAX_ROWS = 6;
    static final int MAX_VECTORS = 4;

    /** The layout of B. */
    private enum Kind {
        /** B in packed panels. */
        ROW("Row", true, "rows of A in place, B packed"),
        /** B in place, for so few rows that packing does not pay. */
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
        // Two vectors fill 16 registers, so that wider panels exist with the 32 registers of 512 bits only.
        String reach = kind.packed && vectors > 2 ? " Runs with 512-bit vectors only." : "";
        out = new KernelSource(
                name,
                "Tiles " + vectors + " vectors wide, " + kind.what + "." + reach
                        + " Written by TileGenerator, which states the contract; do not edit.");
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
        out.line(2, "if (k == 0) { return; }");
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
