package io.katsuo.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private static String run(String flag) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Kernels.SIMD) {
            command.add("--add-modules=jdk.incubator.vector");
        }
        command.add(flag);
        command.add("-Dkatsuo.kernels=" + Kernels.name());
        command.add("-Dkatsuo.kernels.emulate=true");
        command.add("-cp");
        // Where Maven puts them, whose working directory is the module's.
        command.add(Path.of("target", "classes") + File.pathSeparator + Path.of("target", "test-classes"));
        command.add(SpanDigest.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed.strip();
    }
}
