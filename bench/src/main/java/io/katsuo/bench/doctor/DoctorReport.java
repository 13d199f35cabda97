package io.katsuo.bench.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The diagnosis as text. */
final class DoctorReport {
    private static final String INDENT = " ".repeat(14);
    private static final int WIDTH = 100;

    private final Diagnosis diagnosis;
    private final SystemFacts system;
    private final JvmFacts jvm;
    private final Measurements measured;
    private final List<String> lines = new ArrayList<>();

    private DoctorReport(Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
        system = diagnosis.facts().system();
        jvm = diagnosis.facts().jvm();
        measured = diagnosis.measurements();
    }

    static List<String> of(Diagnosis diagnosis) {
        DoctorReport report = new DoctorReport(diagnosis);
        report.facts();
        report.measurements();
        report.findings();
        return report.lines;
    }

    private void facts() {
        row(
                "machine",
                system.processor() + ", " + counted(jvm.processors(), "processor")
                        + (system.processors() == null ? "" : " of " + system.processors()) + ", "
                        + gigabytes(system.memoryBytes()) + ", " + system.os() + " " + system.architecture());
        row("instructions", system.instructions() == null ? "unknown" : String.join(" ", system.instructions()));
        row("JDK", jvm.vendor() + " " + jvm.version() + ", " + jvm.compiler().words + " (" + jvm.mode() + ")");
        row(
                "vectors",
                (jvm.preferredVectorBits() == null
                                ? "unavailable without the module jdk.incubator.vector"
                                : jvm.preferredVectorBits() + " bits preferred")
                        + (jvm.fma() == null ? "" : jvm.fma() ? ", with FMA" : ", without FMA"));
        KernelFacts kernels = diagnosis.facts().kernels();
        row(
                "Katsuo chose",
                kernels.error() == null
                        ? kernels.description() + ", " + counted(kernels.threads(), "thread")
                        : "nothing: it does not run");
        row("heap", gigabytes(jvm.maxHeapBytes()) + " at most");
        row(
                "huge pages",
                (system.hugePages() == null ? "none" : "the system's setting is " + system.hugePages())
                        + (jvm.transparentHugePages() ? ", the JVM uses them" : ", the JVM does not use them")
                        + (measured.hugePageBytes() == null
                                ? ""
                                : ", " + gigabytes(measured.hugePageBytes()) + " in use after reading memory"));
        List<String> untried = Rules.untried(diagnosis.facts());
        row("supported", untried.isEmpty() ? "this combination was tried" : "not tried: " + String.join(", ", untried));
        row("load", (system.load() == null ? "unknown" : format("%.2f", system.load())) + ", " + system.date());
    }

    private void measurements() {
        lines.add("");
        row(
                "FMA peak",
                measured.peakOne() == null
                        ? "not measured: this JVM does not compile vector instructions with FMA"
                        : format("%.1f GFLOP/s on one core", measured.peakOne())
                                + all(", %.1f on all %d", measured.peakAll()));
        row(
                "memory read",
                measured.readOne() == null
                        ? "not measured: "
                                + (jvm.optimises() ? "the heap is too small" : "loops are not optimised here")
                        : format("%.1f GB/s by one core", measured.readOne())
                                + all(", %.1f by all %d", measured.readAll()));
        KernelCheck check = measured.check();
        if (check == null || check.error() != null) {
            row("product", "not measured");
            return;
        }
        KernelRun chosen = check.chosen();
        String share = measured.peakOne() == null || check.scalar() == null
                ? ""
                : format(" (%.0f %% of the peak)", 100 * chosen.gflops() / measured.peakOne());
        row(
                "product",
                KernelProbe.PRODUCT + " on one thread: " + kernels(chosen)
                        + format(" %.3g GFLOP/s", chosen.gflops()) + share
                        + (check.scalar() == null
                                ? ""
                                : format(
                                        ", scalar %.3g: %.1f times as fast",
                                        check.scalar().gflops(), check.speedup())));
        row(
                "results",
                (check.sameBits() ? "the same bits" : "DIFFERENT bits")
                        + (check.scalar() == null ? "" : " in SIMD and scalar,")
                        + " before and after compilation, SHA-256 "
                        + chosen.hotHash().substring(0, 16));
    }

    /** The figure for all processors, if there are several. */
    private String all(String pattern, double value) {
        return jvm.processors() == 1 ? "" : format(pattern, value, jvm.processors());
    }

    private void findings() {
        lines.add("");
        row("verdict", diagnosis.verdict());
        for (Finding finding : diagnosis.findings()) {
            row("  " + finding.level().word(), finding.text());
            if (finding.advice() != null) {
                wrap(INDENT + "-> ", finding.advice());
            }
        }
    }

    private void row(String name, String text) {
        wrap(name + " ".repeat(INDENT.length() - name.length()), text);
    }

    /** Adds a paragraph; its further lines are indented like the text of the first. */
    private void wrap(String start, String text) {
        String further = "\n" + " ".repeat(start.length());
        String wrapped = text.replaceAll("(.{1," + (WIDTH - start.length()) + "})(?: |$)", "$1\n")
                .strip();
        lines.addAll((start + wrapped.replace("\n", further)).lines().toList());
    }

    private static String kernels(KernelRun run) {
        return run.kernels().equals(KernelFacts.SCALAR) ? "scalar" : "SIMD of " + run.kernels() + " bits";
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String gigabytes(long bytes) {
        return bytes < 1 << 30 ? (bytes >> 20) + " MB" : format("%.1f GB", bytes / 0x1p30);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
