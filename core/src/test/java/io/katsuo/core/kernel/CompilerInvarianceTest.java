package io.katsuo.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.testing.ChildJvm;
import org.junit.jupiter.api.Test;

/** The bits are one set: interpreted, compiled by either compiler, with narrower instructions, scalar or of any width. */
class CompilerInvarianceTest {
    /** One hash for every machine; it changes only with a deliberate change of results. */
    static final String GOLDEN = "1faf54c70362c649dc1f104ed3f6fe708ad9c0a6cdafe66e6557207b1c1d3fe6";

    @Test
    void compiledHere() {
        assertEquals(GOLDEN, SpanDigest.compute(), Kernels.describe());
        SpanDigest.warmUp();
        assertEquals(GOLDEN, SpanDigest.compute(), "compiled, " + Kernels.describe());
    }

    @Test
    void interpreted() throws Exception {
        assertEquals(Kernels.name() + " " + GOLDEN, run("-Xint"));
    }

    @Test
    void compiledByTheFirstCompilerOnly() throws Exception {
        assertEquals(Kernels.name() + " " + GOLDEN, run("-XX:TieredStopAtLevel=1"));
    }

    private static String run(String flag) throws Exception {
        String vectors = Kernels.SIMD ? ChildJvm.VECTORS : "";
        return ChildJvm.run(
                vectors + " " + flag + " -Dkatsuo.kernels.emulate=true -Dkatsuo.kernels=" + Kernels.name(),
                SpanDigest.class);
    }
}
