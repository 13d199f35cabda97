package io.katsuo.bench.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.bench.doctor.JvmFacts.Compiler;
import io.katsuo.core.ops.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parsing of what operating systems and JVMs report. */
class FactsTest {
    /** The first column is what JDK 25.0.3 reports with the options in the comments. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'mixed mode, sharing', 4, default, false, C2",
                "'interpreted mode, sharing', 4, default, false, NONE", // -Xint
                "'mixed mode, emulated-client, sharing', 1, default, false, C1", // -XX:TieredStopAtLevel=1
                "'mixed mode, sharing', 3, default, false, C1", // -XX:TieredStopAtLevel=3
                "'mixed mode, sharing', 0, default, false, NONE", // -XX:TieredStopAtLevel=0
                "'mixed mode, emulated-client, sharing', 4, quick-only, false, C1", // -XX:CompilationMode=quick-only
                "'mixed mode, sharing', 4, high-only, false, C2", // -XX:CompilationMode=high-only
                "'mixed mode, sharing', 4, default, true, GRAAL",
                "'mixed mode', -, -, false, UNKNOWN",
            })
    void compilers(String mode, String level, String compilationMode, boolean jvmci, Compiler compiler) {
        assertEquals(compiler, JvmFacts.compiler("OpenJDK 64-Bit Server VM", mode, level, compilationMode, jvmci));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"max 100000, -", "150000 100000, 1.5", "'', -"})
    void quotas(String cpuMax, Double processors) {
        assertEquals(processors, SystemFacts.quota(cpuMax));
    }

    @Test
    void hugePages() {
        assertEquals("madvise", SystemFacts.hugePages("always [madvise] never"));
        assertEquals(null, SystemFacts.hugePages(""));
    }

    @Test
    void theArrayIsLargerThanTheCaches() {
        assertEquals(128L << 20, Measurements.arrayBytes(null));
        assertEquals(400L << 20, Measurements.arrayBytes(100L << 20));
        assertEquals(1L << 30, Measurements.arrayBytes(2L << 30));
    }

    @Test
    void thisJvm() {
        Facts facts = Facts.read();
        assertEquals(Runtime.version().toString(), facts.jvm().version());
        assertEquals(Backend.name(), facts.kernels().name());
        assertEquals(Runtime.getRuntime().availableProcessors(), facts.jvm().processors());
        assertTrue(facts.jvm().vectorModule(), "the tests run with the module");
    }
}
