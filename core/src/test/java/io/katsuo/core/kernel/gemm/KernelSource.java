package io.katsuo.core.kernel.gemm;

/** The text of a generated class of package {@code io.katsuo.core.kernel.gemm.tile}, a line at a time. */
final class KernelSource {
    private final StringBuilder out = new StringBuilder();

    /**
     * Begins a class of kernels on vectors of this JVM's width, up to its fields.
     *
     * @param name the class
     * @param doc what it says of itself
     * @param imports more types of {@code jdk.incubator.vector} than FloatVector and VectorSpecies, in alphabetical order
     */
    KernelSource(String name, String doc, String... imports) {
        line(0, "package io.katsuo.core.kernel.gemm.tile;");
        line(0, "");
        line(0, "import io.katsuo.core.kernel.Simd;");
        line(0, "import jdk.incubator.vector.FloatVector;");
        for (String type : imports) {
            line(0, "import jdk.incubator.vector." + type + ";");
        }
        line(0, "import jdk.incubator.vector.VectorSpecies;");
        line(0, "");
        line(0, "/** " + doc + " */");
        line(0, "public final class " + name + " {");
        line(1, "private static final VectorSpecies<Float> S = Simd.FLOATS;");
    }

    void line(int depth, String text) {
        out.append(text.isEmpty() ? "" : "    ".repeat(depth)).append(text).append('\n');
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
