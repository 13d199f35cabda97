package io.katsuo.bench.doctor;

import io.katsuo.bench.doctor.JvmFacts.Compiler;
import java.util.List;
import java.util.stream.Collectors;

/** A healthy machine; each test changes the facts that it is about. */
final class Patient {
    static final String HASH = "4af215317a4e4003";

    String vendor = "Eclipse Adoptium";
    String version = "25.0.3+9-LTS";
    String os = "Linux 6.18";
    String architecture = "amd64";
    Compiler compiler = Compiler.C2;
    List<String> options = List.of();
    boolean vectorModule = true;
    Integer vectorBits = 256;
    Boolean fma = true;
    boolean compactObjectHeaders;
    boolean askedForHugePages = true;
    String hugePages = "madvise";
    Long hugePageBytes = 300L << 20;
    int processors = 4;
    Integer processorsOfMachine = 4;
    Double quota;
    long heap = 6L << 30;
    List<String> instructions = List.of("fma", "avx", "avx2");
    Double load = 0.1;
    String kernels = "256";
    int threads = 4;
    String kernelError;
    double peakAll = 380;
    KernelCheck check = new KernelCheck(run("256", 75, HASH, HASH), run("scalar", 3.4, HASH, HASH), null, false);

    static KernelRun run(String kernels, double gflops, String cold, String hot) {
        return new KernelRun(kernels, gflops, cold, hot);
    }

    Diagnosis diagnosis() {
        SystemFacts system = new SystemFacts(
                "2026-11-22 01:10",
                os,
                architecture,
                "AMD EPYC",
                processorsOfMachine,
                instructions,
                quota,
                32L << 20,
                24L << 30,
                hugePages,
                load);
        JvmFacts jvm = new JvmFacts(
                vendor,
                version,
                "OpenJDK 64-Bit Server VM",
                "mixed mode, sharing",
                compiler,
                options,
                vectorModule,
                vectorBits,
                fma,
                2,
                compactObjectHeaders,
                askedForHugePages,
                processors,
                heap);
        KernelFacts chosen = kernelError == null
                ? new KernelFacts(kernels, "kernels " + kernels, threads, null)
                : new KernelFacts(null, null, null, kernelError);
        boolean peak = jvm.compilesVectors();
        return Diagnosis.of(
                new Facts(system, jvm, chosen),
                new Measurements(peak ? 97.0 : null, peak ? peakAll : null, 15.0, 45.0, hugePageBytes, check));
    }

    /** The findings in short, such as {@code warning heap, note load}. */
    String findings() {
        return diagnosis().findings().stream()
                .map(finding -> finding.level().word() + " " + finding.subject())
                .collect(Collectors.joining(", "));
    }

    /** The advice of the first finding. */
    String advice() {
        return diagnosis().findings().getFirst().advice();
    }
}
