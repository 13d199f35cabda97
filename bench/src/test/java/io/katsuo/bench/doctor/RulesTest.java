package io.katsuo.bench.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.bench.doctor.JvmFacts.Compiler;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The findings that follow from facts. */
class RulesTest {
    private final Patient patient = new Patient();

    @Test
    void nothingToSayOfAHealthyMachine() {
        assertEquals("", patient.findings());
        assertEquals("healthy", patient.diagnosis().verdict());
        assertTrue(patient.diagnosis().healthy());
    }

    @ParameterizedTest
    @CsvSource({
        "25.0.3+9-LTS, ''",
        "25.0.2+10-LTS, 'warning jdk, note support'",
        "25+36, 'warning jdk, note support'",
        "25.0.3-ea+1, 'warning jdk, note support'",
        "25.0.4+7, note support",
        "25.1, note support",
        "26+35, 'warning jdk, note support'",
        "24.0.2+12, 'error jdk, note support'",
    })
    void versionsOfTheJdk(String version, String findings) {
        patient.version = version;
        assertEquals(findings, patient.findings());
        assertEquals(!findings.contains("error"), patient.diagnosis().healthy());
    }

    @Test
    void whatNobodyTriedIsNoted() {
        patient.vendor = "Somebody";
        patient.os = "Mac OS X 15";
        patient.architecture = "aarch64";
        patient.instructions = null;
        patient.hugePages = null;
        patient.vectorBits = 128;
        patient.kernels = "128";
        assertEquals("note support, note support, note support", patient.findings());
    }

    @Test
    void headersThatDamageArrays() {
        patient.compactObjectHeaders = true;
        assertEquals("error compact-object-headers", patient.findings());
    }

    @ParameterizedTest
    @CsvSource({
        "-XX:TieredStopAtLevel=1, C1, remove -XX:TieredStopAtLevel=1",
        "-Xint, NONE, remove -Xint",
        "-Dx=y, GRAAL, 'use a JDK with HotSpot and C2, for example Eclipse Temurin 25'",
    })
    void withoutC2(String option, Compiler compiler, String advice) {
        patient.options = List.of("-Dfirst=1", option);
        patient.compiler = compiler;
        patient.kernels = "scalar";
        assertEquals("warning compiler", patient.findings());
        assertEquals(advice, patient.advice());
        assertTrue(patient.diagnosis().healthy());
    }

    @Test
    void simdKernelsWithoutC2() {
        patient.compiler = Compiler.C1;
        patient.check = new KernelCheck(
                Patient.run("256", 0.03, Patient.HASH, Patient.HASH),
                Patient.run("scalar", 0.5, Patient.HASH, Patient.HASH),
                null,
                false);
        assertEquals("warning compiler, warning speed", patient.findings());
        assertTrue(patient.advice().endsWith("or force scalar kernels with -Dkatsuo.kernels=scalar"), patient.advice());
    }

    @Test
    void withoutTheModule() {
        patient.vectorModule = false;
        patient.vectorBits = null;
        patient.kernels = "scalar";
        assertEquals("warning kernels", patient.findings());
        assertEquals("add --add-modules=jdk.incubator.vector to the java command", patient.advice());
    }

    @ParameterizedTest
    @CsvSource({"scalar, -Dkatsuo.kernels=scalar", "128, -Dkatsuo.kernels=128", "512, -Dkatsuo.kernels.emulate"})
    void kernelsThatWereForced(String kernels, String option) {
        patient.kernels = kernels;
        patient.options = List.of("-Dkatsuo.kernels=" + kernels);
        assertEquals("warning kernels", patient.findings());
        assertEquals("remove " + option, patient.advice());
    }

    @Test
    void kernelsThatDoNotExist() {
        patient.kernelError = "katsuo.kernels: \"banana\" is not one of auto, scalar";
        patient.check = null;
        assertEquals("error kernels", patient.findings());
        assertFalse(patient.diagnosis().healthy());
        assertTrue(patient.diagnosis().findings().getFirst().text().contains("banana"));
    }

    @Test
    void instructionsThatTheJvmDoesNotUse() {
        patient.options = List.of("-XX:UseAVX=0");
        patient.fma = false;
        patient.vectorBits = 128;
        patient.kernels = "scalar";
        assertEquals("warning fma, warning vectors", patient.findings());
        assertEquals("remove -XX:UseAVX=0", patient.advice());
    }

    @Test
    void instructionsThatTheProcessorLacks() {
        patient.instructions = List.of("avx");
        patient.fma = false;
        patient.vectorBits = 128;
        patient.kernels = "scalar";
        assertEquals("warning fma", patient.findings());
        assertEquals(null, patient.advice());
    }

    @Test
    void vectorsOf512BitsThatTheJvmLeavesUnused() {
        patient.instructions = List.of("fma", "avx2", "avx512f");
        assertEquals("note vectors", patient.findings());
    }

    @Test
    void vectorsOf512Bits() {
        patient.instructions = List.of("fma", "avx2", "avx512f");
        patient.vectorBits = 512;
        patient.kernels = "512";
        assertEquals("", patient.findings());
    }

    @ParameterizedTest
    @CsvSource({"x, h, h, h", "h, x, h, h", "h, h, x, h", "h, h, h, x"})
    void oneHashThatDiffers(String simdCold, String simdHot, String scalarCold, String scalarHot) {
        patient.check = new KernelCheck(
                Patient.run("256", 75, simdCold, simdHot),
                Patient.run("scalar", 3, scalarCold, scalarHot),
                null,
                false);
        assertEquals("error bits", patient.findings());
    }

    @Test
    void scalarResultsThatChangeWhenCompiled() {
        patient.kernels = "scalar";
        patient.check = new KernelCheck(Patient.run("scalar", 3, "a", "b"), null, null, false);
        assertEquals("error bits", patient.findings());
    }

    @Test
    void aCheckThatFailed() {
        patient.check = new KernelCheck(null, null, "the JVM ended", false);
        assertEquals("error check", patient.findings());
        assertTrue(DoctorReport.of(patient.diagnosis()).toString().contains("the JVM ended"));
    }

    @Test
    void aCheckThatDidNotEndInTimeIsNoSicknessOfKatsuo() {
        patient.check = new KernelCheck(null, null, "the JVM did not finish", true);
        assertEquals("warning check", patient.findings());
    }

    @Test
    void simdThatGainsNothing() {
        patient.check = new KernelCheck(
                Patient.run("256", 5, Patient.HASH, Patient.HASH),
                Patient.run("scalar", 3, Patient.HASH, Patient.HASH),
                null,
                false);
        assertEquals("warning speed", patient.findings());
    }

    @Test
    void aContainerWithAQuota() {
        patient.processors = 2;
        patient.threads = 2;
        patient.quota = 1.5;
        patient.peakAll = 150;
        assertEquals("note processors", patient.findings());
        String text = patient.diagnosis().findings().getFirst().text();
        assertTrue(text.endsWith("2 of 4 processors, limited by its container's quota of 1.50"), text);
    }

    @Test
    void moreThreadsThanProcessors() {
        patient.threads = 8;
        patient.options = List.of("-Dkatsuo.threads=8");
        assertEquals("warning threads", patient.findings());
        assertEquals("remove -Dkatsuo.threads=8", patient.advice());
    }

    @Test
    void processorsThatShareCores() {
        patient.peakAll = 190;
        assertEquals("note processors", patient.findings());
    }

    @Test
    void aSmallHeap() {
        patient.heap = 64L << 20;
        assertEquals("warning heap", patient.findings());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "madvise, true, 1, ''",
                "always, false, 1, ''",
                "madvise, false, 0, note huge-pages",
                "never, false, 0, note huge-pages",
                "madvise, true, 0, note huge-pages",
                "madvise, true, -, ''",
                "-, false, -, ''",
            })
    void hugePages(String setting, boolean asked, Long bytes, String findings) {
        patient.hugePages = setting;
        patient.askedForHugePages = asked;
        patient.hugePageBytes = bytes;
        assertEquals(findings, patient.findings());
    }

    @Test
    void aBusyMachineIsHealthyAllTheSame() {
        patient.load = 3.9;
        assertEquals("note load", patient.findings());
        assertEquals("healthy", patient.diagnosis().verdict());
    }

    @Test
    void theWorstComesFirst() {
        patient.load = 3.9;
        patient.heap = 64L << 20;
        patient.compactObjectHeaders = true;
        assertEquals("error compact-object-headers, warning heap, note load", patient.findings());
    }
}
