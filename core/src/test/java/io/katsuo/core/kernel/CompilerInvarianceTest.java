package io.katsuo.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.testing.ChildJvm;
import io.katsuo.core.testing.OpDigests;
import org.junit.jupiter.api.Test;

/** The bits are one set: interpreted, compiled by either compiler, with narrower instructions, scalar or of any width. */
class CompilerInvarianceTest {
    /** The hashes for every machine; one changes only with a deliberate change of results. */
    static final String GOLDEN = "add=a25aaf4d;sub=834e69f8;mul=43755bba;div=1ea3f2ab;maximum=0870b45e"
            + ";minimum=14378cfa;pow=66c3c224;less=8cbf25ab;lessEqual=9171fc51;greater=f466a36f"
            + ";greaterEqual=31fc22c9;equal=17428eef;notEqual=786ea493;reluBackward=857ceccc;neg=41103772"
            + ";abs=8c01120d;square=bd8e1352;sqrt=f7d58af5;relu=538343bf;exp=95fdef27"
            + ";log=fe8ccab5;tanh=6ea4138c;sigmoid=b9998c48;clip=6a611090;axpy=ed8be744"
            + ";where=8189b3b1;reductions=a64bd8a5";

    @Test
    void compiledHere() {
        OpDigests.assertSame(GOLDEN, SpanDigest.compute(), Kernels.describe());
        SpanDigest.warmUp();
        OpDigests.assertSame(GOLDEN, SpanDigest.compute(), "compiled, " + Kernels.describe());
    }

    @Test
    void interpreted() throws Exception {
        assertSame("-Xint");
    }

    @Test
    void compiledByTheFirstCompilerOnly() throws Exception {
        assertSame("-XX:TieredStopAtLevel=1");
    }

    private static void assertSame(String flag) throws Exception {
        String vectors = Kernels.SIMD ? ChildJvm.VECTORS : "";
        String[] said = ChildJvm.run(
                        vectors + " " + flag + " -Dkatsuo.kernels.emulate=true -Dkatsuo.kernels=" + Kernels.name(),
                        SpanDigest.class)
                .split(" ");
        assertEquals(Kernels.name(), said[0]);
        OpDigests.assertSame(GOLDEN, said[1], flag);
    }
}
